// Flespi, a gateway for hundreds of tracker protocols: flespi/message/gw/devices/<id>, or lists of
// messages by HTTP. One flat object per message, units in the documentation of each name: km/h, km,
// degrees, epoch seconds with fractions. The device is "ident" (its IMEI).
import { addFix } from "./add-fix.ts";
import { hearObjects, reportsOf, type ForeignCodec, type Heard } from "./foreign-codec.ts";
import { fieldPath, type JsonObject } from "./json-payload.ts";
import { instantOf, nameOf, numberOf, spokenSwitchOf } from "./loose-value.ts";
import { addValue, type Measured } from "./add-values.ts";
import { storable } from "./storable.ts";

const COLUMNS: ReadonlySet<string> = new Set([
  "ident",
  "timestamp",
  "device.name",
  "position.latitude",
  "position.longitude",
  "position.altitude",
  "position.direction",
  "position.speed",
  "engine.ignition.status",
  "vehicle.mileage",
]);
const RENAMED: ReadonlyMap<string, string> = new Map([
  ["battery.level", "batteryPct"],
  ["battery.voltage", "batteryV"],
  ["external.powersource.voltage", "supplyV"],
  ["position.satellites", "satellites"],
  ["position.hdop", "hdop"],
]);
/** Probes that are sensors of their own: "refrigerator.sensor.temperature#2". */
const TEMPERATURE = /(?:^|\.)sensor\.temperature(?:#\d+)?$|\.temperature#\d+$/;

/** din is a bit mask; ain#n are volts. */
function inputsOf(message: JsonObject): Record<string, boolean> | null {
  const mask = numberOf(message["din"]);
  if (mask === null || mask < 0 || mask > 0xffff) return null;
  return Object.fromEntries([1, 2, 3, 4].map((input) => [`din${input}`, (mask & (1 << (input - 1))) !== 0]));
}

function attributesOf(message: JsonObject): JsonObject {
  const attributes: JsonObject = {};
  for (const [key, value] of Object.entries(message)) {
    if (COLUMNS.has(key) || key === "din" || key === "__proto__" || TEMPERATURE.test(key)) continue;
    attributes[RENAMED.get(key) ?? key] = value;
  }
  const inputs = inputsOf(message);
  if (inputs) attributes["inputs"] = inputs;
  return attributes;
}

function addMessage(
  message: JsonObject,
  index: number,
  topicDevice: string | null,
  receivedAtMs: number,
  heard: Heard,
): void {
  const { timestamp } = message;
  const refuse = (reason: "field_missing" | "time_unreadable" | "stored_value_refused", field: string): void => {
    heard.refusals.push({ reason, field: fieldPath(index, field) });
  };
  const timeMs = instantOf(timestamp);
  if (timeMs === null) return refuse(timestamp === undefined ? "field_missing" : "time_unreadable", "timestamp");
  const device = nameOf(message["ident"]) ?? topicDevice;
  const reports = reportsOf(heard, device, nameOf(message["device.name"]));
  const lat = numberOf(message["position.latitude"]);
  const lon = numberOf(message["position.longitude"]);
  // An invalid place looks like any other: it is the last known one, or rubbish.
  if (lat === null || lon === null || message["position.valid"] === false) {
    if (storable(message)) reports.push({ kind: "message", type: "flespi.no-fix", timeMs, data: message });
    else refuse("stored_value_refused", "");
  } else {
    addFix(
      {
        fixTimeMs: timeMs,
        lon,
        lat,
        speedKmh: numberOf(message["position.speed"]),
        headingDeg: numberOf(message["position.direction"]),
        altitudeM: numberOf(message["position.altitude"]),
        odometerKm: numberOf(message["vehicle.mileage"]),
        ignition: spokenSwitchOf(message["engine.ignition.status"]),
        attributes: attributesOf(message),
      },
      { path: fieldPath(index, ""), time: "timestamp", lon: "position.longitude", lat: "position.latitude" },
      receivedAtMs,
      reports,
      heard.refusals,
    );
  }
  const measured: Measured = { timeMs, timeIsReceipt: false, receivedAtMs, reports, refusals: heard.refusals };
  for (const [key, value] of Object.entries(message)) {
    if (TEMPERATURE.test(key)) addValue(measured, key, numberOf(value), "Cel");
  }
}

export const flespiCodec: ForeignCodec = {
  format: "flespi",
  channelOf: (levels) => {
    const [root, message, gw, devices, id, ...rest] = levels;
    // A stream of Flespi's to an address of ours.
    if (levels.join("/") === "ingest/flespi") return { kind: "message", device: null };
    return root === "flespi" && message === "message" && gw === "gw" && devices === "devices" && id && rest.length === 0
      ? { kind: "message", device: id }
      : null;
  },
  isStatus: () => false,
  maySubscribe: () => false,
  decode: (payload, { device }, receivedAtMs) =>
    hearObjects(payload, (element, index, heard) => addMessage(element, index, device, receivedAtMs, heard)),
};
