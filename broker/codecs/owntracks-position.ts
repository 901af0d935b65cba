// OwnTracks "location" (phones and Queclink trackers behind qtripp) and the place of a located
// "transition" as a fix. Field meanings: owntracks/booklet docs/tech/json.md, owntracks/qtripp README.
import type { RejectionReason } from "../../domain/rejection.ts";
import { flagsOf, type Decoded, type PositionReport, type Refusal } from "../../domain/report.ts";
import { fieldPath, type JsonObject } from "./json-payload.ts";
import { instantOf, numberOf, switchOf } from "./loose-value.ts";
import { storable } from "./storable.ts";

type Column = "speedKmh" | "headingDeg" | "altitudeM" | "accuracyM" | "odometerKm";

/** Column of each number, and its smallest and largest believable value. */
const COLUMNS: ReadonlyMap<string, { column: Column; min: number; max: number }> = new Map([
  ["vel", { column: "speedKmh", min: 0, max: 1000 }],
  ["cog", { column: "headingDeg", min: 0, max: 360 }],
  ["alt", { column: "altitudeM", min: -1000, max: 30_000 }],
  ["acc", { column: "accuracyM", min: 0, max: 1_000_000 }],
  ["odometer", { column: "odometerKm", min: 0, max: 10_000_000 }],
]);

/** Senders write -1 where they do not know; an altitude of -1 m exists. */
const UNKNOWN = -1;

/** Numbers whose OwnTracks name hides what they are. Names of the format that say it are kept. */
const NUMBER_ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ["batt", "batteryPct"],
  ["vac", "verticalAccuracyM"],
  ["p", "pressureKPa"],
  ["hmc", "engineSeconds"],
  ["ubatt", "batteryV"],
  ["uext", "supplyV"],
  ["rpm", "engineRpm"],
  ["fcon", "fuelLPer100Km"],
  ["flvl", "fuelPct"],
]);
const INPUT = /^(?:din|dout)\d{1,2}$/;
const CONSUMED: ReadonlySet<string> = new Set(["_type", "lat", "lon", "tst", "ign"]);

/**
 * @returns the fix, or why there is none. Optional values that cannot be true or have a wrong type are
 * left out and counted in `refusals`.
 */
export function owntracksFix(
  element: JsonObject,
  index: number,
  receivedAtMs: number,
  refusals: Decoded["refusals"],
): PositionReport | Refusal {
  const refusal = (reason: RejectionReason, field: string): Refusal => ({ reason, field: fieldPath(index, field) });

  if (element["lat"] === undefined || element["lat"] === null) return refusal("field_missing", "lat");
  if (element["lon"] === undefined || element["lon"] === null) return refusal("field_missing", "lon");
  const lat = numberOf(element["lat"]);
  const lon = numberOf(element["lon"]);
  if (lat === null) return refusal("field_wrong_type", "lat");
  if (lon === null) return refusal("field_wrong_type", "lon");
  if (lat < -90 || lat > 90) return refusal("latitude_out_of_range", "lat");
  if (lon < -180 || lon > 180) return refusal("longitude_out_of_range", "lon");
  // Hand-written and HTTP-born messages lack tst; the time of sending is the next best.
  const time = element["tst"] ?? element["created_at"];
  if (time === undefined || time === null) return refusal("field_missing", "tst");
  const fixTimeMs = instantOf(time);
  if (fixTimeMs === null) return refusal("time_unreadable", "tst");

  const fix: PositionReport = {
    kind: "position",
    fixTimeMs,
    lon,
    lat,
    speedKmh: null,
    headingDeg: null,
    altitudeM: null,
    accuracyM: null,
    ignition: null,
    odometerKm: null,
    flags: flagsOf(fixTimeMs, lon, lat, receivedAtMs),
    attributes: null,
  };
  const attributes: JsonObject = {};
  const inputs: Record<string, boolean | number> = {};
  for (const [key, value] of Object.entries(element)) {
    if (value === null || CONSUMED.has(key)) continue;
    const column = COLUMNS.get(key);
    const attribute = NUMBER_ATTRIBUTES.get(key);
    if (column) {
      const number = numberOf(value);
      if (number === null) refusals.push(refusal("field_wrong_type", key));
      else if (number >= column.min && number <= column.max) fix[column.column] = number;
      else if (number !== UNKNOWN) refusals.push(refusal("field_out_of_range", key));
    } else if (attribute !== undefined) {
      const number = numberOf(value);
      if (number === null) refusals.push(refusal("field_wrong_type", key));
      else if (number !== UNKNOWN) attributes[attribute] = number;
    } else if (INPUT.test(key)) {
      const state = switchOf(value) ?? numberOf(value);
      if (state === null) refusals.push(refusal("field_wrong_type", key));
      else inputs[key] = state;
    } else if (key === "__proto__" || !storable(key) || !storable(value)) {
      return refusal("stored_value_refused", key);
    } else {
      attributes[key === "t" ? "trigger" : key] = value;
    }
  }
  if (fix.headingDeg === 360) fix.headingDeg = 0;
  if (element["ign"] !== undefined && element["ign"] !== null) {
    fix.ignition = switchOf(element["ign"]);
    if (fix.ignition === null) refusals.push(refusal("field_wrong_type", "ign"));
  }
  if (Object.keys(inputs).length > 0) attributes["inputs"] = inputs;
  if (Object.keys(attributes).length > 0) fix.attributes = attributes;
  return fix;
}
