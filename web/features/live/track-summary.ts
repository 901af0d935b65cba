// What the last hour says in numbers, and since when a vehicle has been doing what it does.
import { isMovingFix } from "../../../domain/motion.ts";
import type { TrackPoint } from "../../map/layers/track-pieces.ts";

export interface TrackSummary {
  count: number;
  /** null = no fix carried a speed. */
  maxKmh: number | null;
  /** Mean over the fixes under way; null = it never moved. */
  meanMovingKmh: number | null;
}

export function summarizeTrack(points: readonly TrackPoint[]): TrackSummary {
  const speeds = points.flatMap(({ speedKmh }) => (speedKmh === null ? [] : [speedKmh]));
  const moving = speeds.filter(isMovingFix);
  return {
    count: points.length,
    maxKmh: speeds.length === 0 ? null : Math.max(...speeds),
    meanMovingKmh: moving.length === 0 ? null : moving.reduce((sum, speed) => sum + speed, 0) / moving.length,
  };
}

/** Start of the present drive as far as the track shows it; null = not moving or not in the track. */
export function movingSinceMs(points: readonly TrackPoint[]): number | null {
  const lastStill = points.findLastIndex(({ speedKmh }) => !isMovingFix(speedKmh));
  return lastStill === -1 ? null : (points[lastStill + 1]?.fixTimeMs ?? null);
}
