// zigbee2mqtt: zigbee2mqtt/<friendly name>, whose name may hold slashes; …/availability tells whether the
// device is there; bridge/… is the gateway talking about itself, which nobody keeps.
//
// There is no time unless "last_seen" is switched on. Units are those of its device documentation;
// "voltage" has none here, because it is millivolts of a battery in one device and volts of the mains
// in another.
import { addValues, type Measured, type UnitRule } from "./add-values.ts";
import { heardRefusal, nothingHeard, reportsOf, type ForeignCodec } from "./foreign-codec.ts";
import { isJsonObject, parseJson } from "./json-payload.ts";
import { anyInstantOf } from "./loose-value.ts";

const UNITS: ReadonlyMap<string, string> = new Map([
  ["temperature", "Cel"],
  ["device_temperature", "Cel"],
  ["local_temperature", "Cel"],
  ["soil_temperature", "Cel"],
  ["humidity", "%"],
  ["soil_moisture", "%"],
  ["battery", "%"],
  ["pressure", "hPa"],
  ["illuminance_lux", "lx"],
  ["illuminance", "lx"],
  ["co2", "[ppm]"],
  ["pm25", "ug/m3"],
  ["pm10", "ug/m3"],
  ["power", "W"],
  ["energy", "kW.h"],
  ["current", "A"],
]);
const byName: UnitRule = (name, value) => ({ value, unitOfMeasurement: UNITS.get(name) ?? null });
const NOT_MEASURED: ReadonlySet<string> = new Set(["last_seen", "update", "update_available", "elapsed"]);
const SUFFIXES: ReadonlySet<string> = new Set(["set", "get"]);

export const zigbee2mqttCodec: ForeignCodec = {
  format: "zigbee2mqtt",
  channelOf: ([root, ...name]) => {
    if (root !== "zigbee2mqtt" || name.length === 0 || name.includes("")) return null;
    if (name[0] === "bridge") return { kind: "bridge", device: null };
    const last = name.at(-1) ?? "";
    if (SUFFIXES.has(last) && name.length > 1) return null;
    if (last === "availability" && name.length > 1) return { kind: last, device: name.slice(0, -1).join("/") };
    return { kind: "state", device: name.join("/") };
  },
  isStatus: ({ kind }) => kind === "bridge" || kind === "availability",
  maySubscribe: ([root]) => root === "zigbee2mqtt",
  decode: (payload, { kind, device }, receivedAtMs) => {
    const heard = nothingHeard();
    if (kind === "bridge") return heard;
    const parsed = parseJson(payload);
    if (kind === "availability") {
      // The word alone in versions before 2.
      const value = typeof parsed === "string" ? Buffer.from(payload).toString("latin1") : parsed.value;
      const state = isJsonObject(value) ? value["state"] : value;
      if (state !== "online" && state !== "offline") return heardRefusal("payload_wrong_shape");
      const message = { kind: "message", type: "zigbee2mqtt.availability", timeMs: receivedAtMs } as const;
      reportsOf(heard, device, device).push({ ...message, data: { online: state === "online" } });
      return heard;
    }
    if (typeof parsed === "string") return heardRefusal(parsed);
    if (!isJsonObject(parsed.value)) return heardRefusal("payload_wrong_shape");
    const seenMs = anyInstantOf(parsed.value["last_seen"]);
    const timeMs = seenMs ?? receivedAtMs;
    const reports = reportsOf(heard, device, device);
    const into: Measured = { timeMs, timeIsReceipt: seenMs === null, receivedAtMs, reports, refusals: heard.refusals };
    addValues(into, "", parsed.value, { units: byName, skip: NOT_MEASURED });
    return heard;
  },
};
