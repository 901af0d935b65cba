// OwnTracks (owntracks/booklet docs/tech/json.md): phones, and vehicles behind the qtripp gateway.
// The user part of owntracks/<user>/<device> is the device key; <device> is free.
//
//   location, located transition ─▶ fix         transition, lwt, waypoint, card, … ─▶ message
//   encrypted ─▶ what was encrypted with the device's password, else refused
import type { Decoded } from "../../domain/report.ts";
import type { Codec } from "./codec.ts";
import { decodeJson, fieldPath, isJsonObject, parseJson, type JsonObject } from "./json-payload.ts";
import { openOwntracks } from "./owntracks-encrypted.ts";
import { owntracksFix } from "./owntracks-position.ts";
import { instantOf, numberOf } from "./loose-value.ts";
import { storable } from "./storable.ts";

const MESSAGE_TYPES: ReadonlySet<string> = new Set([
  "transition",
  "lwt",
  "status",
  "waypoint",
  "waypoints",
  "card",
  "steps",
  "beacon",
  "cmd",
  "configuration",
  "dump",
  "request",
]);

/** Below owntracks/<user>/<device>/; the base topic carries location and lwt. */
const SUB_TOPICS: ReadonlySet<string> = new Set([
  "event",
  "waypoint",
  "waypoints",
  "status",
  "step",
  "info",
  "dump",
  "beacon",
  "cmd",
]);
const BASE_CHANNEL = "base";

/** What Queclink trackers behind qtripp report by their trigger; ignition is a field of its own. */
const TRACKER_EVENTS: ReadonlyMap<string, string> = new Map([
  ["e", "power_lost"],
  ["E", "power_restored"],
  ["!", "tow"],
  ["h", "harsh_driving"],
  ["9", "battery_low"],
]);

/** A configuration holds the passwords of the phone; they have no business in the database. */
const SECRETS: ReadonlySet<string> = new Set(["password", "encryptionKey"]);

function addMessage(type: string, element: JsonObject, index: number, receivedAtMs: number, into: Decoded): void {
  const data: JsonObject = {};
  for (const [key, value] of Object.entries(element)) {
    if (key === "_type") continue;
    if (key === "__proto__" || !storable(key) || !storable(value)) {
      into.refusals.push({ reason: "stored_value_refused", field: fieldPath(index, key) });
      return;
    }
    data[key] = SECRETS.has(key) ? "***" : value;
  }
  into.reports.push({
    kind: "message",
    type: `owntracks.${type}`,
    timeMs: instantOf(element["tst"]) ?? receivedAtMs,
    data,
  });
}

/** Beacons carry no place: their transitions come with latitude and longitude 0. */
function isLocated(transition: JsonObject): boolean {
  const lat = numberOf(transition["lat"]);
  const lon = numberOf(transition["lon"]);
  return lat !== null && lon !== null && !(lat === 0 && lon === 0);
}

function addFix(element: JsonObject, index: number, receivedAtMs: number, into: Decoded): void {
  const fix = owntracksFix(element, index, receivedAtMs, into.refusals);
  if (!("kind" in fix)) {
    into.refusals.push(fix);
    return;
  }
  into.reports.push(fix);
  const event = typeof element["t"] === "string" ? TRACKER_EVENTS.get(element["t"]) : undefined;
  if (event !== undefined && element["_type"] === "location") {
    const data: JsonObject = { event };
    if (typeof element["rty"] === "string" || typeof element["rty"] === "number") data["kind"] = element["rty"];
    into.reports.push({ kind: "message", type: "event", timeMs: fix.fixTimeMs, data });
  }
}

/** @param secret what encrypted elements are opened with; null = the element was encrypted itself. */
function decodeElement(
  element: JsonObject,
  index: number,
  receivedAtMs: number,
  into: Decoded,
  secret: Uint8Array | null,
): void {
  const type = element["_type"];
  if (type === undefined) {
    into.refusals.push({ reason: "field_missing", field: fieldPath(index, "_type") });
  } else if (type === "location") {
    addFix(element, index, receivedAtMs, into);
  } else if (type === "encrypted") {
    const opened = secret === null ? null : openOwntracks(element["data"], secret);
    const parsed = opened === null ? null : parseJson(opened);
    if (parsed === null || typeof parsed === "string" || !isJsonObject(parsed.value)) {
      into.refusals.push({ reason: "payload_encrypted", field: index < 0 ? null : `[${index}]` });
    } else decodeElement(parsed.value, index, receivedAtMs, into, null);
  } else if (typeof type === "string" && MESSAGE_TYPES.has(type)) {
    if (type === "transition" && isLocated(element)) addFix(element, index, receivedAtMs, into);
    addMessage(type, element, index, receivedAtMs, into);
  } else {
    into.refusals.push({ reason: "payload_wrong_shape", field: fieldPath(index, "_type") });
  }
}

export const owntracksCodec: Codec = {
  format: "owntracks",
  root: "owntracks",
  channelOf: (rest) => {
    const [device, sub] = rest;
    if (!device || rest.length > 2) return null;
    if (sub === undefined) return BASE_CHANNEL;
    return SUB_TOPICS.has(sub) ? sub : null;
  },
  statusChannel: BASE_CHANNEL,
  // The apps retain every location so that a map opened later shows something.
  retain: "taken off",
  maySubscribe: (rest) => rest.length === 2 && rest[0] !== "" && rest[1] === "cmd",
  decode: (payload, _channel, receivedAtMs, { secret }) =>
    decodeJson(payload, receivedAtMs, (element, index, _receivedAtMs, into) => {
      decodeElement(element, index, receivedAtMs, into, secret);
    }),
};
