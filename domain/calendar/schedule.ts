// When something holds: shifts by weekday and local time, over midnight too, with or without public holidays.
import { z } from "zod";
import type { DayOf } from "../fleet/local-day.ts";
import { holidayFromMinutes } from "./holidays.ts";

/** "08:30"; "24:00" is the end of a day. */
const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);
/** Monday is 1, Sunday 7 (ISO 8601). */
const Weekday = z.int().min(1).max(7);

export const Shift = z
  .object({
    days: z.array(Weekday).min(1).max(7),
    from: TimeOfDay,
    /** Not later than `from` = on the next day. */
    to: TimeOfDay,
  })
  .meta({ id: "Shift" });
export type Shift = z.infer<typeof Shift>;

export const Schedule = z
  .object({
    shifts: z.array(Shift).min(1).max(30),
    /** What public holidays do to the shifts that begin on them: nothing, end them, or only they count. */
    holidays: z.enum(["ignore", "exclude", "only"]).default("ignore"),
  })
  .meta({ id: "Schedule" });
export type Schedule = z.infer<typeof Schedule>;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAY_MINUTES = 1440;
/** Clocks are changed in the small hours: later times of such a day are counted from its end. */
const EVENING_MS = 19 * 60 * MINUTE_MS;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
/** 1 January 1970 was a Thursday. */
const weekdayOf = (day: string): number => ((Math.floor(Date.parse(day) / DAY_MS) + 3) % 7) + 1;

interface Moment {
  day: string;
  weekday: number;
  minutes: number;
}

function momentOf(dayOf: DayOf, timeMs: number): Moment {
  const { day, startMs, endMs } = dayOf(timeMs);
  const untilEndMs = endMs - timeMs;
  const minutes = untilEndMs <= EVENING_MS ? DAY_MINUTES - untilEndMs / MINUTE_MS : (timeMs - startMs) / MINUTE_MS;
  return { day, weekday: weekdayOf(day), minutes };
}

/** Whether a shift that begins on this day covers this minute of it (beyond 1440: of the next day). */
function beginsAndCovers({ shifts, holidays }: Schedule, { day, weekday }: Moment, minutes: number): boolean {
  const holidayFrom = holidays === "ignore" ? null : holidayFromMinutes(day);
  const isHoliday = holidayFrom !== null && minutes >= holidayFrom;
  if (holidays === "exclude" && isHoliday) return false;
  if (holidays === "only" && !isHoliday) return false;
  return shifts.some((shift) => {
    if (!shift.days.includes(weekday)) return false;
    const from = minutesOf(shift.from);
    const to = minutesOf(shift.to);
    return minutes >= from && minutes < (to > from ? to : to + DAY_MINUTES);
  });
}

export type ScheduleCheck = (schedule: Schedule, timeMs: number) => boolean;

export function createScheduleCheck(dayOf: DayOf): ScheduleCheck {
  return (schedule, timeMs) => {
    const now = momentOf(dayOf, timeMs);
    if (beginsAndCovers(schedule, now, now.minutes)) return true;
    const day = new Date(Date.parse(now.day) - DAY_MS).toISOString().slice(0, 10);
    return beginsAndCovers(schedule, { day, weekday: weekdayOf(day), minutes: 0 }, now.minutes + DAY_MINUTES);
  };
}
