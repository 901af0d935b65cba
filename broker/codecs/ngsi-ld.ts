// NGSI-LD notifications (Orion-LD, Scorpio) with Smart Data Models: entities as key-values or normalized,
// one device each. Units are UN/CEFACT codes. Times may lack their zone, which is UTC then, and have a
// different name in each model.
import { addFix } from "./add-fix.ts";
import { addValue, type Measured } from "./add-values.ts";
import { heardRefusal, nothingHeard, reportsOf, type ForeignCodec, type Heard } from "./foreign-codec.ts";
import { instantOfText } from "./instant.ts";
import { isJsonObject, eachObject, parseJson, type JsonObject } from "./json-payload.ts";
import { nameOf, numberOf } from "./loose-value.ts";

const TIME_NAMES = ["dateObserved", "observationDateTime", "binLoggedTime", "dateModified", "TimeInstant", "timestamp"];
/** About the entity, not measured. */
const NOT_MEASURED: ReadonlySet<string> = new Set([
  ...TIME_NAMES,
  ...["id", "type", "@context", "name", "alternateName", "description", "address", "location", "source", "owner"],
  ...["dataProvider", "dateCreated", "areaServed", "seeAlso", "stationCode", "stationName", "typeOfLocation"],
]);
const UCUM_OF_CEFACT: ReadonlyMap<string, string> = new Map([
  ["CEL", "Cel"],
  ["P1", "%"],
  ["GQ", "ug/m3"],
  ["GP", "mg/m3"],
  ["59", "[ppm]"],
  ["61", "[ppb]"],
  ["A97", "hPa"],
  ["HPA", "hPa"],
  ["MTS", "m/s"],
  ["KMH", "km/h"],
  ["DD", "deg"],
  ["LUX", "lx"],
  ["2N", "dB"],
  ["MTR", "m"],
  ["CMT", "cm"],
  ["MMT", "mm"],
  ["LTR", "L"],
  ["MTQ", "m3"],
  ["WTT", "W"],
  ["KWT", "kW"],
  ["KWH", "kW.h"],
  ["VLT", "V"],
  ["AMP", "A"],
  ["C62", "1"],
  ["D54", "W/m2"],
]);
const NAIVE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;

function timeOf(value: unknown): number | null {
  if (typeof value !== "string") return null;
  return instantOfText(NAIVE.test(value) ? `${value}Z` : value);
}

/** Value of a normalized property, or the value itself; undefined = none (a relationship). */
function valueOf(property: unknown): unknown {
  if (!isJsonObject(property)) return property;
  if ("value" in property) return property["value"];
  return "object" in property || property["type"] === "Relationship" ? undefined : property;
}

/** Normalized NGSI-LD has the code beside the value, NGSI v2 in its metadata. */
function unitOf(property: unknown): string | null {
  if (!isJsonObject(property)) return null;
  const metadata = isJsonObject(property["metadata"]) ? property["metadata"]["unitCode"] : null;
  const code = nameOf(property["unitCode"] ?? valueOf(metadata), 20);
  return code === null ? null : (UCUM_OF_CEFACT.get(code) ?? null);
}

function addEntity(entity: JsonObject, path: string, receivedAtMs: number, heard: Heard): void {
  const device = nameOf(entity["id"], 200);
  if (device === null) {
    heard.refusals.push({ reason: "field_missing", field: `${path}id` });
    return;
  }
  const { refusals } = heard;
  const reports = reportsOf(heard, device, nameOf(valueOf(entity["name"])));
  const entityMs = TIME_NAMES.map((name) => timeOf(valueOf(entity[name]))).find((ms) => ms !== null) ?? null;
  for (const [name, property] of Object.entries(entity)) {
    if (NOT_MEASURED.has(name) || name.startsWith("ref")) continue;
    const value = valueOf(property);
    const ownMs = isJsonObject(property) ? timeOf(property["observedAt"]) : null;
    const timeMs = ownMs ?? entityMs;
    const into: Measured = {
      timeMs: timeMs ?? receivedAtMs,
      timeIsReceipt: timeMs === null,
      receivedAtMs,
      reports,
      refusals,
    };
    const unit = unitOf(property);
    // The models write relative humidity as a share of 1.
    if (name === "relativeHumidity" && typeof value === "number" && unit === null) {
      addValue(into, name, value <= 1 ? value * 100 : value, "%");
    } else if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") {
      addValue(into, name, value, unit);
    }
  }
  const location = valueOf(entity["location"]);
  // A station stands where it stands; what moves says so by its type.
  if (entity["type"] !== "Vehicle" || !isJsonObject(location) || !Array.isArray(location["coordinates"])) return;
  const [lon, lat] = location["coordinates"] as unknown[];
  const fix = { fixTimeMs: entityMs ?? receivedAtMs, lon: numberOf(lon), lat: numberOf(lat) };
  addFix(
    fix,
    { path: `${path}location.`, time: "dateObserved", lon: "coordinates", lat: "coordinates" },
    receivedAtMs,
    reports,
    refusals,
  );
}

export const ngsiLdCodec: ForeignCodec = {
  format: "ngsi-ld",
  channelOf: (levels) => (levels.join("/") === "ingest/ngsi-ld" ? { kind: "notification", device: null } : null),
  isStatus: () => false,
  maySubscribe: () => false,
  decode: (payload, _channel, receivedAtMs) => {
    const parsed = parseJson(payload);
    if (typeof parsed === "string") return heardRefusal(parsed);
    const heard = nothingHeard();
    const { value } = parsed;
    // A notification wraps the entities; a bare one is the entity itself.
    const wrapped = isJsonObject(value) && Array.isArray(value["data"]);
    const entities = wrapped ? value["data"] : value;
    eachObject(entities, heard.refusals, (element, index) => {
      addEntity(element, wrapped ? `data[${index}].` : index < 0 ? "" : `[${index}].`, receivedAtMs, heard);
    });
    return heard;
  },
};
