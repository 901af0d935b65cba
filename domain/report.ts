// One decoded message part. Codecs turn bytes into these; ingest stores them. Plain interfaces, not
// schemas: they are built by codecs in the hot path and never cross a door.
import type { PositionFlag } from "./position.ts";
import type { RejectionReason } from "./rejection.ts";

export interface PositionReport {
  kind: "position";
  /** Device time of the fix, epoch milliseconds UTC. */
  fixTimeMs: number;
  lon: number;
  lat: number;
  speedKmh: number | null;
  headingDeg: number | null;
  altitudeM: number | null;
  accuracyM: number | null;
  ignition: boolean | null;
  odometerKm: number | null;
  flags: readonly PositionFlag[];
  /** What the format carries beyond the columns (batteryPct, inputs, driver, …); null = nothing. */
  attributes: Record<string, unknown> | null;
}

/** Everything a device says that is not a fix: transition, card, waypoint, status, observation, … */
export interface MessageReport {
  kind: "message";
  /** E.g. "observation", "event", "status", "owntracks.waypoint". */
  type: string;
  /** Time the device gives, else the time of receipt; epoch milliseconds UTC. */
  timeMs: number;
  data: Record<string, unknown>;
}

export type Report = PositionReport | MessageReport;

/** A refused part of a message. */
export interface Refusal {
  reason: RejectionReason;
  /** Path of the offending field, "[3].lat" inside arrays; null = the whole message. */
  field: string | null;
}

/** What a codec makes of one payload: good parts are kept although others are refused. */
export interface Decoded {
  reports: Report[];
  refusals: Refusal[];
}

/** A fix further in the future than this (against time of receipt) is flagged. */
export const FUTURE_TOLERANCE_MS = 2 * 60_000;
/** Before this a device had no clock: 2000-01-01 UTC. */
const ANCIENT_BEFORE_MS = Date.UTC(2000, 0, 1);

const NO_FLAGS: readonly PositionFlag[] = [];

/** Flags decided by the fix itself and its time of receipt. */
export function flagsOf(fixTimeMs: number, lon: number, lat: number, receivedAtMs: number): readonly PositionFlag[] {
  const future = fixTimeMs > receivedAtMs + FUTURE_TOLERANCE_MS;
  const ancient = fixTimeMs < ANCIENT_BEFORE_MS;
  const nullIsland = Math.abs(lon) < 1e-4 && Math.abs(lat) < 1e-4;
  // Hot path: almost every fix has none.
  if (!future && !ancient && !nullIsland) return NO_FLAGS;
  const flags: PositionFlag[] = [];
  if (future) flags.push("future");
  if (ancient) flags.push("ancient");
  if (nullIsland) flags.push("null_island");
  return flags;
}
