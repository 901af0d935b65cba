// A period of time asked for, [from, to).
import { AppError } from "../../domain/problem.ts";

const DAY_MS = 86_400_000;

/** @throws AppError input_invalid where it ends before it begins, or is longer than `maxDays` */
export function requirePeriod(
  query: { from: string; to: string },
  maxDays = Number.POSITIVE_INFINITY,
): { from: Date; to: Date } {
  const from = new Date(query.from);
  const to = new Date(query.to);
  if (to.getTime() - from.getTime() > maxDays * DAY_MS) {
    const fields = [{ path: "to", reason: "period_too_long" }];
    throw new AppError("input_invalid", `The period is too long: ask for ${maxDays} days at most.`, { fields });
  }
  if (to >= from) return { from, to };
  const fields = [{ path: "to", reason: "period_reversed" }];
  throw new AppError("input_invalid", "The period ends before it begins.", { fields });
}
