// A fix as native Kentiz JSON. What was not measured is left out.
import type { TrackerFix } from "./tracker-fix.ts";

export interface NativePosition {
  t: string;
  lat: number;
  lon: number;
  speedKmh?: number;
  headingDeg?: number;
  altitudeM?: number;
  accuracyM?: number;
  ignition?: boolean;
  odometerKm?: number;
  batteryPct?: number;
  inputs?: Readonly<Record<string, boolean | number>>;
}

export function toNative(fix: TrackerFix): NativePosition {
  return {
    t: new Date(fix.fixTimeMs).toISOString(),
    lat: fix.lat,
    lon: fix.lon,
    ...(fix.speedKmh === null ? {} : { speedKmh: fix.speedKmh }),
    ...(fix.headingDeg === null ? {} : { headingDeg: fix.headingDeg }),
    ...(fix.altitudeM === null ? {} : { altitudeM: fix.altitudeM }),
    ...(fix.accuracyM === null ? {} : { accuracyM: fix.accuracyM }),
    ...(fix.ignition === null ? {} : { ignition: fix.ignition }),
    ...(fix.odometerKm === null ? {} : { odometerKm: fix.odometerKm }),
    ...(fix.batteryPct === null ? {} : { batteryPct: fix.batteryPct }),
    ...(fix.inputs === null ? {} : { inputs: fix.inputs }),
  };
}
