// Values as OwnTracks senders write them: numbers may be strings, -1 stands for unknown, switches
// are true/false or 1/0.
import { instantOfNumber } from "./instant.ts";

const NUMBER = /^\s*-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/;

/** null = no number. */
export function numberOf(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string" && NUMBER.test(value)) return Number(value);
  return null;
}

/** null = no switch. */
export function switchOf(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  const number = numberOf(value);
  return number === 0 || number === 1 ? number === 1 : null;
}

/** Epoch seconds, also as a string; null = no time. */
export function instantOf(value: unknown): number | null {
  const number = numberOf(value);
  return number === null ? null : instantOfNumber(number);
}
