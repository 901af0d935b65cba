import { describe, expect, it } from "vitest";
import type { Decoded, MessageReport } from "../../domain/report.ts";
import { createMessageTail, type TailedMessage } from "../../gis/message-tail.ts";
import type { Arrival } from "./batch.ts";
import { tailArrival, tailRefused } from "./tail-message.ts";

const GATEWAY = -7;
const report: MessageReport = { kind: "message", type: "event", timeMs: 0, data: {} };

function arrivalOf(deviceId: number): Arrival {
  return {
    session: { deviceId, deviceKey: "k", format: null },
    topic: "t",
    payload: Buffer.from("{}"),
    receivedAtMs: 1,
  };
}

function watching(deviceId: number) {
  const tail = createMessageTail();
  const seen: TailedMessage[] = [];
  const stop = tail.watch(deviceId, (message) => seen.push(message));
  return { tail, seen, stop };
}

describe("the tail of a device behind an integration", () => {
  const decoded = (others: Decoded["others"], refusals: Decoded["refusals"] = []): Decoded => ({
    reports: [],
    refusals,
    ...(others ? { others } : {}),
  });

  it("shows the message that is about this device alone", () => {
    const { tail, seen } = watching(1);
    tailArrival(tail, arrivalOf(GATEWAY), decoded([{ deviceId: 1, reports: [report, report] }]), 5);
    expect(seen).toMatchObject([{ accepted: 2, refused: [], qos: 1, payloadBytes: 2 }]);
    expect(seen[0]?.payload.toString()).toBe("{}");
  });

  it("keeps back what is said about others in the same message", () => {
    const { tail, seen } = watching(1);
    const both = [1, 2].map((deviceId) => ({ deviceId, reports: [report] }));
    tailArrival(tail, arrivalOf(GATEWAY), decoded(both), 0);
    const unknown = [{ reason: "field_missing" as const, field: "[1].lat" }];
    tailArrival(tail, arrivalOf(GATEWAY), decoded([{ deviceId: 1, reports: [report] }], unknown), 0);
    expect(seen.map(({ payload, refused, payloadBytes }) => [payload.length, refused, payloadBytes])).toEqual([
      [0, [], 2],
      [0, [], 2],
    ]);
  });

  it("shows nothing of others, and costs nothing when nobody watches", () => {
    const { tail, seen, stop } = watching(3);
    tailArrival(tail, arrivalOf(GATEWAY), decoded([{ deviceId: 1, reports: [report] }]), 0);
    const refused = { principal: "p", topic: "t", reason: "topic_foreign" as const, field: null, atMs: 1 };
    tailRefused(tail, { ...refused, deviceId: 2, payload: Buffer.from("x") });
    tailRefused(tail, { ...refused, deviceId: null, payload: Buffer.from("x") });
    expect(seen).toEqual([]);
    expect(tail.idle).toBe(false);
    stop();
    expect(tail.idle).toBe(true);
  });
});
