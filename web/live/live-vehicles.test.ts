import { describe, expect, it } from "vitest";
import type { LiveRecord } from "../../domain/live-protocol.ts";
import { packFrame } from "./frame-columns.ts";
import { LiveVehicles } from "./live-vehicles.ts";

const record = (vehicleId: number, patch: Partial<LiveRecord> = {}): LiveRecord => ({
  vehicleId,
  lon: 27,
  lat: 38,
  fixTimeMs: 1000,
  linkTimeMs: 2000,
  headingDeg: null,
  speedKmh: 12.3,
  motion: "moving",
  ignition: null,
  connected: true,
  ...patch,
});

const told = (...records: LiveRecord[]) =>
  packFrame({ kind: "delta", seq: 1, baseSeq: 0, serverTimeMs: 0, records, gone: [] });

describe("LiveVehicles", () => {
  it("gives back each record as it was told last", () => {
    const vehicles = new LiveVehicles();
    vehicles.apply(told(record(1), record(2, { motion: "parked", ignition: false })));
    vehicles.apply(told(record(1, { headingDeg: 90, speedKmh: null })));
    expect(vehicles.get(1)).toEqual(record(1, { headingDeg: 90, speedKmh: null }));
    expect(vehicles.get(2)).toEqual(record(2, { motion: "parked", ignition: false }));
    expect(vehicles.motionOf(2)).toBe("parked");
    expect(vehicles.get(3)).toBeUndefined();
    expect(vehicles.motionOf(3)).toBeUndefined();
  });

  it("gives the same object until that vehicle changes", () => {
    const vehicles = new LiveVehicles();
    vehicles.apply(told(record(1), record(2)));
    const [first, second] = [vehicles.get(1), vehicles.get(2)];
    vehicles.apply(told(record(2)));
    expect(vehicles.get(1)).toBe(first);
    expect(vehicles.get(2)).not.toBe(second);
  });

  it("stays whole while vehicles come and go", () => {
    const vehicles = new LiveVehicles();
    const expected = new Map<number, LiveRecord>();
    for (let id = 1; id <= 1000; id += 1) {
      const one = record(id, { lon: id / 10, headingDeg: id % 360 });
      vehicles.apply(told(one));
      expected.set(id, one);
      if (id % 3 === 0) {
        expect(vehicles.delete(id - 2)).toBe(true);
        expected.delete(id - 2);
      }
    }
    expect(vehicles.delete(1)).toBe(false);
    expect(vehicles.size).toBe(expected.size);
    expect(new Map(vehicles)).toEqual(expected);
    const rows = [...vehicles.columns.vehicleId.subarray(0, vehicles.size)];
    expect(rows.toSorted((a, b) => a - b)).toEqual([...expected.keys()]);
  });
});
