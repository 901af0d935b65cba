// Public holidays of Türkiye. Fixed days: law 2429 on national and general holidays (with 6752 for 15 July).
// Religious ones: calendar of the Presidency of Religious Affairs (Diyanet, dini günler takvimi), published for
// 2024–2026; later years follow its rule (crescent visible anywhere in the evening) and are to be confirmed
// when it publishes them. Eves are half days, from 13:00.

export interface Holiday {
  /** "2026-10-29" */
  day: string;
  /** Key of the interface's word for it. */
  name: HolidayName;
  /** Only the afternoon, from HALF_DAY_FROM_MINUTES. */
  half: boolean;
}

export type HolidayName = (typeof HOLIDAY_NAMES)[number];
export const HOLIDAY_NAMES = [
  "new_year",
  "children",
  "labour",
  "youth",
  "democracy",
  "victory",
  "republic",
  "ramadan_feast",
  "sacrifice_feast",
] as const;

/** 13:00 */
export const HALF_DAY_FROM_MINUTES = 13 * 60;

const FIXED: readonly { date: string; name: HolidayName; half?: boolean }[] = [
  { date: "01-01", name: "new_year" },
  { date: "04-23", name: "children" },
  { date: "05-01", name: "labour" },
  { date: "05-19", name: "youth" },
  { date: "07-15", name: "democracy" },
  { date: "08-30", name: "victory" },
  { date: "10-28", name: "republic", half: true },
  { date: "10-29", name: "republic" },
];

/** First days of the two feasts: three and four days, each with an eve before it. */
const FEASTS: Readonly<Record<number, { ramadan: string; sacrifice: string }>> = {
  2024: { ramadan: "04-10", sacrifice: "06-16" },
  2025: { ramadan: "03-30", sacrifice: "06-06" },
  2026: { ramadan: "03-20", sacrifice: "05-27" },
  2027: { ramadan: "03-09", sacrifice: "05-16" },
  2028: { ramadan: "02-26", sacrifice: "05-05" },
  2029: { ramadan: "02-14", sacrifice: "04-24" },
  2030: { ramadan: "02-04", sacrifice: "04-13" },
};
const FEAST_DAYS = { ramadan_feast: 3, sacrifice_feast: 4 } as const;
const DAY_MS = 86_400_000;

function feastDays(name: keyof typeof FEAST_DAYS, firstDay: string): Holiday[] {
  const firstMs = Date.parse(firstDay);
  return Array.from({ length: FEAST_DAYS[name] + 1 }, (_, i) => ({
    day: new Date(firstMs + (i - 1) * DAY_MS).toISOString().slice(0, 10),
    name,
    half: i === 0,
  }));
}

/** In order of day; a day may stand twice. Before 2024 and after 2030 the feasts are missing. */
export function holidaysOfYear(year: number): Holiday[] {
  const fixed = FIXED.map(({ date, name, half = false }) => ({ day: `${year}-${date}`, name, half }));
  const feasts = FEASTS[year];
  const moving = feasts
    ? [
        ...feastDays("ramadan_feast", `${year}-${feasts.ramadan}`),
        ...feastDays("sacrifice_feast", `${year}-${feasts.sacrifice}`),
      ]
    : [];
  return [...fixed, ...moving].toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

const daysOffByYear = new Map<number, ReadonlyMap<string, number>>();

function daysOff(year: number): ReadonlyMap<string, number> {
  const known = daysOffByYear.get(year);
  if (known) return known;
  const days = new Map<string, number>();
  for (const { day, half } of holidaysOfYear(year)) {
    const fromMinutes = half ? HALF_DAY_FROM_MINUTES : 0;
    days.set(day, Math.min(days.get(day) ?? Infinity, fromMinutes));
  }
  daysOffByYear.set(year, days);
  return days;
}

/** From which minute of the local day ("2026-10-29") on it is a public holiday; null = it is none. */
export function holidayFromMinutes(day: string): number | null {
  return daysOff(Number(day.slice(0, 4))).get(day) ?? null;
}
