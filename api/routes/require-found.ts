// What lies outside the caller's units does not exist for the caller.
import { AppError } from "../../domain/problem.ts";

/** @throws AppError not_found */
export function requireFound<T>(found: T | null, what: string): T {
  if (found === null) throw new AppError("not_found", `There is no such ${what}.`);
  return found;
}
