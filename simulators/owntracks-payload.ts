// A fix as the OwnTracks app sends it: whole seconds and kilometres per hour, zeroes left out
// (booklet, "JSON", _type=location). The app knows no ignition and no inputs.
import type { TrackerFix } from "./tracker-fix.ts";

export interface OwnTracksLocation {
  _type: "location";
  tst: number;
  lat: number;
  lon: number;
  tid: string;
  conn: "m";
  /** Trigger: automatic or a timer's. */
  t: "u" | "t";
  acc?: number;
  alt?: number;
  vel?: number;
  cog?: number;
  batt?: number;
}

export function toOwnTracks(fix: TrackerFix, trackerId: string): OwnTracksLocation {
  const velocity = Math.round(fix.speedKmh ?? 0);
  const course = Math.round(fix.headingDeg ?? 0) % 360;
  const altitude = Math.round(fix.altitudeM ?? 0);
  return {
    _type: "location",
    tst: Math.round(fix.fixTimeMs / 1000),
    lat: fix.lat,
    lon: fix.lon,
    tid: trackerId,
    conn: "m",
    t: velocity > 0 ? "u" : "t",
    ...(fix.accuracyM ? { acc: Math.round(fix.accuracyM) } : {}),
    ...(altitude ? { alt: altitude } : {}),
    ...(velocity ? { vel: velocity } : {}),
    ...(velocity && course ? { cog: course } : {}),
    ...(fix.batteryPct === null ? {} : { batt: Math.round(fix.batteryPct) }),
  };
}

export const ownTracksTopic = (username: string, device: string): string => `owntracks/${username}/${device}`;
