// What a watcher of a device gets to see of a message, taken while its payload is still there.
import type { Decoded } from "../../domain/report.ts";
import type { MessageTail, TailedMessage } from "../../gis/message-tail.ts";
import type { Owed } from "../door/acknowledge.ts";
import type { Arrival } from "./batch.ts";
import type { Refused } from "./rejection-ledger.ts";

const SHOWN_BYTES = 512;
const MAX_REFUSALS = 20;

const startOf = (payload: Uint8Array): Buffer => Buffer.from(payload.subarray(0, SHOWN_BYTES));

function qosOf(owed: Owed | null): TailedMessage["qos"] {
  if (owed === null) return null;
  return typeof owed === "function" ? 2 : owed === 0 ? 0 : 1;
}

const NOTHING = Buffer.alloc(0);

/** What a network server says about other devices is no business of whoever watches one of them. */
const isAboutOne = ({ reports, others = [], refusals }: Decoded): boolean =>
  reports.length === 0 && refusals.length === 0 && others.length === 1;

/**
 * For watchers of the sender, and of devices an integration speaks for.
 * @param owed null = it did not come over MQTT
 */
export function tailArrival(tail: MessageTail, arrival: Arrival, decoded: Decoded, owed: Owed | null): void {
  const { session, topic, payload, receivedAtMs } = arrival;
  const common = { atMs: receivedAtMs, topic, qos: qosOf(owed), payloadBytes: payload.length };
  if (tail.isWatched(session.deviceId)) {
    const refused = decoded.refusals.slice(0, MAX_REFUSALS);
    tail.publish(session.deviceId, {
      ...common,
      payload: startOf(payload),
      accepted: decoded.reports.length,
      refused,
    });
  }
  for (const { deviceId, reports } of decoded.others ?? []) {
    if (!tail.isWatched(deviceId)) continue;
    const shown = isAboutOne(decoded) ? startOf(payload) : NOTHING;
    tail.publish(deviceId, { ...common, payload: shown, accepted: reports.length, refused: [] });
  }
}

export function tailRefused(tail: MessageTail, refused: Refused): void {
  const { deviceId } = refused;
  if (deviceId === null || !tail.isWatched(deviceId)) return;
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
