// The view of the replay in the address:
//   /gecmis?arac=12,15&bas=2026-11-21T21:00:00Z&bit=2026-11-22T21:00:00Z&an=2026-11-22T11:05:09Z&hiz=10
//   /gecmis?bolum=burada&alan=27.1,38.38,27.11,38.38,27.11,38.39
// The moment is exact, so that a colleague who opens the link sees the same picture.
import { RATES, type Rate } from "./player.ts";

export const MAX_VEHICLES = 8;

export const SECTIONS = ["vehicles", "fleet", "area"] as const;
export type Section = (typeof SECTIONS)[number];

export interface ReplaySearch {
  arac?: string;
  bolum?: string;
  bas?: string;
  bit?: string;
  an?: string;
  hiz?: number;
  alan?: string;
}

export interface ReplayView {
  section: Section;
  vehicleIds: readonly number[];
  /** null = today. */
  period: { fromMs: number; toMs: number } | null;
  /** null = the beginning of the period. */
  cursorMs: number | null;
  rate: Rate;
  /** Corners of the area asked about, not closed; empty = none. */
  area: readonly (readonly [number, number])[];
}

const SECTION_SLUGS: Readonly<Record<Section, string>> = { vehicles: "arac", fleet: "filo", area: "burada" };
const sectionBySlug = new Map(Object.entries(SECTION_SLUGS).map(([section, slug]) => [slug, section as Section]));
const USUAL_RATE = 10;

function instantIn(value: unknown): number | null {
  const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}

const numbersIn = (value: unknown): number[] =>
  typeof value === "string" || typeof value === "number"
    ? String(value)
        .split(",")
        .flatMap((text) => (text.trim() !== "" && Number.isFinite(Number(text)) ? [Number(text)] : []))
    : [];

function cornersIn(value: unknown): [number, number][] {
  const numbers = numbersIn(value);
  const corners = Array.from({ length: Math.floor(numbers.length / 2) }, (_, i): [number, number] => [
    numbers[i * 2] ?? 0,
    numbers[i * 2 + 1] ?? 0,
  ]);
  return corners.length >= 3 && corners.every(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 85)
    ? corners
    : [];
}

/** Anything unreadable is left out: an old or mistyped address still opens. */
export function readReplaySearch(search: Record<string, unknown>): ReplayView {
  const ids = numbersIn(search["arac"]).filter((id) => Number.isInteger(id) && id > 0);
  const [fromMs, toMs] = [instantIn(search["bas"]), instantIn(search["bit"])];
  const rate = Number(search["hiz"]);
  return {
    section: sectionBySlug.get(String(search["bolum"])) ?? "vehicles",
    vehicleIds: [...new Set(ids)].slice(0, MAX_VEHICLES),
    period: fromMs !== null && toMs !== null && toMs > fromMs ? { fromMs, toMs } : null,
    cursorMs: instantIn(search["an"]),
    rate: RATES.find((known) => known === rate) ?? USUAL_RATE,
    area: cornersIn(search["alan"]),
  };
}

const instantText = (ms: number): string => new Date(ms).toISOString().replace(/\.000Z$/, "Z");

export function writeReplaySearch(view: ReplayView): ReplaySearch {
  return {
    ...(view.section === "vehicles" ? {} : { bolum: SECTION_SLUGS[view.section] }),
    ...(view.vehicleIds.length === 0 ? {} : { arac: view.vehicleIds.join(",") }),
    ...(view.period ? { bas: instantText(view.period.fromMs), bit: instantText(view.period.toMs) } : {}),
    ...(view.cursorMs === null ? {} : { an: instantText(view.cursorMs) }),
    ...(view.rate === USUAL_RATE ? {} : { hiz: view.rate }),
    ...(view.area.length === 0
      ? {}
      : { alan: view.area.map(([lon, lat]) => `${lon.toFixed(6)},${lat.toFixed(6)}`).join(",") }),
  };
}
