// A flat or nested object of values without fixed names, as payload decoders of LoRaWAN devices and
// gateways produce it: every value becomes an observation, and a pair of latitude and longitude a fix.
// Names are the sender's; units are unknown unless a person enters them, because the same name means
// millimetres in one model and centimetres in the next.
import { addFix } from "./add-fix.ts";
import { addValues, type Measured } from "./add-values.ts";
import { isJsonObject, type JsonObject } from "./json-payload.ts";
import { numberOf } from "./loose-value.ts";

const PLACE_NAMES: readonly (readonly [lat: string, lon: string])[] = [
  ["latitude", "longitude"],
  ["lat", "lon"],
  ["lat", "lng"],
  ["lat", "long"],
];

interface Place {
  lat: number;
  lon: number;
  altitudeM: number | null;
  /** Paths that are no observations. */
  names: string[];
}

/** A place in an object, or one level below it ("gps_1": {"latitude", …}). */
function placeIn(object: JsonObject, path: string, depth = 0): Place | null {
  const byName = new Map(Object.keys(object).map((key) => [key.toLowerCase(), key]));
  const numberAt = (key: string | undefined): number | null => (key === undefined ? null : numberOf(object[key]));
  for (const [latName, lonName] of PLACE_NAMES) {
    const latKey = byName.get(latName);
    const lonKey = byName.get(lonName);
    const lat = numberAt(latKey);
    const lon = numberAt(lonKey);
    if (lat === null || lon === null) continue;
    const altitudeKey = byName.get("altitude") ?? byName.get("alt");
    const altitudeM = numberAt(altitudeKey);
    const keys = [latKey, lonKey, ...(altitudeM === null ? [] : [altitudeKey])];
    return { lat, lon, altitudeM, names: keys.flatMap((key) => (key === undefined ? [] : [path + key])) };
  }
  if (depth > 0) return null;
  for (const [key, below] of Object.entries(object)) {
    const place = isJsonObject(below) ? placeIn(below, `${path}${key}.`, 1) : null;
    if (place) return place;
  }
  return null;
}

export function addDecodedObject(into: Measured, object: JsonObject, path = ""): void {
  const place = placeIn(object, path === "" ? "" : `${path}.`);
  if (place) {
    const { lat, lon, altitudeM } = place;
    const fields = { path: "", time: "time", lat: place.names[0] ?? "lat", lon: place.names[1] ?? "lon" };
    addFix({ fixTimeMs: into.timeMs, lat, lon, altitudeM }, fields, into.receivedAtMs, into.reports, into.refusals);
  }
  addValues(into, path, object, { castNumbers: true, skip: new Set(place?.names) });
}
