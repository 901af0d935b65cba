// Values of a batch as the parameters of the hot statement (ingest-statement.ts), column by column.
import { OBSERVATION_FLAGS } from "../domain/observation.ts";
import { boolColumn, float8Column, int2Column, int4Column, textColumn, timeColumn } from "./binary-array.ts";
import type { ObservationRow } from "./ingest-row.ts";
import { textHashOf } from "./place-hash.ts";

/** A value that found its datastream. */
export interface StreamedRow {
  datastreamId: number;
  row: ObservationRow;
}

interface HashedRow extends StreamedRow {
  valueHash: number;
  /** The newest believable value of its datastream in this batch; exactly one of equal ones. */
  newest: boolean;
}

function markNewest(rows: readonly StreamedRow[]): HashedRow[] {
  const newest = new Map<number, HashedRow>();
  const hashed = rows.map(({ datastreamId, row }) => {
    const marked = { datastreamId, row, valueHash: textHashOf(String(row.value)), newest: false };
    if (row.flags.includes("future") || row.flags.includes("ancient")) return marked;
    const before = newest.get(datastreamId);
    const isNewer =
      !before ||
      row.timeMs > before.row.timeMs ||
      (row.timeMs === before.row.timeMs && marked.valueHash > before.valueHash);
    if (isNewer) newest.set(datastreamId, marked);
    return marked;
  });
  for (const row of newest.values()) row.newest = true;
  return hashed;
}

const flagBits = (flags: ObservationRow["flags"]): number =>
  flags.reduce((bits, flag) => bits | (1 << OBSERVATION_FLAGS.indexOf(flag)), 0);

/** $35 … $42 */
export function observationParams(rows: readonly StreamedRow[]): Buffer[] {
  const hashed = markNewest(rows);
  return [
    int4Column(hashed, ({ datastreamId }) => datastreamId),
    timeColumn(hashed, ({ row }) => row.timeMs),
    int4Column(hashed, ({ valueHash }) => valueHash),
    timeColumn(hashed, ({ row }) => row.receivedAtMs),
    float8Column(hashed, ({ row }) => (typeof row.value === "string" ? null : Number(row.value))),
    textColumn(hashed, ({ row }) => (typeof row.value === "string" ? row.value : null)),
    int2Column(hashed, ({ row }) => flagBits(row.flags)),
    boolColumn(hashed, ({ newest }) => newest),
  ];
}

/** Part of the hot statement; runs only where a batch has values. */
export const OBSERVATIONS = `
  value AS MATERIALIZED (
    SELECT *
    FROM unnest($35::int4[], $36::timestamptz[], $37::int4[], $38::timestamptz[], $39::float8[], $40::text[],
                $41::int2[], $42::bool[])
         AS v (datastream_id, time, value_hash, received_at, number, text, flags, newest)
  ),
  measured AS (
    INSERT INTO observation (datastream_id, time, value_hash, received_at, number, text, flags)
    SELECT datastream_id, time, value_hash, received_at, number, text, flags
    FROM value
    ORDER BY datastream_id, time, value_hash
    ON CONFLICT DO NOTHING
    RETURNING 1
  ),
  latest AS (
    INSERT INTO datastream_state AS s (datastream_id, time, value_hash, received_at, number, text, flags)
    SELECT datastream_id, time, value_hash, received_at, number, text, flags
    FROM value
    -- The count is always true; it makes the values be written before any of these rows is locked.
    WHERE newest AND (SELECT count(*) FROM measured) >= 0
    ORDER BY datastream_id
    ON CONFLICT (datastream_id) DO UPDATE SET
      time = excluded.time, value_hash = excluded.value_hash, received_at = excluded.received_at,
      number = excluded.number, text = excluded.text, flags = excluded.flags
    WHERE (excluded.time, excluded.value_hash) > (s.time, s.value_hash)
    RETURNING 1
  )`;
