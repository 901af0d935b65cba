// Tasmota: tele/<topic>/SENSOR|STATE|LWT and stat/<topic>/STATUS8|STATUS10. Values lie below the name of
// their chip; units are those of its documentation, temperatures and pressures as "TempUnit" and
// "PressureUnit" say.
//
// "Time" is the local time without its zone, and 1970 before the clock is set. Messages are sent at
// once or not at all, so what separates Time from the time of receipt is the zone, in quarters of an
// hour.
import { addValues, type Measured, type UnitRule } from "./add-values.ts";
import { heardRefusal, nothingHeard, reportsOf, type ForeignCodec } from "./foreign-codec.ts";
import { instantOfText } from "./instant.ts";
import { isJsonObject, parseJson, type JsonObject } from "./json-payload.ts";
import { instantOf } from "./loose-value.ts";

const TELE: ReadonlySet<string> = new Set(["SENSOR", "STATE", "LWT"]);
const STAT: ReadonlySet<string> = new Set(["STATUS8", "STATUS10"]);
const NOT_MEASURED: ReadonlySet<string> = new Set([
  ...["Time", "TempUnit", "PressureUnit", "SpeedUnit", "Epoch"],
  // Of the building's network, not of what is measured.
  ...["Wifi.SSId", "Wifi.BSSId", "Wifi.APMac"],
]);

const UNITS: ReadonlyMap<string, string> = new Map([
  ["Humidity", "%"],
  ["DewPoint", "Cel"],
  ["Illuminance", "lx"],
  ["CarbonDioxide", "[ppm]"],
  ["eCO2", "[ppm]"],
  ["TVOC", "[ppb]"],
  ["PM1", "ug/m3"],
  ["PM2.5", "ug/m3"],
  ["PM10", "ug/m3"],
  ["Power", "W"],
  ["ApparentPower", "V.A"],
  ["ReactivePower", "V.A{reactive}"],
  ["Voltage", "V"],
  ["Current", "A"],
  ["Total", "kW.h"],
  ["Today", "kW.h"],
  ["Yesterday", "kW.h"],
  ["UptimeSec", "s"],
  ["Vcc", "V"],
  ["Signal", "dB[mW]"],
]);

const QUARTER_HOUR_MS = 15 * 60_000;
/** Zones reach from UTC-12 to UTC+14. */
const MAX_ZONE_MS = 14 * 3_600_000;
const LOCAL = /^(\d{4})[-.](\d{2})[-.](\d{2})[T ](\d{2}:\d{2}:\d{2})$/;

function timeOf(message: JsonObject, receivedAtMs: number): number | null {
  const epochMs = instantOf(message["Epoch"]);
  if (epochMs !== null) return epochMs;
  const { Time: time } = message;
  if (typeof time !== "string") return null;
  const match = LOCAL.exec(time);
  if (!match) return instantOfText(time);
  const localMs = instantOfText(`${match[1]}-${match[2]}-${match[3]}T${match[4]}Z`);
  if (localMs === null) return null;
  const zoneMs = Math.round((localMs - receivedAtMs) / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
  return Math.abs(zoneMs) <= MAX_ZONE_MS ? localMs - zoneMs : null;
}

const HPA_PER: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ["mmHg", 1.333224],
  ["inHg", 33.86389],
]);

function unitsOf(message: JsonObject): UnitRule {
  const fahrenheit = message["TempUnit"] === "F";
  const hPaPer = HPA_PER.get(message["PressureUnit"]) ?? 1;
  return (name, value) => {
    const last = name.slice(name.lastIndexOf(".") + 1);
    if (/^(?:Temperature|DewPoint)/.test(last)) {
      return { value: fahrenheit ? (value - 32) / 1.8 : value, unitOfMeasurement: "Cel" };
    }
    if (/^(?:Sea)?Pressure$/.test(last)) return { value: value * hPaPer, unitOfMeasurement: "hPa" };
    return { value, unitOfMeasurement: UNITS.get(name.endsWith("PM2.5") ? "PM2.5" : last) ?? null };
  };
}

/** ON and OFF are switches. */
function withSwitches(value: unknown): unknown {
  if (value === "ON" || value === "OFF") return value === "ON";
  if (Array.isArray(value)) return value.map(withSwitches);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, withSwitches(below)]));
}

export const tasmotaCodec: ForeignCodec = {
  format: "tasmota",
  channelOf: (levels) => {
    const [prefix, device, kind = "", ...rest] = levels;
    if (!device || rest.length > 0) return null;
    return (prefix === "tele" && TELE.has(kind)) || (prefix === "stat" && STAT.has(kind)) ? { kind, device } : null;
  },
  isStatus: ({ kind }) => kind === "LWT",
  maySubscribe: ([root, device]) => root === "cmnd" && device !== undefined && device !== "#" && device !== "+",
  decode: (payload, { kind, device }, receivedAtMs) => {
    const heard = nothingHeard();
    if (kind === "LWT") {
      const state = Buffer.from(payload).toString("latin1");
      if (state !== "Online" && state !== "Offline") return heardRefusal("payload_wrong_shape");
      const message = { kind: "message", type: "tasmota.lwt", timeMs: receivedAtMs } as const;
      reportsOf(heard, device, device).push({ ...message, data: { online: state === "Online" } });
      return heard;
    }
    const parsed = parseJson(payload);
    if (typeof parsed === "string") return heardRefusal(parsed);
    const { value } = parsed;
    // STATUS8 and STATUS10 wrap what SENSOR says.
    const message = isJsonObject(value) && isJsonObject(value["StatusSNS"]) ? value["StatusSNS"] : value;
    if (!isJsonObject(message)) return heardRefusal("payload_wrong_shape");
    const told = timeOf(message, receivedAtMs);
    const timeMs = told ?? receivedAtMs;
    const reports = reportsOf(heard, device, device);
    const into: Measured = { timeMs, timeIsReceipt: told === null, receivedAtMs, reports, refusals: heard.refusals };
    addValues(into, "", withSwitches(message), { units: unitsOf(message), skip: NOT_MEASURED });
    return heard;
  },
};
