// From the days a report is asked for to instants: days are those of the installation's zone.
import type { DayOf } from "../../domain/fleet/local-day.ts";
import { AppError } from "../../domain/problem.ts";

const DAY_MS = 86_400_000;
/** A year and what is around it. */
const MAX_DAYS = 400;

/** First instant of the day, and the first of the day after it. */
function boundsOf(dayOf: DayOf, day: string): { startMs: number; endMs: number } {
  let found = dayOf(Date.parse(`${day}T12:00:00Z`));
  // Far from Greenwich noon there is another day.
  if (found.day > day) found = dayOf(found.startMs - 1);
  if (found.day < day) found = dayOf(found.endMs);
  return found;
}

/** [from, to) of the days from the first to the last. @throws AppError input_invalid */
export function reportPeriod(query: { from: string; to: string }, dayOf: DayOf): { from: Date; to: Date } {
  const wrong = (reason: string, message: string): AppError =>
    new AppError("input_invalid", message, { fields: [{ path: "to", reason }] });
  if (query.to < query.from) throw wrong("period_reversed", "The period ends before it begins.");
  if (Date.parse(query.to) - Date.parse(query.from) >= MAX_DAYS * DAY_MS) {
    throw wrong("period_too_long", `The period is too long: ask for ${MAX_DAYS} days at most.`);
  }
  return {
    from: new Date(boundsOf(dayOf, query.from).startMs),
    to: new Date(boundsOf(dayOf, query.to).endMs),
  };
}
