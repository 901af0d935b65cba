// No codec ever throws, and what it lets through can be stored, whatever a device sends.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REJECTION_REASONS } from "../../domain/rejection.ts";
import type { Decoded } from "../../domain/report.ts";
import { CODECS } from "./index.ts";

const RECEIVED_MS = Date.UTC(2026, 10, 22, 12);
const CHANNELS: Readonly<Record<string, readonly string[]>> = {
  kentiz: ["position", "observation", "event", "status", "no such channel"],
  owntracks: ["base", "event"],
};
const REASONS: ReadonlySet<string> = new Set(REJECTION_REASONS);

function expectStorable({ reports, refusals }: Decoded): void {
  for (const report of reports) {
    const json = JSON.stringify(report);
    // What jsonb refuses.
    expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i);
    expect(JSON.stringify(JSON.parse(json))).toBe(json);
    if (report.kind !== "position") continue;
    expect(Math.abs(report.lat)).toBeLessThanOrEqual(90);
    expect(Math.abs(report.lon)).toBeLessThanOrEqual(180);
    expect(Number.isInteger(report.fixTimeMs)).toBe(true);
    for (const value of [report.speedKmh, report.headingDeg, report.altitudeM, report.accuracyM, report.odometerKm]) {
      expect(value === null || Number.isFinite(value)).toBe(true);
    }
  }
  for (const { reason, field } of refusals) {
    expect(REASONS.has(reason)).toBe(true);
    expect(field === null || typeof field === "string").toBe(true);
  }
}

/** Objects whose keys are those the formats know, with values of any kind. */
const NAMES = [
  "t",
  "lat",
  "lon",
  "speedKmh",
  "inputs",
  "driver",
  "values",
  "event",
  "_type",
  "tst",
  "vel",
  "batt",
  "din1",
  "ign",
  "created_at",
];
const anyValue = fc.oneof(
  fc.jsonValue({ depthSize: "small" }),
  fc.constantFrom("location", "transition", "card", "2026-11-22T11:59:58Z", "\u0000", "\ud800", 1.7e9, 1e300, -1, true),
);
const element = fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), anyValue, { maxKeys: 12 });
const place = fc.record({ lat: fc.double({ min: -95, max: 95 }), lon: fc.double({ min: -185, max: 185 }) });
const plausible = fc
  .tuple(element, place, fc.oneof(fc.integer(), fc.double(), fc.string()))
  .map(([rest, where, t]) => ({ _type: "location", tst: t, t, ...where, ...rest }));

for (const codec of CODECS) {
  for (const channel of CHANNELS[codec.format] ?? []) {
    describe(`${codec.format} ${channel}`, () => {
      /** Throws what an expectation throws. */
      const survives = (payload: Uint8Array): boolean => {
        const decoded = codec.decode(payload, channel, RECEIVED_MS);
        expectStorable(decoded);
        return decoded.reports.length + decoded.refusals.length > 0;
      };

      it("survives any bytes", () => {
        const property = fc.property(fc.uint8Array({ maxLength: 200 }), survives);
        expect(() => fc.assert(property)).not.toThrow();
      });

      it("survives any JSON", () => {
        const property = fc.property(fc.json(), (json) => survives(Buffer.from(json)));
        expect(() => fc.assert(property)).not.toThrow();
      });

      it("survives any object and any list of them", () => {
        const list = fc.array(fc.oneof(plausible, element, anyValue), { maxLength: 5 });
        const property = fc.property(fc.oneof(element, plausible, list), (value) =>
          survives(Buffer.from(JSON.stringify(value))),
        );
        expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow();
      });
    });
  }
}
