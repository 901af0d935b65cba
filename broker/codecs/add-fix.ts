// A fix out of the values of a foreign format, which hands over what it read in the units of
// PositionReport. A fix without a believable place or time is refused; an optional value that cannot be
// true (a heading of 511) is a glitch of a sensor: the fix is kept without it, and the value counted.
import { flagsOf, type Refusal, type Report } from "../../domain/report.ts";
import type { JsonObject } from "./json-payload.ts";
import { storable } from "./storable.ts";

/** Smallest and largest believable value of each optional number. */
export const BELIEVABLE = {
  speedKmh: [0, 1000],
  headingDeg: [0, 360],
  altitudeM: [-1000, 30_000],
  accuracyM: [0, 1_000_000],
  odometerKm: [0, 10_000_000],
} as const;
type OptionalNumber = keyof typeof BELIEVABLE;
const OPTIONAL_NUMBERS = Object.keys(BELIEVABLE) as OptionalNumber[];

export interface RawFix extends Partial<Record<OptionalNumber, number | null>> {
  /** null = the message has no readable time. */
  fixTimeMs: number | null;
  lon: number | null;
  lat: number | null;
  ignition?: boolean | null;
  attributes?: JsonObject;
}

/** Where the values stood in the message, for refusals; `path` is put in front ("[3]."). */
export interface FixFields extends Partial<Record<OptionalNumber, string>> {
  path: string;
  time: string;
  lon: string;
  lat: string;
}

/** @returns whether there is a fix. */
export function addFix(
  raw: RawFix,
  fields: FixFields,
  receivedAtMs: number,
  reports: Report[],
  refusals: Refusal[],
): boolean {
  const refuse = (reason: Refusal["reason"], field: string): false => {
    refusals.push({ reason, field: fields.path + field });
    return false;
  };
  const { fixTimeMs, lon, lat } = raw;
  if (fixTimeMs === null) return refuse("time_unreadable", fields.time);
  if (lat === null) return refuse("field_wrong_type", fields.lat);
  if (lon === null) return refuse("field_wrong_type", fields.lon);
  if (!(lat >= -90 && lat <= 90)) return refuse("latitude_out_of_range", fields.lat);
  if (!(lon >= -180 && lon <= 180)) return refuse("longitude_out_of_range", fields.lon);

  const numbers: Record<OptionalNumber, number | null> = {
    speedKmh: null,
    headingDeg: null,
    altitudeM: null,
    accuracyM: null,
    odometerKm: null,
  };
  for (const column of OPTIONAL_NUMBERS) {
    const value = raw[column] ?? null;
    if (value === null) continue;
    const [min, max] = BELIEVABLE[column];
    if (value >= min && value <= max) numbers[column] = value;
    else refuse("field_out_of_range", fields[column] ?? column);
  }
  if (numbers.headingDeg === 360) numbers.headingDeg = 0;
  const attributes: JsonObject = {};
  for (const [key, value] of Object.entries(raw.attributes ?? {})) {
    if (value === null || value === undefined) continue;
    if (key !== "__proto__" && storable(key) && storable(value)) attributes[key] = value;
    else refuse("stored_value_refused", key === "__proto__" || !storable(key) ? "attributes" : key);
  }
  reports.push({
    kind: "position",
    fixTimeMs,
    lon,
    lat,
    ...numbers,
    ignition: raw.ignition ?? null,
    flags: flagsOf(fixTimeMs, lon, lat, receivedAtMs),
    attributes: Object.keys(attributes).length > 0 ? attributes : null,
  });
  return true;
}
