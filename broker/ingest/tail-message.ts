// What a watcher of a device gets to see of a message, taken while its payload is still there.
import type { Decoded } from "../../domain/report.ts";
import type { MessageTail } from "../../gis/message-tail.ts";
import type { Owed } from "../door/acknowledge.ts";
import type { Arrival } from "./batch.ts";
import type { Refused } from "./rejection-ledger.ts";

const SHOWN_BYTES = 512;
const MAX_REFUSALS = 20;

const startOf = (payload: Uint8Array): Buffer => Buffer.from(payload.subarray(0, SHOWN_BYTES));

const qosOf = (owed: Owed): 0 | 1 | 2 => (typeof owed === "function" ? 2 : owed === 0 ? 0 : 1);

export function tailArrival(tail: MessageTail, arrival: Arrival, decoded: Decoded, owed: Owed): void {
  tail.publish(arrival.session.deviceId, {
    atMs: arrival.receivedAtMs,
    topic: arrival.topic,
    qos: qosOf(owed),
    payload: startOf(arrival.payload),
    payloadBytes: arrival.payload.length,
    accepted: decoded.reports.length,
    refused: decoded.refusals.slice(0, MAX_REFUSALS),
  });
}

export function tailRefused(tail: MessageTail, deviceId: number, refused: Refused): void {
  tail.publish(deviceId, {
    atMs: refused.atMs,
    topic: refused.topic,
    qos: null,
    payload: startOf(refused.payload),
    payloadBytes: refused.payloadBytes ?? refused.payload.length,
    accepted: 0,
    refused: [{ reason: refused.reason, field: refused.field }],
  });
}
