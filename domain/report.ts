// One decoded message part. Codecs turn bytes into these; ingest stores them. Plain interfaces, not
// schemas: they are built by codecs in the hot path and never cross a door.
import type { ObservationFlag } from "./observation.ts";
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

/** What a device says beyond fixes and values: transition, card, waypoint, status, … */
export interface MessageReport {
  kind: "message";
  /** E.g. "event", "status", "owntracks.waypoint". */
  type: string;
  /** Time the device gives, else the time of receipt; epoch milliseconds UTC. */
  timeMs: number;
  data: Record<string, unknown>;
}

/** One value of one datastream. */
export interface ObservationReport {
  kind: "observation";
  /** The datastream as its sender names it: "pm10", "BME280.Temperature". */
  name: string;
  /** When it was measured, epoch milliseconds UTC. */
  timeMs: number;
  value: number | boolean | string;
  /** UCUM code where the format tells it; null = the sender does not say. */
  unitOfMeasurement: string | null;
  flags: readonly ObservationFlag[];
}

export type Report = PositionReport | MessageReport | ObservationReport;

/** What one device says in a message that may speak for several. */
export interface DeviceReports {
  /** The device as its format identifies it (DevEUI, IMEI, operator/vehicle); null = the sender itself. */
  device: string | null;
  /** What people call it there, where the message says so. */
  name: string | null;
  /** Counter of the sender (LoRaWAN frame counter), by which lost messages are noticed; null = none. */
  sequence: number | null;
  reports: Report[];
}

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
  /** What an integration says about devices registered under it. */
  others?: { deviceId: number; reports: readonly Report[] }[];
}

/** A fix further in the future than this (against time of receipt) is flagged. */
export const FUTURE_TOLERANCE_MS = 2 * 60_000;
/** Before this a device had no clock: many count from 1970 or 2000 when theirs is lost. */
const ANCIENT_BEFORE_MS = Date.UTC(2001, 0, 1);

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

const NOTHING_TO_SAY: readonly ObservationFlag[] = [];

/** Flags of a value by its time. `received`: the message has no time of its own. */
export function observationFlagsOf(
  timeMs: number,
  receivedAtMs: number,
  received: boolean,
): readonly ObservationFlag[] {
  const future = timeMs > receivedAtMs + FUTURE_TOLERANCE_MS;
  const ancient = timeMs < ANCIENT_BEFORE_MS;
  if (!future && !ancient && !received) return NOTHING_TO_SAY;
  const flags: ObservationFlag[] = [];
  if (future) flags.push("future");
  if (ancient) flags.push("ancient");
  if (received) flags.push("received_time");
  return flags;
}
