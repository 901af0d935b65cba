// What the broker hands over to be stored, and what it learns from a commit.
import type { RejectionReason } from "../domain/rejection.ts";
import type { MessageReport, ObservationReport, PositionReport } from "../domain/report.ts";

/** Where a row came from, for the rejection it becomes if the database refuses its values. */
export interface RowOrigin {
  /** MQTT user name as presented. */
  principal: string;
  topic: string;
}

export interface PositionRow extends PositionReport, RowOrigin {
  deviceId: number;
  receivedAtMs: number;
  /** placeHashOf(lon, lat) of gis/place-hash.ts. */
  placeHash: number;
}

export interface MessageRow extends MessageReport, RowOrigin {
  deviceId: number;
  receivedAtMs: number;
}

export interface ObservationRow extends ObservationReport, RowOrigin {
  deviceId: number;
  receivedAtMs: number;
}

export interface RejectionRow extends RowOrigin {
  reason: RejectionReason;
  field: string | null;
  deviceId: number | null;
  /** First bytes (at most 256 are kept) of the last refused payload. */
  payload: Uint8Array;
  /** Length of that whole payload. */
  payloadBytes: number;
  count: number;
  atMs: number;
}

export interface IngestBatch {
  positions: readonly PositionRow[];
  messages: readonly MessageRow[];
  observations: readonly ObservationRow[];
  rejections: readonly RejectionRow[];
}

/** State of a vehicle after a commit that touched it. */
export interface StateChange {
  vehicleId: number;
  deviceId: number;
  fixTimeMs: number;
  linkTimeMs: number;
  lon: number;
  lat: number;
  headingDeg: number | null;
  speedKmh: number | null;
  ignition: boolean | null;
  stationarySinceMs: number | null;
}

export interface CommitResult {
  stateChanges: StateChange[];
  /** Fixes, messages and values that were not stored before. */
  inserted: number;
  /** Rows whose values the database refuses; each became a rejection "stored_value_refused". */
  poisoned: { kind: "position" | "message" | "observation"; index: number }[];
}
