// Messages of all clients that are committed together, and the acknowledgements that wait for it.
import type { WireFormat } from "../../domain/device.ts";
import type { Decoded, Refusal, Report } from "../../domain/report.ts";
import type { RejectionReason } from "../../domain/rejection.ts";
import type { IngestBatch, MessageRow, ObservationRow, PositionRow } from "../../gis/ingest-row.ts";
import { placeHashOf } from "../../gis/place-hash.ts";
import type { Owed } from "../door/acknowledge.ts";
import type { Session } from "../door/session.ts";
import type { RejectionLedger, RejectionRows } from "./rejection-ledger.ts";

/** One statement stays below this: larger ones gain nothing and hold memory. */
export const MAX_BATCH_ROWS = 5000;

export interface Batch {
  readonly positions: PositionRow[];
  readonly messages: MessageRow[];
  readonly observations: ObservationRow[];
  readonly rejections: RejectionRows;
  /** Who waits for the batch, in order of arrival: parallel lists. null = a door without sessions. */
  readonly owed: Owed[];
  readonly holders: (Session | null)[];
  readonly heldBytes: number[];
  /** When its first message came; 0 while it is empty. */
  sinceMs: number;
}

export function createBatch(): Batch {
  return {
    positions: [],
    messages: [],
    observations: [],
    rejections: new Map(),
    owed: [],
    holders: [],
    heldBytes: [],
    sinceMs: 0,
  };
}

export function rowsOf(batch: Batch): number {
  return batch.positions.length + batch.messages.length + batch.observations.length + batch.rejections.size;
}

export function isEmpty(batch: Batch): boolean {
  return batch.owed.length === 0 && rowsOf(batch) === 0;
}

/** What is stored of a batch. */
export function contentOf(batch: Batch): IngestBatch {
  const { positions, messages, observations } = batch;
  return { positions, messages, observations, rejections: [...batch.rejections.values()] };
}

/** Whose message it is. */
export interface ArrivalSender extends Pick<Session, "deviceId" | "deviceKey"> {
  /** null = nobody knows who sent it. */
  readonly format: WireFormat | null;
}

export interface Arrival {
  session: ArrivalSender;
  topic: string;
  payload: Uint8Array;
  receivedAtMs: number;
}

const MAX_NAMED_FIELDS = 10;

/** Equal reasons of one message become one row that names the offending parts. */
function addRefusals(batch: Batch, ledger: RejectionLedger, arrival: Arrival, refusals: readonly Refusal[]): void {
  const byReason = new Map<RejectionReason, Refusal[]>();
  for (const refusal of refusals) {
    const equal = byReason.get(refusal.reason);
    if (equal) equal.push(refusal);
    else byReason.set(refusal.reason, [refusal]);
  }
  for (const [reason, equal] of byReason) {
    const fields = equal.slice(0, MAX_NAMED_FIELDS).flatMap(({ field }) => field ?? []);
    ledger.add(batch.rejections, {
      principal: arrival.session.deviceKey,
      deviceId: arrival.session.deviceId,
      topic: arrival.topic,
      reason,
      field: fields.length === 0 ? null : fields.join(", ") + (equal.length > MAX_NAMED_FIELDS ? ", …" : ""),
      payload: arrival.payload,
      count: equal.length,
      atMs: arrival.receivedAtMs,
    });
  }
}

function addReports(batch: Batch, arrival: Arrival, deviceId: number, reports: readonly Report[]): void {
  const { topic, receivedAtMs } = arrival;
  const { deviceKey } = arrival.session;
  for (const report of reports) {
    if (report.kind === "position") {
      batch.positions.push({
        kind: "position",
        fixTimeMs: report.fixTimeMs,
        lon: report.lon,
        lat: report.lat,
        speedKmh: report.speedKmh,
        headingDeg: report.headingDeg,
        altitudeM: report.altitudeM,
        accuracyM: report.accuracyM,
        ignition: report.ignition,
        odometerKm: report.odometerKm,
        flags: report.flags,
        attributes: report.attributes,
        deviceId,
        receivedAtMs,
        placeHash: placeHashOf(report.lon, report.lat),
        principal: deviceKey,
        topic,
      });
    } else if (report.kind === "observation") {
      batch.observations.push({ ...report, deviceId, receivedAtMs, principal: deviceKey, topic });
    } else {
      batch.messages.push({ ...report, deviceId, receivedAtMs, principal: deviceKey, topic });
    }
  }
}

/** Adds what a codec made of one message. */
export function addDecoded(batch: Batch, ledger: RejectionLedger, arrival: Arrival, decoded: Decoded): void {
  addReports(batch, arrival, arrival.session.deviceId, decoded.reports);
  if (decoded.others) {
    for (const { deviceId, reports } of decoded.others) addReports(batch, arrival, deviceId, reports);
  }
  if (decoded.refusals.length > 0) addRefusals(batch, ledger, arrival, decoded.refusals);
}

export function reportCount({ reports, others }: Decoded): number {
  return others ? others.reduce((sum, other) => sum + other.reports.length, reports.length) : reports.length;
}
