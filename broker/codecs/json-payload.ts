// Bytes to JSON values for every format that speaks JSON.
import { Buffer, isUtf8 } from "node:buffer";
import type { RejectionReason } from "../../domain/rejection.ts";
import type { Decoded } from "../../domain/report.ts";

export type JsonObject = Record<string, unknown>;

/** More elements than any tracker buffers in one message; what is longer is a fault or an attack. */
export const MAX_BATCH_LENGTH = 5000;
/** Levels of lists and objects; the deepest known format has ten. */
export const MAX_JSON_DEPTH = 64;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function refused(reason: RejectionReason, field: string | null = null): Decoded {
  return { reports: [], refusals: [{ reason, field }] };
}

/** "lat", or "[3].lat" inside an array. `index` is -1 outside arrays. */
export function fieldPath(index: number, field: string): string {
  return index < 0 ? field : `[${index}].${field}`;
}

function textOf(payload: Uint8Array): string {
  const buffer = Buffer.isBuffer(payload)
    ? payload
    : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  return buffer.toString("utf8");
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;

/** What goes over values later calls itself for each level, and would exhaust the stack. */
function isTooDeep(payload: Uint8Array): boolean {
  // Hot path: a fix has not even room for so many brackets.
  if (payload.length <= 2 * MAX_JSON_DEPTH) return false;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < payload.length; at++) {
    const byte = payload[at] ?? 0;
    if (inText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (isOpening(byte)) {
      if (++depth > MAX_JSON_DEPTH) return true;
    } else if (isClosing(byte)) depth--;
  }
  return false;
}

/** The value a payload holds, or why there is none. */
export function parseJson(payload: Uint8Array): { value: unknown } | RejectionReason {
  if (payload.length === 0) return "payload_empty";
  if (!isUtf8(payload)) return "payload_not_utf8";
  if (isTooDeep(payload)) return "payload_nested_too_deep";
  try {
    return { value: JSON.parse(textOf(payload)) as unknown };
  } catch {
    return "payload_not_json";
  }
}

/**
 * Decodes a payload that holds one JSON object or an array of them. `element` adds what it makes of
 * one object to `into`; good elements are kept although others are refused.
 */
export function decodeJson(
  payload: Uint8Array,
  receivedAtMs: number,
  element: (value: JsonObject, index: number, receivedAtMs: number, into: Decoded) => void,
): Decoded {
  const parsed = parseJson(payload);
  if (typeof parsed === "string") return refused(parsed);
  const decoded: Decoded = { reports: [], refusals: [] };
  eachObject(parsed.value, decoded.refusals, (one, index) => element(one, index, receivedAtMs, decoded));
  return decoded;
}

/** Hands on one object, or the objects of a list, each with its index (-1 = no list). What is none is counted. */
export function eachObject(
  value: unknown,
  refusals: Decoded["refusals"],
  add: (element: JsonObject, index: number) => void,
): void {
  if (isJsonObject(value)) add(value, -1);
  else if (!Array.isArray(value) || value.length === 0) refusals.push({ reason: "payload_wrong_shape", field: null });
  else if (value.length > MAX_BATCH_LENGTH) refusals.push({ reason: "batch_too_long", field: null });
  else {
    for (let index = 0; index < value.length; index++) {
      const element: unknown = value[index];
      if (isJsonObject(element)) add(element, index);
      else refusals.push({ reason: "payload_wrong_shape", field: `[${index}]` });
    }
  }
}
