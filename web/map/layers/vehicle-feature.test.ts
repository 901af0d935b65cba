import { describe, expect, it } from "vitest";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import { featureDiff, toGeoJson, vehicleFeature } from "./vehicle-feature.ts";

const HOUR = 3_600_000;
const LOOK = { label: "35 ABC 123", kind: "sweeper" as const };

const record = (change: Partial<LiveRecord> = {}): LiveRecord => ({
  vehicleId: 1,
  lon: 27.1,
  lat: 38.4,
  fixTimeMs: 0,
  linkTimeMs: 0,
  headingDeg: 90,
  speedKmh: 30,
  motion: "moving",
  ignition: true,
  connected: true,
  ...change,
});

describe("vehicleFeature", () => {
  it("turns what moves, and only that", () => {
    expect(vehicleFeature(record(), LOOK, false, 0)).toMatchObject({
      sign: "sign-moving",
      heading: 90,
      badge: "badge-sweeper",
    });
    expect(vehicleFeature(record({ motion: "parked" }), LOOK, false, 0)).toMatchObject({
      sign: "sign-parked",
      heading: 0,
    });
  });

  it("has a sign of its own where the heading is unknown", () => {
    expect(vehicleFeature(record({ headingDeg: null }), LOOK, false, 0)).toMatchObject({
      sign: "sign-moving-any",
      heading: 0,
    });
    expect(vehicleFeature(record({ headingDeg: null, motion: "stopped" }), LOOK, false, 0).sign).toBe("sign-stopped");
  });

  it("lets the halo of the silent grow with the age of the link", () => {
    expect(vehicleFeature(record({ motion: "silent" }), LOOK, false, 2.5 * HOUR).quietHours).toBe(2.5);
    expect(vehicleFeature(record(), LOOK, false, 2.5 * HOUR).quietHours).toBe(0);
  });
});

describe("featureDiff", () => {
  const before = vehicleFeature(record(), LOOK, false, 0);

  it("is nothing where nothing changed", () => {
    expect(featureDiff(1, before, { ...before })).toBeNull();
  });

  it("holds the place only when it moved, and only the properties that changed", () => {
    expect(featureDiff(1, before, { ...before, lon: 27.2 })).toEqual({
      id: 1,
      newGeometry: { type: "Point", coordinates: [27.2, 38.4] },
    });
    expect(featureDiff(1, before, { ...before, faint: 1 })).toEqual({
      id: 1,
      addOrUpdateProperties: [{ key: "faint", value: 1 }],
    });
  });

  it("keeps place and properties apart in GeoJSON", () => {
    expect(toGeoJson(1, before)).toEqual({
      type: "Feature",
      id: 1,
      geometry: { type: "Point", coordinates: [27.1, 38.4] },
      properties: {
        sign: "sign-moving",
        heading: 90,
        label: "35 ABC 123",
        badge: "badge-sweeper",
        faint: 0,
        quietHours: 0,
      },
    });
  });
});
