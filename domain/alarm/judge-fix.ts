// Whether a fix meets the condition of a rule that has nothing to do with being in a geofence.
import { isStanding } from "../fleet/fix-speed.ts";
import type { TrackFix } from "../fleet/track-fix.ts";
import type { EpisodeTimes, Finding } from "./episode.ts";
import type { RuleCondition } from "./rule.ts";

/** What is known around the fix. */
export interface Surroundings {
  /** Reported, or from the way since the fix before; null = unknown. */
  speedKmh: number | null;
  /** The lowest limit of geofences around it; null = none has one. */
  zoneLimitKmh: number | null;
  vehicleLimitKmh: number | null;
  /** In one of the rule's geofences. */
  inRuleGeofence: boolean;
  /** The rule's schedule holds; true without one. */
  inSchedule: boolean;
  /** In an episode of this rule already: levels have to be left clearly. */
  underWay: boolean;
}

const DRIVING_KMH = 8;
/** A battery that was low is not low any more when it has this much more. */
const BATTERY_RECOVERY_PCT = 5;
const BRIEF_MS = 10_000;

const NOT_MET: Finding = { met: false, value: null, limit: null };
const UNKNOWN: Finding = { met: null, value: null, limit: null };

const on = (value: unknown): boolean => value === true || (typeof value === "number" && value > 0);

function speeding(
  condition: Extract<RuleCondition, { kind: "speeding" }>,
  { speedKmh, zoneLimitKmh, vehicleLimitKmh }: Surroundings,
): Finding {
  const limit = zoneLimitKmh ?? condition.limitKmh ?? vehicleLimitKmh;
  if (limit === null) return NOT_MET;
  if (speedKmh === null) return UNKNOWN;
  return { met: speedKmh > limit * (1 + condition.tolerancePct / 100), value: speedKmh, limit };
}

function driving({ speedKmh }: Surroundings, applies: boolean): Finding {
  if (!applies) return NOT_MET;
  if (speedKmh === null) return UNKNOWN;
  return { met: speedKmh >= DRIVING_KMH, value: speedKmh, limit: null };
}

export function judgeFix(condition: RuleCondition, fix: TrackFix, around: Surroundings): Finding {
  // Out-of-hours: the schedule says when driving is allowed. Everything else: when the rule watches.
  if (condition.kind !== "out-of-hours" && !around.inSchedule) return NOT_MET;
  switch (condition.kind) {
    case "speeding":
      return speeding(condition, around);
    case "idling": {
      if (fix.ignition === null) return UNKNOWN;
      const stands = isStanding(around.speedKmh);
      return { met: fix.ignition && stands && !fix.working, value: null, limit: null };
    }
    case "off-route":
      return driving(around, !around.inRuleGeofence);
    case "out-of-hours":
      return driving(around, !around.inSchedule);
    case "towing":
      return driving(around, fix.ignition === false);
    case "unplugged":
      return { met: on(fix.inputs?.["powerCut"]) || on(fix.inputs?.["unplugged"]), value: null, limit: null };
    case "panic":
      return { met: on(fix.inputs?.["panic"]) || on(fix.inputs?.["sos"]), value: null, limit: null };
    case "low-battery": {
      if (fix.batteryPct === null) return UNKNOWN;
      const below = condition.belowPct + (around.underWay ? BATTERY_RECOVERY_PCT : 0);
      return { met: fix.batteryPct < below, value: fix.batteryPct, limit: condition.belowPct };
    }
    case "working-speed": {
      if (!on(fix.inputs?.[condition.input])) return NOT_MET;
      if (around.speedKmh === null) return UNKNOWN;
      return { met: around.speedKmh > condition.maxSpeedKmh, value: around.speedKmh, limit: condition.maxSpeedKmh };
    }
    // Decided by visits, and by the clock.
    case "geofence-enter":
    case "geofence-exit":
    case "geofence-forbidden":
    case "geofence-dwell":
    case "silent":
      return NOT_MET;
  }
}

/** How long it has to last, and how long it may pause. */
export function timesOf(condition: RuleCondition): EpisodeTimes {
  const minMs = "minSeconds" in condition ? condition.minSeconds * 1000 : 0;
  switch (condition.kind) {
    case "out-of-hours":
      return { minMs, clearMs: 600_000 };
    case "towing":
      return { minMs, clearMs: 120_000 };
    case "speeding":
    case "working-speed":
    case "off-route":
      return { minMs, clearMs: BRIEF_MS };
    default:
      return { minMs, clearMs: 0 };
  }
}

/** Over when nothing was heard for long; the others last until the contrary is heard. */
export const endsInSilence = ({ kind }: RuleCondition): boolean =>
  kind === "speeding" ||
  kind === "idling" ||
  kind === "off-route" ||
  kind === "out-of-hours" ||
  kind === "towing" ||
  kind === "working-speed";
