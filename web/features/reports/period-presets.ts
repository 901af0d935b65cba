// The periods people ask for most, as days: no zone is left in them.

export const PRESETS = ["today", "yesterday", "week", "lastWeek", "month", "lastMonth"] as const;
export type Preset = (typeof PRESETS)[number];

/** First and last day, both included: "2026-11-22". */
export interface Days {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export function presetDays(preset: Preset, today: string): Days {
  const todayMs = Date.parse(today);
  // Monday is the first day; 1 January 1970 was a Thursday.
  const mondayMs = todayMs - ((Math.floor(todayMs / DAY_MS) + 3) % 7) * DAY_MS;
  const monthMs = Date.parse(`${today.slice(0, 7)}-01`);
  switch (preset) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: dayText(todayMs - DAY_MS), to: dayText(todayMs - DAY_MS) };
    case "week":
      return { from: dayText(mondayMs), to: today };
    case "lastWeek":
      return { from: dayText(mondayMs - 7 * DAY_MS), to: dayText(mondayMs - DAY_MS) };
    case "month":
      return { from: dayText(monthMs), to: today };
    case "lastMonth": {
      const last = dayText(monthMs - DAY_MS);
      return { from: `${last.slice(0, 7)}-01`, to: last };
    }
  }
}

export const presetOf = ({ from, to }: Days, today: string): Preset | null =>
  PRESETS.find((preset) => {
    const days = presetDays(preset, today);
    return days.from === from && days.to === to;
  }) ?? null;
