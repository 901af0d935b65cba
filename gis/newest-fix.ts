// Marks, within one batch, the newest fix of each device and what the batch knows of its standstill.
import { isMovingFix } from "../domain/motion.ts";
import type { PositionRow } from "./ingest-row.ts";

export interface MarkedPosition {
  row: PositionRow;
  /** Newest unflagged fix of its device in the batch. */
  newest: boolean;
  /** First fix of the standstill this fix belongs to, as far as the batch tells; null when moving. */
  stillSinceMs: number | null;
  /** Newest fix under way up to this one in the batch. */
  movedAtMs: number | null;
  /** Oldest unflagged fix of its device in the batch. */
  oldestMs: number;
}

/** Fixes of one instant have an order too, so that any arrival order ends with the same newest. */
function compareFixes(a: PositionRow, b: PositionRow): number {
  return a.deviceId - b.deviceId || a.fixTimeMs - b.fixTimeMs || a.placeHash - b.placeHash;
}

/** The rows in order of device and time, each marked. */
export function markNewest(rows: readonly PositionRow[]): MarkedPosition[] {
  const marked: MarkedPosition[] = [];
  let newest: MarkedPosition | null = null;
  let oldestMs = 0;
  let stillSinceMs: number | null = null;
  let movedAtMs: number | null = null;
  let deviceId = -1;
  for (const row of rows.toSorted(compareFixes)) {
    if (row.deviceId !== deviceId) {
      if (newest) newest.newest = true;
      ({ deviceId } = row);
      newest = null;
      stillSinceMs = null;
      movedAtMs = null;
      oldestMs = row.fixTimeMs;
    }
    if (row.flags.length > 0) {
      marked.push({ row, newest: false, stillSinceMs: null, movedAtMs: null, oldestMs });
      continue;
    }
    if (!newest) oldestMs = row.fixTimeMs;
    if (isMovingFix(row.speedKmh)) {
      stillSinceMs = null;
      movedAtMs = row.fixTimeMs;
    } else {
      stillSinceMs ??= row.fixTimeMs;
    }
    newest = { row, newest: false, stillSinceMs, movedAtMs, oldestMs };
    marked.push(newest);
  }
  if (newest) newest.newest = true;
  return marked;
}
