// Rows of a batch as the parameters of the hot statement (ingest-statement.ts), column by column.
import { POSITION_FLAGS } from "../domain/position.ts";
import {
  boolColumn,
  byteaColumn,
  float4Column,
  float8Column,
  int2Column,
  int4Column,
  jsonbColumn,
  textColumn,
  timeColumn,
} from "./binary-array.ts";
import type { IngestBatch, MessageRow, PositionRow, RejectionRow } from "./ingest-row.ts";
import { markNewest } from "./newest-fix.ts";
import { textHashOf } from "./place-hash.ts";

function flagBits(flags: PositionRow["flags"]): number {
  return flags.reduce((bits, flag) => bits | (1 << POSITION_FLAGS.indexOf(flag)), 0);
}

/** $1 … $18 */
function positionParams(rows: readonly PositionRow[]): Buffer[] {
  const marked = markNewest(rows);
  return [
    int4Column(marked, ({ row }) => row.deviceId),
    timeColumn(marked, ({ row }) => row.fixTimeMs),
    int4Column(marked, ({ row }) => row.placeHash),
    timeColumn(marked, ({ row }) => row.receivedAtMs),
    float8Column(marked, ({ row }) => row.lon),
    float8Column(marked, ({ row }) => row.lat),
    float4Column(marked, ({ row }) => row.speedKmh),
    float4Column(marked, ({ row }) => row.headingDeg),
    float4Column(marked, ({ row }) => row.altitudeM),
    float4Column(marked, ({ row }) => row.accuracyM),
    float8Column(marked, ({ row }) => row.odometerKm),
    boolColumn(marked, ({ row }) => row.ignition),
    int2Column(marked, ({ row }) => flagBits(row.flags)),
    jsonbColumn(marked, ({ row }) => (row.attributes === null ? null : JSON.stringify(row.attributes))),
    boolColumn(marked, ({ newest }) => newest),
    timeColumn(marked, ({ stillSinceMs }) => stillSinceMs),
    timeColumn(marked, ({ movedAtMs }) => movedAtMs),
    timeColumn(marked, ({ oldestMs }) => oldestMs),
  ];
}

/** $19 … $24 */
function messageParams(rows: readonly MessageRow[]): Buffer[] {
  const written = rows.map((row) => ({ row, json: JSON.stringify(row.data) }));
  return [
    int4Column(written, ({ row }) => row.deviceId),
    timeColumn(written, ({ row }) => row.timeMs),
    textColumn(written, ({ row }) => row.type),
    int4Column(written, ({ json }) => textHashOf(json)),
    timeColumn(written, ({ row }) => row.receivedAtMs),
    jsonbColumn(written, ({ json }) => json),
  ];
}

// What people sent may be longer than an index row holds, and NUL is no character to PostgreSQL.
const MAX_KEY_LENGTH = 400;
const MAX_PAYLOAD_BYTES = 256;
const printable = (text: string): string => text.replaceAll("\0", "\uFFFD").slice(0, MAX_KEY_LENGTH);

/** Rows of one key become one: a statement cannot touch a row twice. */
function addUp(rows: readonly RejectionRow[]): (RejectionRow & { firstAtMs: number })[] {
  const byKey = new Map<string, RejectionRow & { firstAtMs: number }>();
  for (const row of rows) {
    const principal = printable(row.principal);
    const topic = printable(row.topic);
    const key = `${principal}\0${topic}\0${row.reason}`;
    const before = byKey.get(key);
    const newer = before && before.atMs > row.atMs ? before : row;
    byKey.set(key, {
      ...newer,
      principal,
      topic,
      count: row.count + (before?.count ?? 0),
      firstAtMs: Math.min(row.atMs, before?.firstAtMs ?? row.atMs),
    });
  }
  return [...byKey.values()];
}

/** $25 … $34 */
function rejectionParams(rows: readonly RejectionRow[]): Buffer[] {
  const unique = addUp(rows);
  return [
    textColumn(unique, (row) => row.principal),
    textColumn(unique, (row) => row.topic),
    textColumn(unique, (row) => row.reason),
    textColumn(unique, (row) => (row.field === null ? null : printable(row.field))),
    int4Column(unique, (row) => row.deviceId),
    byteaColumn(unique, (row) => row.payload.subarray(0, MAX_PAYLOAD_BYTES)),
    int4Column(unique, (row) => row.payloadBytes),
    int4Column(unique, (row) => row.count),
    timeColumn(unique, (row) => row.firstAtMs),
    timeColumn(unique, (row) => row.atMs),
  ];
}

/** $1 … $34 */
export function ingestParams(batch: Pick<IngestBatch, "positions" | "messages" | "rejections">): Buffer[] {
  return [...positionParams(batch.positions), ...messageParams(batch.messages), ...rejectionParams(batch.rejections)];
}
