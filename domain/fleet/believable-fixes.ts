// Which fixes of a vehicle are believed, decided in order of time while they stream by.
//
//   fixes ─▶ accurate enough? ─▶ of the tracker that leads? ─▶ reachable from the last one? ─▶ believed
//                 │ inaccurate        │ waits; dropped when         │ held; a jump when the vehicle
//                 ▼                   │ the leader reports again    │ was elsewhere all along, a new
//              excluded               ▼                             ▼ place when it stays there
//
// A second tracker on the vehicle takes over, with what it said meanwhile, when the leader is silent.
// Whenever a fix is believed, nothing waits and nothing is held: believing one again as the very first
// leads to the same decisions about everything after it. That is what lets work restart there.
import { distanceMeters } from "./distance-meters.ts";
import type { SegmentRules } from "./segment-rules.ts";
import type { FixKey, TrackFix } from "./track-fix.ts";

/** Why a fix counts for nothing. Fixes of a second tracker that is not needed are not listed. */
export const OUTLIER_REASONS = ["jump", "same_instant", "inaccurate"] as const;
export type OutlierReason = (typeof OUTLIER_REASONS)[number];

export interface Outlier {
  fix: FixKey;
  reason: OutlierReason;
}

/** Two receivers, or one after a tunnel, may differ this much however short the time. */
const JUMP_SLACK_M = 150;
/** A vehicle that is this long, by this many fixes, where it cannot have driven to is there. */
const MOVED_AFTER_MS = 60_000;
const MOVED_AFTER_FIXES = 3;

export interface FixFilter {
  /** In canonical order. */
  push(fix: TrackFix): void;
}

export function createFixFilter(
  rules: SegmentRules,
  /** `displaced`: it came here without having driven. */
  believe: (fix: TrackFix, displaced: boolean) => void,
  exclude: (outlier: Outlier) => void,
): FixFilter {
  let leader: number | null = null;
  let leaderAtMs = 0;
  let waiting: TrackFix[] = [];
  let last: TrackFix | null = null;
  let held: TrackFix[] = [];

  const topMetersPerMs = rules.topSpeedKmh / 3600;
  const isReachable = (a: TrackFix, b: TrackFix): boolean =>
    distanceMeters(a, b) <= JUMP_SLACK_M + topMetersPerMs * (b.timeMs - a.timeMs);

  function take(fix: TrackFix, displaced = false): void {
    last = fix;
    believe(fix, displaced);
  }

  function dropHeld(): void {
    for (const fix of held) exclude({ fix, reason: "jump" });
    held = [];
  }

  function judge(fix: TrackFix): void {
    const lastHeld = held.at(-1);
    if (last === null) take(fix);
    else if (fix.timeMs === last.timeMs) exclude({ fix, reason: "same_instant" });
    else if (isReachable(last, fix)) {
      dropHeld();
      take(fix);
    } else if (lastHeld?.timeMs === fix.timeMs) exclude({ fix, reason: "same_instant" });
    else if (lastHeld && isReachable(lastHeld, fix)) {
      held.push(fix);
      const [first = fix] = held;
      if (held.length < MOVED_AFTER_FIXES || fix.timeMs - first.timeMs < MOVED_AFTER_MS) return;
      const arrived = held;
      held = [];
      arrived.forEach((each, i) => take(each, i === 0));
    } else {
      dropHeld();
      held = [fix];
    }
  }

  function follow(fix: TrackFix): void {
    if (leader === null || fix.deviceId === leader) {
      leader = fix.deviceId;
      leaderAtMs = fix.timeMs;
      waiting = [];
      judge(fix);
      return;
    }
    waiting.push(fix);
    if (fix.timeMs - leaderAtMs <= rules.leaderPatienceMs) return;
    const heir = waiting;
    waiting = [];
    leader = null;
    for (const each of heir) follow(each);
  }

  return {
    push(fix) {
      if (fix.accuracyM !== null && fix.accuracyM > rules.worstAccuracyM) exclude({ fix, reason: "inaccurate" });
      else follow(fix);
    },
  };
}
