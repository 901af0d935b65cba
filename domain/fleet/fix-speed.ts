// How fast a fix says, or shows, that the vehicle was.
import { MOVING_SPEED_KMH } from "../motion.ts";
import { distanceMeters } from "./distance-meters.ts";
import type { SegmentRules } from "./segment-rules.ts";
import type { TrackFix } from "./track-fix.ts";

/** null where it is missing, a sentinel such as -1, or more than the vehicle can do. */
export function believableSpeed({ speedKmh }: TrackFix, { topSpeedKmh }: SegmentRules): number | null {
  return speedKmh !== null && speedKmh >= 0 && speedKmh <= topSpeedKmh ? speedKmh : null;
}

/** Mean speed from one fix to the next; null where no time passed. */
export function impliedSpeedKmh(from: TrackFix, to: TrackFix): number | null {
  const ms = to.timeMs - from.timeMs;
  return ms > 0 ? (distanceMeters(from, to) / ms) * 3600 : null;
}

/** Says that it stands; a fix that says nothing does not. */
export const isStanding = (speedKmh: number | null): boolean => speedKmh !== null && speedKmh < MOVING_SPEED_KMH;
