import { expect, it } from "vitest";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import { readRowText, rowText } from "./row-text.ts";

const NOW = Date.UTC(2026, 10, 22, 11, 5);
const record = (ageSeconds: number, speedKmh: number | null, motion: LiveRecord["motion"] = "moving"): LiveRecord => ({
  vehicleId: 1,
  lon: 27,
  lat: 38,
  fixTimeMs: NOW - ageSeconds * 1000,
  linkTimeMs: NOW,
  headingDeg: null,
  speedKmh,
  motion,
  ignition: null,
  connected: true,
});

it("tells state, whole speed and age", () => {
  expect(readRowText(rowText(record(12.7, 41.6), NOW))).toEqual({ condition: "moving", speedKmh: 42, ageSeconds: 12 });
});

it("stays the same while nobody could see a difference", () => {
  expect(rowText(record(150, 0, "parked"), NOW)).toBe(rowText(record(170, 0.3, "parked"), NOW));
  expect(rowText(record(150, 0, "parked"), NOW)).not.toBe(rowText(record(181, 0, "parked"), NOW));
});

it("does not tell the speed of a silent vehicle, nor negative ages", () => {
  expect(readRowText(rowText(record(-5, 60, "silent"), NOW))).toEqual({
    condition: "silent",
    speedKmh: null,
    ageSeconds: 0,
  });
  expect(readRowText(rowText(undefined, NOW))).toEqual({ condition: "unlocated", speedKmh: null, ageSeconds: null });
});
