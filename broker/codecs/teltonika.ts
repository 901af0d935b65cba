// Teltonika "Codec JSON" over MQTT: <imei>/data or teltonika/<imei>/data.
//
//   {"state": {"reported": {"ts": epoch ms, "latlng": "54.68,25.27", "sp": km/h, "ang", "alt", "sat",
//                           "evt": id of the element that caused the record, "<id>": value, …}}}
//
// Numbers as keys are ids of AVL elements; they are the same in all models for those named here.
import { addFix } from "./add-fix.ts";
import { addValue, type Measured } from "./add-values.ts";
import { hearObjects, reportsOf, type ForeignCodec, type Heard } from "./foreign-codec.ts";
import { fieldPath, isJsonObject, eachObject, type JsonObject } from "./json-payload.ts";
import { instantOf, nameOf, numberOf, switchOf } from "./loose-value.ts";

const IGNITION = "239";
const ODOMETER_M = "16";
/** Numbers: name in our units, and what one unit of theirs is of ours. */
const SCALED: ReadonlyMap<string, { name: string; factor: number }> = new Map([
  ["66", { name: "supplyV", factor: 0.001 }],
  ["67", { name: "batteryV", factor: 0.001 }],
  ["68", { name: "batteryA", factor: 0.001 }],
  ["113", { name: "batteryPct", factor: 1 }],
  ["21", { name: "gsmSignal", factor: 1 }],
  ["24", { name: "gnssSpeedKmh", factor: 1 }],
  ["9", { name: "analog1V", factor: 0.001 }],
  ["6", { name: "analog2V", factor: 0.001 }],
  ["181", { name: "pdop", factor: 0.1 }],
  ["182", { name: "hdop", factor: 0.1 }],
]);
const SWITCHES: ReadonlyMap<string, string> = new Map([["240", "moving"]]);
const INPUTS: ReadonlyMap<string, string> = new Map([
  ["1", "din1"],
  ["2", "din2"],
  ["3", "din3"],
  ["4", "din4"],
  ["179", "dout1"],
  ["180", "dout2"],
]);
/** Dallas probes, tenths of a degree Celsius; from 85 °C on they tell faults. */
const PROBES: ReadonlyMap<string, string> = new Map([
  ["72", "temperature1"],
  ["73", "temperature2"],
  ["74", "temperature3"],
  ["75", "temperature4"],
]);
const PROBE_FAULT_FROM = 850;
const EVENTS: ReadonlyMap<number, string> = new Map([
  [246, "tow"],
  [247, "crash"],
  [249, "jamming"],
  [251, "idling"],
  [252, "unplugged"],
  [253, "harsh_driving"],
]);
const COLUMNS: ReadonlySet<string> = new Set(["ts", "latlng", "alt", "ang", "sp", "evt", IGNITION, ODOMETER_M]);

const PLACE = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/;

function placeOf(value: unknown): { lat: number; lon: number } | null {
  const match = typeof value === "string" ? PLACE.exec(value) : null;
  return match ? { lat: Number(match[1]), lon: Number(match[2]) } : null;
}

/** What the elements of a record say beyond the columns. */
function attributesOf(record: JsonObject): JsonObject {
  const attributes: JsonObject = {};
  const inputs: Record<string, boolean | number> = {};
  for (const [key, value] of Object.entries(record)) {
    const scaled = SCALED.get(key);
    const input = INPUTS.get(key);
    const number = numberOf(value);
    if (COLUMNS.has(key) || PROBES.has(key) || value === null) continue;
    if (scaled && number !== null) attributes[scaled.name] = number * scaled.factor;
    else if (input !== undefined && number !== null) inputs[input] = switchOf(number) ?? number;
    else if (SWITCHES.has(key)) attributes[SWITCHES.get(key) ?? key] = switchOf(value);
    else if (key === "78") attributes["driver"] = nameOf(value);
    else if (key === "pr") attributes["priority"] = value;
    else if (key === "sat") attributes["satellites"] = value;
    else if (key !== "__proto__") attributes[/^\d+$/.test(key) ? `io${key}` : key] = value;
  }
  if (Object.keys(inputs).length > 0) attributes["inputs"] = inputs;
  return attributes;
}

function addRecord(record: JsonObject, path: string, device: string | null, receivedAtMs: number, heard: Heard): void {
  const refuse = (reason: "field_missing" | "field_wrong_type" | "time_unreadable", field: string): void => {
    heard.refusals.push({ reason, field: path + field });
  };
  const timeMs = instantOf(record["ts"]);
  if (timeMs === null) return refuse(record["ts"] === undefined ? "field_missing" : "time_unreadable", "ts");
  const reports = reportsOf(heard, device);
  const cause = numberOf(record["evt"]);
  const event = cause === null ? undefined : EVENTS.get(cause);
  const speedKmh = numberOf(record["sp"]);
  // Without satellites the place is the last known one: the record is not a fix.
  const lost = numberOf(record["sat"]) === 0 && (speedKmh ?? 0) === 0;
  const place = placeOf(record["latlng"]);
  const attributes = attributesOf(record);
  if (event !== undefined) attributes["event"] = event;
  else if (cause !== null && cause !== 0) attributes["cause"] = `io${cause}`;
  if (place && !lost) {
    const odometerM = numberOf(record[ODOMETER_M]);
    addFix(
      {
        fixTimeMs: timeMs,
        ...place,
        speedKmh,
        headingDeg: numberOf(record["ang"]),
        altitudeM: numberOf(record["alt"]),
        odometerKm: odometerM === null ? null : odometerM / 1000,
        ignition: switchOf(record[IGNITION]),
        attributes,
      },
      { path, time: "ts", lon: "latlng", lat: "latlng", speedKmh: "sp", headingDeg: "ang", altitudeM: "alt" },
      receivedAtMs,
      reports,
      heard.refusals,
    );
  } else if (record["latlng"] !== undefined && record["latlng"] !== null && !place) {
    refuse("field_wrong_type", "latlng");
  } else {
    reports.push({ kind: "message", type: "teltonika.no-fix", timeMs, data: { ignition: switchOf(record[IGNITION]) } });
  }
  if (event !== undefined) {
    const value = cause === null ? null : numberOf(record[String(cause)]);
    reports.push({ kind: "message", type: "event", timeMs, data: { event, value } });
  }
  const measured: Measured = { timeMs, timeIsReceipt: false, receivedAtMs, reports, refusals: heard.refusals };
  for (const [key, name] of PROBES) {
    const tenths = numberOf(record[key]);
    if (tenths !== null && tenths < PROBE_FAULT_FROM) addValue(measured, name, tenths / 10, "Cel");
  }
}

export const teltonikaCodec: ForeignCodec = {
  format: "teltonika",
  channelOf: (levels) => {
    const [imei, data] = levels[0] === "teltonika" ? levels.slice(1) : levels;
    return imei && data === "data" && levels.length <= 3 ? { kind: "data", device: imei } : null;
  },
  isStatus: () => false,
  maySubscribe: (levels) => levels.length >= 2 && levels.at(-1) === "commands",
  decode: (payload, { device }, receivedAtMs) =>
    hearObjects(payload, (element, index, heard) => {
      const state = element["state"];
      const reported = isJsonObject(state) ? state["reported"] : undefined;
      if (reported === undefined || reported === null) {
        heard.refusals.push({ reason: "field_missing", field: fieldPath(index, "state.reported") });
        return;
      }
      // A tracker that sends several records at once lists them here.
      eachObject(reported, heard.refusals, (record, recordIndex) => {
        const inner = recordIndex < 0 ? "state.reported." : `state.reported[${recordIndex}].`;
        addRecord(record, fieldPath(index, inner), device, receivedAtMs, heard);
      });
    }),
};
