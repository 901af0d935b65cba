// Pages of lists: items in a fixed order and an opaque cursor that continues after the last one.
import { AppError } from "../domain/problem.ts";

export interface Page<T> {
  items: T[];
  /** `after` of the next page; null = this is the last. */
  next: string | null;
}

/** Cuts what was read with LIMIT limit + 1. */
export function pageOf<Row, T>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => T,
  cursorOf: (row: Row) => string,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), next: rows.length > limit && last ? cursorOf(last) : null };
}

/**
 * The numbers a cursor was made of, joined by "_"; null without one.
 * @throws AppError input_invalid where the text is no cursor of this list.
 */
export function readCursor(after: string | null | undefined, parts: number): number[] | null {
  if (after == null || after === "") return null;
  const numbers = after.split("_").map(Number);
  if (numbers.length !== parts || !numbers.every(Number.isSafeInteger)) {
    throw new AppError("input_invalid", "The cursor does not belong to this list.", {
      fields: [{ path: "after", reason: "wrong_value" }],
    });
  }
  return numbers;
}
