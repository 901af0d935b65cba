// Native position: {"t", "lat", "lon", "speedKmh"?, "headingDeg"?, "altitudeM"?, "accuracyM"?,
// "ignition"?, "odometerKm"?, "batteryPct"?, "inputs"?, "driver"?, …}. Types are strict: a number
// written as a string is a programming fault of the sender and refuses the fix. An optional value
// that cannot be true (a heading of 511) is a glitch of a sensor: the fix is kept without it, and
// the value is counted. Hot path: one pass over the keys, no schema library.
import type { RejectionReason } from "../../domain/rejection.ts";
import { flagsOf, type Decoded } from "../../domain/report.ts";
import { instantOfNumber, instantOfText } from "./instant.ts";
import { fieldPath, isJsonObject, type JsonObject } from "./json-payload.ts";
import { storable } from "./storable.ts";

/** Smallest and largest believable value of each optional number. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  speedKmh: [0, 1000],
  headingDeg: [0, 360],
  altitudeM: [-1000, 30_000],
  accuracyM: [0, 1_000_000],
  odometerKm: [0, 10_000_000],
  batteryPct: [0, 100],
};

function refuse(into: Decoded, reason: RejectionReason, index: number, key: string): void {
  into.refusals.push({ reason, field: fieldPath(index, key) });
}

/** The number, or null after counting it, when it cannot be true. */
function believable(key: string, value: number, index: number, into: Decoded): number | null {
  const range = RANGES[key];
  if (range && value >= range[0] && value <= range[1]) return value;
  refuse(into, "field_out_of_range", index, key);
  return null;
}

function areInputs(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    Object.values(value).every((state) => typeof state === "boolean" || typeof state === "number")
  );
}

export function decodeKentizPosition(element: JsonObject, index: number, receivedAtMs: number, into: Decoded): void {
  let time: unknown;
  let lat: unknown;
  let lon: unknown;
  let speedKmh: number | null = null;
  let headingDeg: number | null = null;
  let altitudeM: number | null = null;
  let accuracyM: number | null = null;
  let odometerKm: number | null = null;
  let ignition: boolean | null = null;
  let attributes: JsonObject | null = null;
  let wrongType: string | null = null;
  let unstorable: string | null = null;

  for (const key of Object.keys(element)) {
    const value = element[key];
    if (value === null) continue;
    switch (key) {
      case "t":
        time = value;
        break;
      case "lat":
        lat = value;
        break;
      case "lon":
        lon = value;
        break;
      case "speedKmh":
        if (typeof value === "number") speedKmh = believable(key, value, index, into);
        else wrongType ??= key;
        break;
      case "headingDeg":
        if (typeof value !== "number") wrongType ??= key;
        else headingDeg = value === 360 ? 0 : believable(key, value, index, into);
        break;
      case "altitudeM":
        if (typeof value === "number") altitudeM = believable(key, value, index, into);
        else wrongType ??= key;
        break;
      case "accuracyM":
        if (typeof value === "number") accuracyM = believable(key, value, index, into);
        else wrongType ??= key;
        break;
      case "odometerKm":
        if (typeof value === "number") odometerKm = believable(key, value, index, into);
        else wrongType ??= key;
        break;
      case "ignition":
        if (typeof value === "boolean") ignition = value;
        else wrongType ??= key;
        break;
      case "batteryPct":
        if (typeof value !== "number") {
          wrongType ??= key;
        } else {
          const batteryPct = believable(key, value, index, into);
          if (batteryPct !== null) (attributes ??= {})[key] = batteryPct;
        }
        break;
      case "inputs":
        if (!areInputs(value)) wrongType ??= key;
        else if (storable(value)) (attributes ??= {})[key] = value;
        else unstorable ??= key;
        break;
      case "driver":
        if (typeof value !== "string") wrongType ??= key;
        else if (storable(value)) (attributes ??= {})[key] = value;
        else unstorable ??= key;
        break;
      default:
        if (key !== "__proto__" && storable(key) && storable(value)) (attributes ??= {})[key] = value;
        else unstorable ??= key;
    }
  }

  if (time === undefined) return refuse(into, "field_missing", index, "t");
  if (lat === undefined) return refuse(into, "field_missing", index, "lat");
  if (lon === undefined) return refuse(into, "field_missing", index, "lon");
  if (typeof lat !== "number") return refuse(into, "field_wrong_type", index, "lat");
  if (typeof lon !== "number") return refuse(into, "field_wrong_type", index, "lon");
  if (wrongType !== null) return refuse(into, "field_wrong_type", index, wrongType);
  if (typeof time !== "number" && typeof time !== "string") return refuse(into, "field_wrong_type", index, "t");
  const fixTimeMs = typeof time === "number" ? instantOfNumber(time) : instantOfText(time);
  if (fixTimeMs === null) return refuse(into, "time_unreadable", index, "t");
  if (!(lat >= -90 && lat <= 90)) return refuse(into, "latitude_out_of_range", index, "lat");
  if (!(lon >= -180 && lon <= 180)) return refuse(into, "longitude_out_of_range", index, "lon");
  if (unstorable !== null) return refuse(into, "stored_value_refused", index, unstorable);

  into.reports.push({
    kind: "position",
    fixTimeMs,
    lon,
    lat,
    speedKmh,
    headingDeg,
    altitudeM,
    accuracyM,
    ignition,
    odometerKm,
    flags: flagsOf(fixTimeMs, lon, lat, receivedAtMs),
    attributes,
  });
}
