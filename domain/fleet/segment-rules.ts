// What counts as a stop, a trip and idling, per vehicle kind. A compactor that stands 40 s at a container
// has made a stop; a patrol car at a traffic light has not.
import type { VehicleKind } from "../vehicle-kind.ts";

export interface SegmentRules {
  /** Standing at least this long is a stop. */
  stopMs: number;
  /** Fixes of a standing vehicle stay within this of each other. */
  stopRadiusM: number;
  /** A shorter movement between two stops is no trip and adds no distance. */
  minTripM: number;
  /** Engine on, standing and not working for this long is idling. */
  idleMs: number;
  /** Nothing heard for longer is a gap: it ends a trip, and its time and way are unknown. */
  gapMs: number;
  /** Faster than this between two fixes is a jump of the receiver, not a drive. */
  topSpeedKmh: number;
  /** Fixes that say they are worse than this are not used. */
  worstAccuracyM: number;
  /** How long the tracker that leads may be silent before a second one on the vehicle takes over. */
  leaderPatienceMs: number;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

const USUAL: SegmentRules = {
  stopMs: 3 * MINUTE_MS,
  stopRadiusM: 50,
  minTripM: 100,
  idleMs: 5 * MINUTE_MS,
  gapMs: 60 * MINUTE_MS,
  topSpeedKmh: 220,
  worstAccuracyM: 150,
  leaderPatienceMs: 90 * SECOND_MS,
};
/** From container to container. */
const COLLECTING: SegmentRules = {
  ...USUAL,
  stopMs: 30 * SECOND_MS,
  stopRadiusM: 30,
  minTripM: 20,
  topSpeedKmh: 150,
};
/** Sweeping or working along a street at walking pace, with halts. */
const WORKING: SegmentRules = { ...USUAL, stopMs: 2 * MINUTE_MS, stopRadiusM: 40, minTripM: 50, topSpeedKmh: 150 };
const HEAVY: SegmentRules = { ...USUAL, topSpeedKmh: 150 };

const RULES: Readonly<Record<VehicleKind, SegmentRules>> = {
  compactor: COLLECTING,
  lightWaste: COLLECTING,
  containerWasher: COLLECTING,
  branchCollector: COLLECTING,
  sweeper: WORKING,
  waterTanker: WORKING,
  patcher: WORKING,
  platform: WORKING,
  tipper: HEAVY,
  backhoe: HEAVY,
  grader: HEAVY,
  roller: HEAVY,
  bus: HEAVY,
  hearse: USUAL,
  pickup: USUAL,
  van: USUAL,
  police: USUAL,
  motorcycle: USUAL,
  car: USUAL,
  other: USUAL,
};

export const segmentRulesOf = (kind: VehicleKind): SegmentRules => RULES[kind];
