// A period of time asked for, [from, to).
import { AppError } from "../../domain/problem.ts";

/** @throws AppError input_invalid where it ends before it begins */
export function requirePeriod(query: { from: string; to: string }): { from: Date; to: Date } {
  const from = new Date(query.from);
  const to = new Date(query.to);
  if (to >= from) return { from, to };
  const fields = [{ path: "to", reason: "period_reversed" }];
  throw new AppError("input_invalid", "The period ends before it begins.", { fields });
}
