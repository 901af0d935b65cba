// Bytes to JSON values for every format that speaks JSON.
import { Buffer, isUtf8 } from "node:buffer";
import type { RejectionReason } from "../../domain/rejection.ts";
import type { Decoded } from "../../domain/report.ts";

export type JsonObject = Record<string, unknown>;

/** More elements than any tracker buffers in one message; what is longer is a fault or an attack. */
export const MAX_BATCH_LENGTH = 5000;

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

/**
 * Decodes a payload that holds one JSON object or an array of them. `element` adds what it makes of
 * one object to `into`; good elements are kept although others are refused.
 */
export function decodeJson(
  payload: Uint8Array,
  receivedAtMs: number,
  element: (value: JsonObject, index: number, receivedAtMs: number, into: Decoded) => void,
): Decoded {
  if (payload.length === 0) return refused("payload_empty");
  if (!isUtf8(payload)) return refused("payload_not_utf8");
  let value: unknown;
  try {
    value = JSON.parse(textOf(payload));
  } catch {
    return refused("payload_not_json");
  }
  const decoded: Decoded = { reports: [], refusals: [] };
  if (isJsonObject(value)) {
    element(value, -1, receivedAtMs, decoded);
    return decoded;
  }
  if (!Array.isArray(value) || value.length === 0) return refused("payload_wrong_shape");
  if (value.length > MAX_BATCH_LENGTH) return refused("batch_too_long");
  for (let index = 0; index < value.length; index++) {
    const one: unknown = value[index];
    if (isJsonObject(one)) element(one, index, receivedAtMs, decoded);
    else decoded.refusals.push({ reason: "payload_wrong_shape", field: `[${index}]` });
  }
  return decoded;
}
