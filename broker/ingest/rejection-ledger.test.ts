import { describe, expect, it } from "vitest";
import type { RejectionRow } from "../../gis/ingest-row.ts";
import { mergeBatches } from "./merge-batches.ts";
import { createRejectionLedger, OTHER_PRINCIPALS, OTHER_TOPICS, type Refused } from "./rejection-ledger.ts";

const refused: Refused = {
  principal: "k7d3",
  deviceId: 5,
  topic: "kentiz/k7d3/position",
  reason: "payload_not_json",
  field: null,
  payload: Buffer.from("{"),
  atMs: 1000,
};

describe("rejection ledger", () => {
  it("adds equal refusals up; the last one is shown", () => {
    const ledger = createRejectionLedger();
    const rows = new Map<string, RejectionRow>();
    ledger.add(rows, refused);
    ledger.add(rows, { ...refused, payload: Buffer.from("[["), count: 3, atMs: 2000 });
    expect([...rows.values()]).toEqual([
      {
        principal: "k7d3",
        topic: "kentiz/k7d3/position",
        reason: "payload_not_json",
        field: null,
        deviceId: 5,
        payload: Uint8Array.from(Buffer.from("[[")),
        payloadBytes: 2,
        count: 4,
        atMs: 2000,
      },
    ]);
    expect(ledger.counts).toEqual({ payload_not_json: 4 });
  });

  it("keeps the first bytes of the payload and its length", () => {
    const rows = new Map<string, RejectionRow>();
    createRejectionLedger().add(rows, { ...refused, payload: Buffer.alloc(1000, 97) });
    expect([...rows.values()]).toMatchObject([{ payload: { length: 256 }, payloadBytes: 1000 }]);
  });

  it("gives a principal only so many topics of its own", () => {
    const ledger = createRejectionLedger();
    const rows = new Map<string, RejectionRow>();
    for (let index = 0; index < 1000; index++) ledger.add(rows, { ...refused, topic: `x/${index}` });
    expect(rows.size).toBe(21);
    expect([...rows.values()].find(({ topic }) => topic === OTHER_TOPICS)?.count).toBe(980);
  });

  it("gives only so many invented names rows of their own, devices always", () => {
    const ledger = createRejectionLedger();
    const rows = new Map<string, RejectionRow>();
    for (let index = 0; index < 1000; index++) ledger.add(rows, { ...refused, principal: `n${index}`, deviceId: null });
    ledger.add(rows, { ...refused, principal: "real" });
    const principals = new Set([...rows.values()].map(({ principal }) => principal));
    expect(principals.size).toBe(202);
    expect(principals.has(OTHER_PRINCIPALS)).toBe(true);
    expect(principals.has("real")).toBe(true);
    expect(rows.size).toBeLessThan(250);
  });

  it("starts its bounds anew every day", () => {
    const ledger = createRejectionLedger();
    const rows = new Map<string, RejectionRow>();
    for (let index = 0; index < 300; index++) ledger.add(rows, { ...refused, principal: `n${index}`, deviceId: null });
    ledger.add(rows, { ...refused, principal: "tomorrow", deviceId: null, atMs: 1000 + 25 * 3_600_000 });
    expect([...rows.values()].some(({ principal }) => principal === "tomorrow")).toBe(true);
  });

  it("makes names from the wire printable", () => {
    const rows = new Map<string, RejectionRow>();
    createRejectionLedger().add(rows, { ...refused, principal: "a\0", topic: "t\0", field: "f\0" });
    expect([...rows.values()]).toMatchObject([{ principal: "a\ufffd", topic: "t\ufffd", field: "f\ufffd" }]);
  });
});

describe("merged batches", () => {
  it("touch each rejection row once", () => {
    const row: RejectionRow = { ...refused, payloadBytes: 1, count: 2 };
    const batch = { positions: [], messages: [], observations: [], rejections: [row] };
    expect(
      mergeBatches([batch, { ...batch, rejections: [{ ...row, count: 5, atMs: 3000 }] }]).rejections,
    ).toMatchObject([{ count: 7, atMs: 3000 }]);
  });
});
