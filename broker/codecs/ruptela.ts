// Ruptela trackers that speak JSON over MQTT: ruptela/<imei>/data. Scaled integers, as in the binary
// protocol: places in 1e-7 degrees, headings in hundredths; elements are texts under their number.
import { addFix } from "./add-fix.ts";
import { addValue, type Measured } from "./add-values.ts";
import { hearObjects, reportsOf, type ForeignCodec, type Heard } from "./foreign-codec.ts";
import { fieldPath, isJsonObject, type JsonObject } from "./json-payload.ts";
import { instantOf, numberOf, switchOf } from "./loose-value.ts";

const DEGREES = 1e-7;
const INPUTS: readonly (readonly [string, string])[] = [
  ["2", "din1"],
  ["3", "din2"],
  ["4", "din3"],
  ["5", "din4"],
];
/** Ignition as the tracker concludes it; else input 4, which its wire goes to. */
const IGNITION = ["409", "251", "5"];
const ODOMETER_M = "65";
const PROBES: readonly (readonly [string, string])[] = [
  ["78", "temperature1"],
  ["79", "temperature2"],
  ["80", "temperature3"],
  ["74", "temperature4"],
];
const MILLIVOLTS: ReadonlyMap<string, string> = new Map([
  ["29", "supplyV"],
  ["30", "batteryV"],
]);

function attributesOf(data: JsonObject, record: JsonObject): JsonObject {
  const known = new Set([...IGNITION, ODOMETER_M, ...INPUTS.map(([id]) => id), ...PROBES.map(([id]) => id)]);
  const attributes: JsonObject = { satellites: numberOf(record["sat"]), hdop: numberOf(record["hdop"]) };
  const inputs: Record<string, boolean> = {};
  for (const [id, name] of INPUTS) {
    const state = switchOf(data[id]);
    if (state !== null) inputs[name] = state;
  }
  if (Object.keys(inputs).length > 0) attributes["inputs"] = inputs;
  for (const [id, value] of Object.entries(data)) {
    const volts = MILLIVOLTS.get(id);
    const number = numberOf(value);
    if (volts !== undefined && number !== null) attributes[volts] = number / 1000;
    else if (!known.has(id) && id !== "__proto__") attributes[`io${id}`] = number ?? value;
  }
  return attributes;
}

function addRecord(record: JsonObject, index: number, device: string | null, receivedAtMs: number, heard: Heard): void {
  const { ts, pos } = record;
  const refuse = (reason: "field_missing" | "time_unreadable", field: string): void => {
    heard.refusals.push({ reason, field: fieldPath(index, field) });
  };
  const timeMs = instantOf(ts);
  if (timeMs === null) return refuse(ts === undefined ? "field_missing" : "time_unreadable", "ts");
  const data = isJsonObject(record["data"]) ? record["data"] : {};
  const reports = reportsOf(heard, device);
  if (isJsonObject(pos)) {
    const lat = numberOf(pos["lat"]);
    const lon = numberOf(pos["lon"]);
    const heading = numberOf(record["dir"] ?? pos["dir"]);
    const odometerM = numberOf(data[ODOMETER_M]);
    addFix(
      {
        fixTimeMs: timeMs,
        // Written in whole 1e-7 degrees; rounded, so that the same place stays the same number.
        lat: lat === null ? null : Number((lat * DEGREES).toFixed(7)),
        lon: lon === null ? null : Number((lon * DEGREES).toFixed(7)),
        speedKmh: numberOf(record["spd"] ?? pos["spd"]),
        headingDeg: heading === null ? null : heading / 100,
        altitudeM: numberOf(record["alt"] ?? pos["alt"]),
        odometerKm: odometerM === null ? null : odometerM / 1000,
        ignition: IGNITION.map((id) => switchOf(data[id])).find((state) => state !== null) ?? null,
        attributes: attributesOf(data, record),
      },
      { path: fieldPath(index, ""), time: "ts", lon: "pos.lon", lat: "pos.lat", speedKmh: "spd", headingDeg: "dir" },
      receivedAtMs,
      reports,
      heard.refusals,
    );
  } else if (pos === undefined || pos === null) {
    reports.push({ kind: "message", type: "ruptela.no-fix", timeMs, data: attributesOf(data, record) });
  } else {
    heard.refusals.push({ reason: "field_wrong_type", field: fieldPath(index, "pos") });
  }
  const measured: Measured = { timeMs, timeIsReceipt: false, receivedAtMs, reports, refusals: heard.refusals };
  for (const [id, name] of PROBES) {
    const tenths = numberOf(data[id]);
    if (tenths !== null) addValue(measured, name, tenths / 10, "Cel");
  }
}

export const ruptelaCodec: ForeignCodec = {
  format: "ruptela",
  channelOf: ([root, imei, data, ...rest]) =>
    root === "ruptela" && imei && data === "data" && rest.length === 0 ? { kind: "data", device: imei } : null,
  isStatus: () => false,
  maySubscribe: () => false,
  decode: (payload, { device }, receivedAtMs) =>
    hearObjects(payload, (element, index, heard) => addRecord(element, index, device, receivedAtMs, heard)),
};
