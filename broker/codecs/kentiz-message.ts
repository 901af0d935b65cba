// Native messages beside positions: observations {"t", "values": {"pm10": 41.2, …}, "units"?}, events
// {"t", "event": "sos", …} and status {"t"?, …} (the will of a device, often {"online": false}).
import type { Decoded, Refusal } from "../../domain/report.ts";
import { addValue, type Measured } from "./add-values.ts";
import { instantOfNumber, instantOfText } from "./instant.ts";
import { fieldPath, isJsonObject, type JsonObject } from "./json-payload.ts";
import { nameOf } from "./loose-value.ts";
import { storable } from "./storable.ts";

const MAX_EVENT_LENGTH = 64;
const MAX_UNIT_LENGTH = 40;
const OBSERVATION_FIELDS: ReadonlySet<string> = new Set(["t", "values", "units"]);

/** The time of an element, or why it has none. */
function timeOf(element: JsonObject): number | Refusal["reason"] {
  const { t } = element;
  if (t === undefined || t === null) return "field_missing";
  if (typeof t !== "number" && typeof t !== "string") return "field_wrong_type";
  return (typeof t === "number" ? instantOfNumber(t) : instantOfText(t)) ?? "time_unreadable";
}

function add(
  type: string,
  timeMs: number | Refusal["reason"],
  element: JsonObject,
  index: number,
  into: Decoded,
): void {
  if (typeof timeMs === "string") {
    into.refusals.push({ reason: timeMs, field: fieldPath(index, "t") });
    return;
  }
  const { t: _, ...data } = element;
  if (storable(data)) into.reports.push({ kind: "message", type, timeMs, data });
  else into.refusals.push({ reason: "stored_value_refused", field: index < 0 ? null : `[${index}]` });
}

/** Every value is a datastream of the device; `units` may name their units of measurement (UCUM). */
export function decodeKentizObservation(element: JsonObject, index: number, receivedAtMs: number, into: Decoded): void {
  const { values, units } = element;
  const refuse = (reason: Refusal["reason"], field: string): void => {
    into.refusals.push({ reason, field: fieldPath(index, field) });
  };
  if (values === undefined || values === null) return refuse("field_missing", "values");
  if (!isJsonObject(values)) return refuse("field_wrong_type", "values");
  if (units !== undefined && units !== null && !isJsonObject(units)) return refuse("field_wrong_type", "units");
  const timeMs = timeOf(element);
  if (typeof timeMs === "string") return refuse(timeMs, "t");
  const measured: Measured = { timeMs, timeIsReceipt: false, receivedAtMs, ...into };
  for (const [name, value] of Object.entries(values)) {
    const unit: unknown = isJsonObject(units) && Object.hasOwn(units, name) ? units[name] : null;
    if (typeof value === "number" || typeof value === "boolean") {
      addValue(measured, name, value, nameOf(unit, MAX_UNIT_LENGTH));
    } else if (value !== null) refuse("field_wrong_type", `values.${name}`);
  }
  for (const key of Object.keys(element)) {
    if (!OBSERVATION_FIELDS.has(key)) refuse("field_unknown", key);
  }
}

export function decodeKentizEvent(element: JsonObject, index: number, _receivedAtMs: number, into: Decoded): void {
  const { event } = element;
  const refuse = (reason: Refusal["reason"]): void => {
    into.refusals.push({ reason, field: fieldPath(index, "event") });
  };
  if (event === undefined || event === null) return refuse("field_missing");
  if (typeof event !== "string") return refuse("field_wrong_type");
  if (event.length === 0 || event.length > MAX_EVENT_LENGTH) return refuse("field_out_of_range");
  add("event", timeOf(element), element, index, into);
}

/** A will is written when the connection opens, so its time may be missing. */
export function decodeKentizStatus(element: JsonObject, index: number, receivedAtMs: number, into: Decoded): void {
  const timeless = element["t"] === undefined || element["t"] === null;
  add("status", timeless ? receivedAtMs : timeOf(element), element, index, into);
}
