// The Things Stack v3 (and The Things Network): v3/<application>@<tenant>/devices/<id>/<kind>.
//
// Zero and empty fields are absent. "simulated" uplinks come from a button in its console: they are no
// measurements. Values of "normalized_payload" have units by their schema (lorawan-devices,
// lib/payload.json); "decoded_payload" has none.
import type { DeviceReports } from "../../domain/report.ts";
import { addFix } from "./add-fix.ts";
import { addValue, addValues, type Measured, type UnitRule } from "./add-values.ts";
import { bestOf } from "./chirpstack.ts";
import { addDecodedObject } from "./decoded-object.ts";
import { heardRefusal, nothingHeard, type ForeignCodec } from "./foreign-codec.ts";
import { instantOfText } from "./instant.ts";
import { isJsonObject, parseJson, type JsonObject } from "./json-payload.ts";
import { nameOf, numberOf } from "./loose-value.ts";
import { storable } from "./storable.ts";

const NORMALIZED_UNITS: ReadonlyMap<string, string> = new Map([
  ["air.temperature", "Cel"],
  ["air.relativeHumidity", "%"],
  ["air.pressure", "hPa"],
  ["air.co2", "[ppm]"],
  ["air.lightIntensity", "lx"],
  ["wind.speed", "m/s"],
  ["wind.direction", "deg"],
  ["rain.intensity", "mm/h"],
  ["rain.cumulative", "mm"],
  ["soil.depth", "cm"],
  ["soil.moisture", "%"],
  ["soil.temperature", "Cel"],
  ["soil.ec", "dS/m"],
  ["soil.n", "[ppm]"],
  ["soil.p", "[ppm]"],
  ["soil.k", "[ppm]"],
  ["water.temperature.min", "Cel"],
  ["water.temperature.max", "Cel"],
  ["water.temperature.avg", "Cel"],
  ["battery", "V"],
]);
const byName: UnitRule = (name, value) => ({ value, unitOfMeasurement: NORMALIZED_UNITS.get(name) ?? null });

function timeOf(message: JsonObject, uplink: JsonObject): number | null {
  const settings = isJsonObject(uplink["settings"]) ? uplink["settings"] : {};
  for (const time of [settings["time"], uplink["received_at"], message["received_at"]]) {
    const ms = typeof time === "string" ? instantOfText(time) : null;
    if (ms !== null) return ms;
  }
  return null;
}

function addLocation(into: Measured, location: JsonObject, path: string): void {
  addFix(
    {
      fixTimeMs: into.timeMs,
      lat: numberOf(location["latitude"]),
      lon: numberOf(location["longitude"]),
      altitudeM: numberOf(location["altitude"]),
      accuracyM: numberOf(location["accuracy"]),
      attributes: { source: location["source"] },
    },
    { path, time: "received_at", lon: "longitude", lat: "latitude" },
    into.receivedAtMs,
    into.reports,
    into.refusals,
  );
}

function addUplink(into: Measured, uplink: JsonObject): void {
  const { normalized_payload: normalized, decoded_payload: decoded, frm_payload: raw } = uplink;
  if (Array.isArray(normalized) && normalized.length > 0) {
    for (const measurement of normalized) addValues(into, "", measurement, { units: byName });
  } else if (isJsonObject(decoded)) {
    addDecodedObject(into, decoded);
  } else if (typeof raw === "string" && storable(raw)) {
    const data = { fPort: numberOf(uplink["f_port"]) ?? 0, data: raw };
    into.reports.push({ kind: "message", type: "tts.raw", timeMs: into.timeMs, data });
  }
  addValue(into, "rssi", bestOf(uplink["rx_metadata"], "rssi"), "dB[mW]");
  addValue(into, "snr", bestOf(uplink["rx_metadata"], "snr"), "dB");
}

/** The DevEUI is worldwide; without it the id is unique only within its application. */
function deviceOf(message: JsonObject, topicDevice: string): { device: string; name: string | null } {
  const ids = isJsonObject(message["end_device_ids"]) ? message["end_device_ids"] : {};
  const devEui = nameOf(ids["dev_eui"], 16)?.toLowerCase();
  return { device: devEui ?? topicDevice, name: nameOf(ids["device_id"]) };
}

export const ttsCodec: ForeignCodec = {
  format: "tts",
  channelOf: ([version, application, devices, id, kind, sub, ...rest]) => {
    if (version !== "v3" || !application || devices !== "devices" || !id || rest.length > 0) return null;
    const device = `${application}/${id}`;
    if (kind === "up" || kind === "join") return sub === undefined ? { kind, device } : null;
    if (kind === "location") return sub === "solved" ? { kind, device } : null;
    if (kind === "service" || kind === "down") return sub === undefined ? null : { kind: `${kind}.${sub}`, device };
    return null;
  },
  isStatus: () => false,
  maySubscribe: (levels) => levels[0] === "v3" && levels[4] === "down" && levels.length === 6,
  decode: (payload, channel, receivedAtMs) => {
    const parsed = parseJson(payload);
    if (typeof parsed === "string") return heardRefusal(parsed);
    const message = parsed.value;
    if (!isJsonObject(message)) return heardRefusal("payload_wrong_shape");
    const uplink = isJsonObject(message["uplink_message"]) ? message["uplink_message"] : null;
    if (message["simulated"] === true) return heardRefusal("payload_simulated");
    const told = timeOf(message, uplink ?? {});
    const timeMs = told ?? receivedAtMs;
    const heard = nothingHeard();
    const sequence = uplink ? (numberOf(uplink["f_cnt"]) ?? 0) : null;
    const part: DeviceReports = { ...deviceOf(message, channel.device ?? ""), sequence, reports: [] };
    heard.parts.push(part);
    const { refusals } = heard;
    const into: Measured = { timeMs, timeIsReceipt: told === null, receivedAtMs, reports: part.reports, refusals };
    const solved = isJsonObject(message["location_solved"]) ? message["location_solved"]["location"] : null;
    if (uplink && channel.kind === "up") addUplink(into, uplink);
    else if (isJsonObject(solved)) addLocation(into, solved, "location_solved.location.");
    else if (!storable(message)) refusals.push({ reason: "stored_value_refused", field: null });
    else part.reports.push({ kind: "message", type: `tts.${channel.kind}`, timeMs, data: message });
    return heard;
  },
};
