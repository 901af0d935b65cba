// Geofences over a city and a drive through it, the same in every run.
import type { GeofenceVersion } from "../../domain/geofence/geofence-index.ts";
import type { GeofenceShape } from "../../domain/geofence/shape.ts";
import type { TrackFix } from "../../domain/fleet/track-fix.ts";

const CITY = { west: 27.0, south: 38.34, width: 0.2, height: 0.12 };
const METERS_PER_DEGREE = 111_195;

/** Evenly spread numbers of [0, 1): the same in every run. */
const spread = (i: number, step: number): number => (i * step) % 1;

function shapeOf(i: number): GeofenceShape {
  const centre: [number, number] = [
    CITY.west + spread(i, 0.618_034) * CITY.width,
    CITY.south + spread(i, 0.754_878) * CITY.height,
  ];
  if (i % 10 === 0) return { type: "Circle", centre, radiusM: 50 + spread(i, 0.31) * 300 };
  if (i % 10 === 1) {
    const line = Array.from({ length: 40 }, (_, k): [number, number] => [
      centre[0] + k * 0.0005,
      centre[1] + Math.sin(k) * 0.0008,
    ]);
    return { type: "Corridor", coordinates: line, widthM: 60 };
  }
  const corners = 8 + (i % 5) * 40;
  const ring = Array.from({ length: corners }, (_, k): [number, number] => {
    const angle = (k / corners) * 2 * Math.PI;
    const radius = 0.0015 * (1 + 0.2 * Math.sin(k * 3));
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });
  return { type: "Polygon", coordinates: [[...ring, ring[0] ?? centre]] };
}

export const benchShapes = (count: number): GeofenceShape[] => Array.from({ length: count }, (_, i) => shapeOf(i));

export const benchGeofences = (count: number): GeofenceVersion[] =>
  benchShapes(count).map((shape, i) => ({
    id: i + 1,
    unitId: 1,
    group: null,
    fromMs: 0,
    toMs: null,
    shape,
    speedLimitKmh: i % 7 === 0 ? 30 : null,
    schedule: null,
    vehicleKinds: [],
    exitMarginM: 25,
    minVisitSeconds: 0,
  }));

/** Every ten seconds, at changing speed, with a stop of ten minutes every hour. */
export function benchTrack(count: number): TrackFix[] {
  let east = 0;
  let north = 0;
  return Array.from({ length: count }, (_, i): TrackFix => {
    const stands = i % 360 >= 300;
    const speedKmh = stands ? 0 : 20 + 35 * spread(i, 0.618_034);
    const heading = Math.sin(i / 50) * Math.PI;
    const meters = (speedKmh / 3.6) * 10;
    east = (east + (Math.sin(heading) * meters) / (METERS_PER_DEGREE * 0.78) + CITY.width) % CITY.width;
    north = (north + (Math.cos(heading) * meters) / METERS_PER_DEGREE + CITY.height) % CITY.height;
    return {
      timeMs: Date.UTC(2026, 5, 15) + i * 10_000,
      deviceId: 1,
      placeHash: i,
      lon: CITY.west + east,
      lat: CITY.south + north,
      speedKmh,
      ignition: true,
      accuracyM: 5,
      working: false,
      inputs: null,
      batteryPct: null,
      driver: null,
    };
  });
}
