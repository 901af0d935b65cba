import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeLiveFrame, encodeLiveFrame, type LiveFrame, type LiveRecord } from "./live-protocol.ts";
import { MOTIONS } from "./motion.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const coordinate = (limit: number) => fc.integer({ min: -limit * 1e7, max: limit * 1e7 }).map((value) => value / 1e7);
const age = fc.integer({ min: 0, max: 100_000_000 }).map((seconds) => NOW - seconds * 1000);

const record: fc.Arbitrary<LiveRecord> = fc.record({
  vehicleId: fc.integer({ min: 1, max: 0xffffffff }),
  lon: coordinate(180),
  lat: coordinate(90),
  fixTimeMs: age,
  linkTimeMs: age,
  headingDeg: fc.option(fc.integer({ min: 0, max: 359 })),
  speedKmh: fc.option(fc.integer({ min: 0, max: 3000 }).map((tenth) => tenth / 10)),
  motion: fc.constantFrom(...MOTIONS),
  ignition: fc.option(fc.boolean()),
  connected: fc.boolean(),
});

const frame: fc.Arbitrary<LiveFrame> = fc.record({
  kind: fc.constantFrom("snapshot" as const, "delta" as const),
  seq: fc.integer({ min: 0, max: 0xffffffff }),
  baseSeq: fc.integer({ min: 0, max: 0xffffffff }),
  serverTimeMs: fc.constant(NOW),
  records: fc.array(record, { maxLength: 20 }),
  gone: fc.array(fc.integer({ min: 1, max: 0xffffffff }), { maxLength: 5 }),
});

const bufferOf = (bytes: Uint8Array): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
};

describe("live frames", () => {
  it("come back as they were sent", () => {
    fc.assert(
      fc.property(frame, (sent) => {
        expect(decodeLiveFrame(bufferOf(encodeLiveFrame(sent)))).toEqual(sent);
      }),
    );
  });

  it("are refused when cut short or of another version", () => {
    const bytes = encodeLiveFrame({ kind: "delta", seq: 1, baseSeq: 0, serverTimeMs: NOW, records: [], gone: [5] });
    expect(() => decodeLiveFrame(bufferOf(bytes.subarray(0, bytes.length - 1)))).toThrow(RangeError);
    expect(() => decodeLiveFrame(bufferOf(bytes.with(1, 9)))).toThrow(RangeError);
  });

  it("cost 28 bytes a vehicle", () => {
    const one = fc.sample(record, 1);
    const bytes = encodeLiveFrame({ kind: "delta", seq: 1, baseSeq: 0, serverTimeMs: NOW, records: one, gone: [] });
    expect(bytes.length).toBe(32 + 28);
  });
});
