import { describe, expect, it } from "vitest";
import type { LiveFrame } from "../../domain/live-protocol.ts";
import { buffersOf, packFrame, recordAt } from "./frame-columns.ts";

const FRAME: LiveFrame = {
  kind: "delta",
  seq: 5,
  baseSeq: 4,
  serverTimeMs: 1_700_000_000_000,
  gone: [9],
  records: [
    {
      vehicleId: 4_000_000_000,
      lon: 27.1234567,
      lat: 38.3765432,
      fixTimeMs: 1_699_999_999_000,
      linkTimeMs: 1_699_999_998_000,
      headingDeg: 271,
      speedKmh: 37.2,
      motion: "moving",
      ignition: true,
      connected: true,
    },
    {
      vehicleId: 2,
      lon: -1,
      lat: -2,
      fixTimeMs: 1,
      linkTimeMs: 2,
      headingDeg: null,
      speedKmh: null,
      motion: "silent",
      ignition: null,
      connected: false,
    },
  ],
};

describe("packFrame", () => {
  it("gives back every record as it was", () => {
    const columns = packFrame(FRAME);
    expect([recordAt(columns, 0), recordAt(columns, 1)]).toEqual(FRAME.records);
    expect([...columns.gone]).toEqual([9]);
  });

  it("hands over all its buffers", () => {
    const columns = packFrame(FRAME);
    const copy = structuredClone(columns, { transfer: buffersOf(columns) });
    expect(columns.lon.byteLength + columns.gone.byteLength + columns.connected.byteLength).toBe(0);
    expect(recordAt(copy, 1)).toEqual(FRAME.records[1]);
  });
});
