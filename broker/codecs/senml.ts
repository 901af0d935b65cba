// SenML (RFC 8428) as JSON or CBOR, on topics of the sender's choosing. Base fields of a record hold for
// those after it; times below 2^28 are relative to now. A place comes as separate records with the
// units lat and lon.
import { decode as decodeCbor } from "cborg";
import type { RejectionReason } from "../../domain/rejection.ts";
import { addFix } from "./add-fix.ts";
import { addValue, type Measured } from "./add-values.ts";
import { heardRefusal, nothingHeard, reportsOf, type ForeignCodec, type Heard } from "./foreign-codec.ts";
import { instantOfNumber } from "./instant.ts";
import { isJsonObject, MAX_BATCH_LENGTH, parseJson, type JsonObject } from "./json-payload.ts";
import { nameOf } from "./loose-value.ts";

/** Labels of CBOR (RFC 8428 §6). */
const LABELS: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [-1, "bver"],
  [-2, "bn"],
  [-3, "bt"],
  [-4, "bu"],
  [-5, "bv"],
  [-6, "bs"],
  [0, "n"],
  [1, "u"],
  [2, "v"],
  [3, "vs"],
  [4, "vb"],
  [5, "s"],
  [6, "t"],
  [7, "ut"],
  [8, "vd"],
]);
/** SenML units whose UCUM code is another. */
const UCUM: ReadonlyMap<string, string> = new Map([
  ["%RH", "%"],
  ["%EL", "%"],
  ["EL", "s"],
  ["/", "1"],
  ["lux", "lx"],
  ["l", "L"],
  ["l/s", "L/s"],
  ["Wh", "W.h"],
  ["VA", "V.A"],
  ["VAh", "V.A.h"],
  ["degL", "deg"],
  ["dBm", "dB[mW]"],
  ["count", "1"],
  ["ppm", "[ppm]"],
  ["ppb", "[ppb]"],
  ["km/h", "km/h"],
  ["ug/m3", "ug/m3"],
]);
const SENML_VERSION = 10;
const MAX_UNIT_LENGTH = 40;
const PLACE_FIELDS = { path: "", time: "t", lon: "lon", lat: "lat" };
/** Smaller times count from now, in seconds. */
const ABSOLUTE_FROM = 2 ** 28;

const KNOWN: ReadonlySet<string> = new Set([...LABELS.values(), "bver"]);

interface SenmlRecord {
  name: string;
  unit: string | null;
  timeMs: number;
  timeIsReceipt: boolean;
  value: number | boolean | string | null;
  sum: number | null;
}

/** The records of a pack, or why there are none. */
function readPack(payload: Uint8Array): { records: unknown[] } | RejectionReason {
  const first = payload[0] ?? 0;
  // Lists begin with "[" in JSON, after blanks perhaps, and with 0x80 and above in CBOR.
  if (first < 0x80) {
    const parsed = parseJson(payload);
    if (typeof parsed === "string") return parsed;
    return Array.isArray(parsed.value) ? { records: parsed.value } : "payload_wrong_shape";
  }
  try {
    const records: unknown = decodeCbor(payload, { useMaps: true, allowUndefined: false });
    if (!Array.isArray(records)) return "payload_wrong_shape";
    return { records: records.map((record: unknown) => (record instanceof Map ? named(record) : record)) };
  } catch {
    return "payload_wrong_shape";
  }
}

function named(record: ReadonlyMap<unknown, unknown>): JsonObject {
  const object: JsonObject = {};
  for (const [key, value] of record) {
    const label = LABELS.get(key) ?? (typeof key === "string" ? key : "?");
    if (label !== "__proto__") object[label] = typeof value === "bigint" ? Number(value) : value;
  }
  return object;
}

const numberIn = (record: JsonObject, key: string): number => {
  const value = record[key];
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
};

/** Goes through a pack in order, as base fields hold for what follows. */
function createResolver(receivedAtMs: number): (record: JsonObject) => SenmlRecord | RejectionReason {
  const base: JsonObject = {};
  return (record) => {
    for (const key of ["bn", "bt", "bu", "bv", "bs", "bver"]) if (record[key] !== undefined) base[key] = record[key];
    if (numberIn(base, "bver") > SENML_VERSION) return "payload_wrong_shape";
    // A field ending in "_" has to be understood [RFC 8428 §4.4].
    if (Object.keys(record).some((key) => key.endsWith("_") && !KNOWN.has(key))) return "field_unknown";
    const ownName = typeof record["n"] === "string" ? record["n"] : "";
    const baseName = typeof base["bn"] === "string" ? base["bn"] : "";
    const unit = nameOf(record["u"] ?? base["bu"], MAX_UNIT_LENGTH);
    const seconds = numberIn(base, "bt") + numberIn(record, "t");
    const timeIsReceipt = seconds === 0;
    const timeMs = seconds < ABSOLUTE_FROM ? Math.round(receivedAtMs + seconds * 1000) : instantOfNumber(seconds);
    if (timeMs === null || timeMs < 0) return "time_unreadable";
    const said = record["v"] ?? record["vs"] ?? record["vb"] ?? null;
    let value = typeof said === "number" || typeof said === "string" || typeof said === "boolean" ? said : null;
    if (typeof value === "number") value += numberIn(base, "bv");
    const sum = typeof record["s"] === "number" ? record["s"] + numberIn(base, "bs") : null;
    // The base name alone names the device: its values are told apart by their units.
    const name = ownName !== "" ? ownName : unit === null ? baseName : `${baseName} (${unit})`.trim();
    return { name, unit, timeMs, timeIsReceipt, value, sum };
  };
}

function addRecords(heard: Heard, records: readonly SenmlRecord[], device: string | null, receivedAtMs: number): void {
  const reports = reportsOf(heard, device);
  const { refusals } = heard;
  const latitudes = new Map<number, number>();
  for (const { unit, timeMs, value } of records)
    if (unit === "lat" && typeof value === "number") latitudes.set(timeMs, value);
  for (const { name, unit, timeMs, timeIsReceipt, value, sum } of records) {
    const into: Measured = { timeMs, timeIsReceipt, receivedAtMs, reports, refusals };
    if (unit === "lon" && typeof value === "number" && latitudes.has(timeMs)) {
      const lat = latitudes.get(timeMs) ?? null;
      addFix({ fixTimeMs: timeMs, lon: value, lat }, PLACE_FIELDS, receivedAtMs, reports, refusals);
    } else if (unit !== "lat" && unit !== "lon") {
      const ucum = unit === null ? null : (UCUM.get(unit) ?? unit);
      addValue(into, name, value, ucum);
      if (sum !== null) addValue(into, `${name} sum`, sum, null);
    }
  }
}

export const senmlCodec: ForeignCodec = {
  format: "senml",
  channelOf: () => ({ kind: "pack", device: null }),
  isStatus: () => false,
  maySubscribe: () => false,
  decode: (payload, { device }, receivedAtMs) => {
    const pack = readPack(payload);
    if (typeof pack === "string") return heardRefusal(pack);
    if (pack.records.length === 0) return heardRefusal("payload_wrong_shape");
    if (pack.records.length > MAX_BATCH_LENGTH) return heardRefusal("batch_too_long");
    const heard = nothingHeard();
    const resolve = createResolver(receivedAtMs);
    const resolved: SenmlRecord[] = [];
    for (const [index, record] of pack.records.entries()) {
      const one = isJsonObject(record) ? resolve(record) : "payload_wrong_shape";
      if (typeof one === "string") heard.refusals.push({ reason: one, field: `[${index}]` });
      else resolved.push(one);
    }
    addRecords(heard, resolved, device, receivedAtMs);
    return heard;
  },
};
