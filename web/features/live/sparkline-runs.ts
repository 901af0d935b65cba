// A track as lines of the speed drawing: one run per stretch without a gap.
import { isGap, TRACK_SPAN_MS, type TrackPoint } from "../../map/layers/track-pieces.ts";

export const SPARKLINE_WIDTH = 320;
export const SPARKLINE_HEIGHT = 56;

export interface SparklinePlace {
  x: number;
  y: number;
}

/** In drawing coordinates: x 0 = an hour before `endMs`, y 0 = `topKmh`. */
export function sparklineRuns(points: readonly TrackPoint[], endMs: number, topKmh: number): SparklinePlace[][] {
  const runs: SparklinePlace[][] = [];
  let before: TrackPoint | undefined;
  for (const point of points) {
    if (point.speedKmh === null) continue;
    const place = {
      x: SPARKLINE_WIDTH * (1 - (endMs - point.fixTimeMs) / TRACK_SPAN_MS),
      y: SPARKLINE_HEIGHT * (1 - Math.min(1, point.speedKmh / topKmh)),
    };
    const run = runs.at(-1);
    if (run && before && !isGap(before, point)) run.push(place);
    else runs.push([place]);
    before = point;
  }
  return runs;
}
