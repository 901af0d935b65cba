// Values as many senders write them: numbers may be strings (with a decimal comma, too), switches are
// true/false, 1/0 or words.
import { instantOfNumber, instantOfText } from "./instant.ts";

const NUMBER = /^\s*[-+]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?\s*$/;

/** null = no number. */
export function numberOf(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string" || !NUMBER.test(value)) return null;
  const number = Number(value.replace(",", "."));
  return Number.isFinite(number) ? number : null;
}

/** null = no switch. */
export function switchOf(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  const number = numberOf(value);
  return number === 0 || number === 1 ? number === 1 : null;
}

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ["on", true],
  ["true", true],
  ["off", false],
  ["false", false],
]);

/** A switch that may be a word ("on"); null = no switch. */
export function spokenSwitchOf(value: unknown): boolean | null {
  return switchOf(value) ?? (typeof value === "string" ? (WORDS.get(value.toLowerCase()) ?? null) : null);
}

/** Epoch seconds, also as a string; null = no time. */
export function instantOf(value: unknown): number | null {
  const number = numberOf(value);
  return number === null ? null : instantOfNumber(number);
}

/** Epoch seconds or milliseconds, also as a string, or ISO 8601 with zone; null = no time. */
export function anyInstantOf(value: unknown): number | null {
  return instantOf(value) ?? (typeof value === "string" ? instantOfText(value) : null);
}

/** Text that can name something: trimmed, not empty, not long; null = none. */
export function nameOf(value: unknown, maxLength = 120): string | null {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return null;
  const text = value.trim();
  return text.length > 0 && text.length <= maxLength && !/[\p{Cc}\p{Cs}]/u.test(text) ? text : null;
}
