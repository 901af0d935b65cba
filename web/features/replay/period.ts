// Periods by name, in the days of the installation's zone.
import { instantOfWallTime, wallTimeOf } from "../../lib/zoned-time.ts";

export const PERIOD_PRESETS = ["today", "yesterday", "week"] as const;
export type PeriodPreset = (typeof PERIOD_PRESETS)[number];

export interface ReplayPeriod {
  fromMs: number;
  toMs: number;
}

const DAY_MS = 86_400_000;

/** Midnight of the day an instant lies in, or of one `days` away from it. */
function midnight(atMs: number, timeZone: string, days = 0): number {
  const day = wallTimeOf(atMs, timeZone).slice(0, 10);
  // By the calendar, not by 24 hours: days with a change of clocks are longer or shorter.
  const other = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
  return instantOfWallTime(`${other} 00:00:00`, timeZone);
}

/** Weeks begin on Monday. "Today" and "this week" end with the day, so that the end does not run away. */
export function presetPeriod(preset: PeriodPreset, nowMs: number, timeZone: string): ReplayPeriod {
  switch (preset) {
    case "today":
      return { fromMs: midnight(nowMs, timeZone), toMs: midnight(nowMs, timeZone, 1) };
    case "yesterday":
      return { fromMs: midnight(nowMs, timeZone, -1), toMs: midnight(nowMs, timeZone) };
    case "week": {
      const weekday = new Date(`${wallTimeOf(nowMs, timeZone).slice(0, 10)}T00:00:00Z`).getUTCDay();
      return { fromMs: midnight(nowMs, timeZone, -((weekday + 6) % 7)), toMs: midnight(nowMs, timeZone, 1) };
    }
  }
}

export function presetOf(period: ReplayPeriod, nowMs: number, timeZone: string): PeriodPreset | null {
  return (
    PERIOD_PRESETS.find((preset) => {
      const { fromMs, toMs } = presetPeriod(preset, nowMs, timeZone);
      return fromMs === period.fromMs && toMs === period.toMs;
    }) ?? null
  );
}
