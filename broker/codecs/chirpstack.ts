// ChirpStack v4, JSON: application/<id>/device/<devEui>/event/<kind>.
//
// It is protobuf written as JSON, so a zero is an absent field: no fCnt is frame 0, no fPort a frame
// without application payload. Times are those of gateway or network server, in nanoseconds. Without a
// payload decoder there is no "object"; the bytes are kept, so that they can be decoded later.
import type { DeviceReports } from "../../domain/report.ts";
import { addFix } from "./add-fix.ts";
import { addValue, type Measured } from "./add-values.ts";
import { addDecodedObject } from "./decoded-object.ts";
import { heardRefusal, nothingHeard, type ForeignCodec, type Heard } from "./foreign-codec.ts";
import { instantOfText } from "./instant.ts";
import { isJsonObject, parseJson, type JsonObject } from "./json-payload.ts";
import { nameOf, numberOf } from "./loose-value.ts";
import { storable } from "./storable.ts";

const KINDS: ReadonlySet<string> = new Set(["up", "status", "join", "ack", "txack", "log", "location", "integration"]);
const DEV_EUI = /^[0-9a-f]{16}$/;

/** Best of the gateways that heard the frame. */
export function bestOf(receptions: unknown, key: string): number | null {
  if (!Array.isArray(receptions)) return null;
  const values = receptions.flatMap((one: unknown) => (isJsonObject(one) ? (numberOf(one[key]) ?? []) : []));
  return values.length > 0 ? values.reduce((a, b) => Math.max(a, b)) : null;
}

function addMessage(into: Measured, kind: string, data: JsonObject): void {
  if (storable(data)) into.reports.push({ kind: "message", type: `chirpstack.${kind}`, timeMs: into.timeMs, data });
  else into.refusals.push({ reason: "stored_value_refused", field: kind });
}

function addUplink(into: Measured, event: JsonObject): void {
  const { object, data, fPort } = event;
  if (isJsonObject(object)) addDecodedObject(into, object);
  else if (typeof data === "string" && data !== "") addMessage(into, "raw", { fPort: numberOf(fPort) ?? 0, data });
  addValue(into, "rssi", bestOf(event["rxInfo"], "rssi"), "dB[mW]");
  addValue(into, "snr", bestOf(event["rxInfo"], "snr"), "dB");
}

/** Absent = 0 %, unless the device does not know or needs no battery. */
function addStatus(into: Measured, event: JsonObject): void {
  const known = event["batteryLevelUnavailable"] !== true && event["externalPowerSource"] !== true;
  if (known) addValue(into, "batteryLevel", numberOf(event["batteryLevel"]) ?? 0, "%");
  addValue(into, "margin", numberOf(event["margin"]) ?? 0, "dB");
}

function addLocation(into: Measured, event: JsonObject): void {
  const location = isJsonObject(event["location"]) ? event["location"] : {};
  addFix(
    {
      fixTimeMs: into.timeMs,
      lat: numberOf(location["latitude"]) ?? 0,
      lon: numberOf(location["longitude"]) ?? 0,
      altitudeM: numberOf(location["altitude"]),
      accuracyM: numberOf(location["accuracy"]),
      attributes: { source: location["source"] },
    },
    { path: "location.", time: "time", lon: "longitude", lat: "latitude" },
    into.receivedAtMs,
    into.reports,
    into.refusals,
  );
}

function addEvent(heard: Heard, kind: string, device: string, event: JsonObject, receivedAtMs: number): void {
  const { time, deviceInfo } = event;
  const timeMs = typeof time === "string" ? instantOfText(time) : receivedAtMs;
  if (timeMs === null) {
    heard.refusals.push({ reason: "time_unreadable", field: "time" });
    return;
  }
  const part: DeviceReports = {
    device,
    name: isJsonObject(deviceInfo) ? nameOf(deviceInfo["deviceName"]) : null,
    sequence: kind === "up" ? (numberOf(event["fCnt"]) ?? 0) : null,
    reports: [],
  };
  heard.parts.push(part);
  const timeIsReceipt = typeof time !== "string";
  const into: Measured = { timeMs, timeIsReceipt, receivedAtMs, reports: part.reports, refusals: heard.refusals };
  if (kind === "up") addUplink(into, event);
  else if (kind === "status") addStatus(into, event);
  else if (kind === "location") addLocation(into, event);
  else addMessage(into, kind, event);
}

export const chirpstackCodec: ForeignCodec = {
  format: "chirpstack",
  channelOf: (levels) => {
    const [application, id, device, eui = "", event, kind = ""] = levels;
    if (application !== "application" || !id || device !== "device" || event !== "event") return null;
    const devEui = eui.toLowerCase();
    return levels.length === 6 && DEV_EUI.test(devEui) && KINDS.has(kind) ? { kind, device: devEui } : null;
  },
  isStatus: () => false,
  // The network server listens for downlinks; its share of a shared subscription is refused elsewhere.
  maySubscribe: (levels) => levels[0] === "application" && levels[4] === "command" && levels.length === 6,
  decode: (payload, { kind, device }, receivedAtMs) => {
    const parsed = parseJson(payload);
    if (typeof parsed === "string") return heardRefusal(parsed);
    if (!isJsonObject(parsed.value) || device === null) return heardRefusal("payload_wrong_shape");
    const heard = nothingHeard();
    addEvent(heard, kind, device, parsed.value, receivedAtMs);
    return heard;
  },
};
