// The way of a vehicle in small pieces: what "who was here?" is answered from. A piece is cut at every stop
// and gap and at each five minutes of the clock, so that its box stays small; a stop is a piece that stays
// in place. Cuts depend on fixes alone, so any arrival order gives the same pieces.
import type { GapSegment, StopSegment } from "./segment.ts";
import type { TrackFix } from "./track-fix.ts";

export interface PathPoint {
  timeMs: number;
  lon: number;
  lat: number;
  /** null = the tracker did not tell. */
  speedKmh: number | null;
}

export interface PathPiece {
  startMs: number;
  endMs: number;
  standing: boolean;
  /** At least two; neighbouring pieces of a way share a point. */
  points: readonly PathPoint[];
}

const CUT_MS = 5 * 60_000;
/** A straight line over a longer silence says nothing about where the vehicle drove. */
export const LONGEST_BRIDGE_MS = 5 * 60_000;

const pointOf = ({ timeMs, lon, lat, speedKmh }: TrackFix): PathPoint => ({
  timeMs,
  lon,
  lat,
  speedKmh: speedKmh !== null && speedKmh >= 0 ? speedKmh : null,
});

function standingPiece({ startMs, endMs, at }: StopSegment): PathPiece {
  const point = { lon: at.lon, lat: at.lat, speedKmh: 0 };
  return {
    startMs,
    endMs,
    standing: true,
    points: [
      { ...point, timeMs: startMs },
      { ...point, timeMs: endMs },
    ],
  };
}

/** @param fixes those the segmenter believed, in order of time */
export function pathPieces(
  fixes: readonly TrackFix[],
  stops: readonly StopSegment[],
  gaps: readonly GapSegment[],
): PathPiece[] {
  const pieces = stops.filter((stop) => stop.endMs > stop.startMs).map(standingPiece);
  const gapStarts = new Set(gaps.map((gap) => gap.startMs));
  let points: PathPoint[] = [];
  let nextStop = 0;
  let stoppedUntilMs = Number.NEGATIVE_INFINITY;

  const close = (): void => {
    const [first, last] = [points[0], points.at(-1)];
    if (first && last && last.timeMs > first.timeMs)
      pieces.push({ startMs: first.timeMs, endMs: last.timeMs, standing: false, points });
    points = [];
  };

  for (const [index, to] of fixes.entries()) {
    const from = fixes[index - 1];
    if (!from) continue;
    for (let stop = stops[nextStop]; stop && stop.startMs <= from.timeMs; stop = stops[nextStop]) {
      stoppedUntilMs = stop.endMs;
      nextStop += 1;
    }
    const startMs = Math.max(from.timeMs, stoppedUntilMs);
    if (to.timeMs <= startMs || gapStarts.has(from.timeMs) || to.timeMs - startMs > LONGEST_BRIDGE_MS) {
      close();
      continue;
    }
    // It left the stop from here.
    if (startMs > from.timeMs) close();
    const [first] = points;
    if (first && Math.floor(first.timeMs / CUT_MS) !== Math.floor(from.timeMs / CUT_MS)) close();
    if (points.length === 0) points.push({ ...pointOf(from), timeMs: startMs });
    points.push(pointOf(to));
  }
  close();
  return pieces.toSorted((a, b) => a.startMs - b.startMs);
}
