// How much of a span of time lies outside working hours, and why: a public holiday, a day without a
// shift, or another time of day.
import { z } from "zod";
import { holidayFromMinutes } from "../calendar/holidays.ts";
import type { Shift } from "../calendar/schedule.ts";
import type { DayOf, LocalDay } from "../fleet/local-day.ts";

export const OutsideReason = z.enum(["holiday", "day_off", "hours"]);
export type OutsideReason = z.infer<typeof OutsideReason>;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
/** Monday is 1; 1 January 1970 was a Thursday. */
const weekdayOf = (day: string): number => ((Math.floor(Date.parse(day) / 86_400_000) + 3) % 7) + 1;

/** When people work in a shift that begins on this day; null = none does. A holiday ends it. */
function workOf(
  { days, from, to }: Shift,
  { day, startMs, endMs }: LocalDay,
): { startMs: number; endMs: number } | null {
  if (!days.includes(weekdayOf(day))) return null;
  const begin = minutesOf(from);
  const end = minutesOf(to) > begin ? minutesOf(to) : minutesOf(to) + DAY_MINUTES;
  const until = Math.min(end, holidayFromMinutes(day) ?? Infinity);
  if (until <= begin) return null;
  // Clocks were changed in the small hours: the day's later times are counted from its end.
  const at = (minutes: number): number =>
    minutes >= DAY_MINUTES / 4 ? endMs - (DAY_MINUTES - minutes) * MINUTE_MS : startMs + minutes * MINUTE_MS;
  return { startMs: at(begin), endMs: at(until) };
}

/** null = all of it lies in working hours. */
export function outsideHours(
  startMs: number,
  endMs: number,
  shift: Shift,
  dayOf: DayOf,
): { seconds: number; reason: OutsideReason } | null {
  let insideMs = 0;
  const first = dayOf(startMs);
  // A shift of the day before may reach into it.
  let day = dayOf(first.startMs - 1);
  for (;;) {
    const work = workOf(shift, day);
    if (work) insideMs += Math.max(0, Math.min(endMs, work.endMs) - Math.max(startMs, work.startMs));
    if (day.endMs >= endMs) break;
    day = dayOf(day.endMs);
  }
  const seconds = Math.round((endMs - startMs - insideMs) / 1000);
  if (seconds <= 0) return null;
  const holidayFrom = holidayFromMinutes(first.day);
  const isHoliday = holidayFrom !== null && startMs >= first.startMs + holidayFrom * MINUTE_MS;
  if (isHoliday) return { seconds, reason: "holiday" };
  return { seconds, reason: shift.days.includes(weekdayOf(first.day)) ? "hours" : "day_off" };
}
