// Datastreams with their newest values, and the history of one. Ingest writes the values
// (ingest-statement.ts), datastream-keeper.ts makes the datastreams.
import {
  OBSERVATION_FLAGS,
  type Datastream,
  type DatastreamChange,
  type Observation,
  type Sparkline,
  type ValueType,
} from "../domain/observation.ts";
import type { Scope } from "../domain/rights.ts";
import type { Queryable } from "./database.ts";
import { pageOf, readCursor, type Page } from "./page.ts";

interface ValueRow {
  timeMs: number | null;
  receivedAtMs: number | null;
  number: number | null;
  text: string | null;
  flags: number | null;
}

type DatastreamRow = Omit<Datastream, "latest" | "ageSeconds"> & ValueRow;

function toObservation(row: ValueRow, valueType: ValueType): Observation {
  const { timeMs, receivedAtMs, number, text, flags } = row;
  return {
    time: new Date(timeMs ?? 0).toISOString(),
    receivedAt: new Date(receivedAtMs ?? 0).toISOString(),
    value: number === null ? (text ?? "") : valueType === "boolean" ? number !== 0 : number,
    flags: OBSERVATION_FLAGS.filter((_flag, bit) => ((flags ?? 0) & (1 << bit)) !== 0),
  };
}

function toDatastream(row: DatastreamRow, nowMs: number): Datastream {
  const { timeMs, receivedAtMs: _receivedAtMs, number: _number, text: _text, flags: _flags, ...datastream } = row;
  return {
    ...datastream,
    latest: timeMs === null ? null : toObservation(row, row.valueType),
    ageSeconds: timeMs === null ? null : Math.max(0, Math.floor((nowMs - timeMs) / 1000)),
  };
}

const ms = (column: string): string => `(date_part('epoch', ${column}) * 1000)::int8`;
const SELECT = `
  SELECT s.id, t.device_id AS "deviceId", s.key, s.name, s.observed_property AS "observedProperty",
         s.unit_of_measurement AS "unitOfMeasurement", s.value_type AS "valueType",
         s.expected_interval_seconds AS "expectedIntervalSeconds", s.hidden,
         ${ms("l.time")} AS "timeMs", ${ms("l.received_at")} AS "receivedAtMs", l.number, l.text, l.flags
  FROM datastream s JOIN thing t ON t.id = s.thing_id LEFT JOIN datastream_state l ON l.datastream_id = s.id`;

/** All of a device, hidden ones last, then by name. */
export async function datastreamsOfDevice(db: Queryable, deviceId: number, nowMs: number): Promise<Datastream[]> {
  const rows = await db.query<DatastreamRow>(`${SELECT} WHERE t.device_id = $1 ORDER BY s.hidden, s.name, s.id`, [
    deviceId,
  ]);
  return rows.map((row) => toDatastream(row, nowMs));
}

export async function datastreamById(
  db: Queryable,
  scope: Scope,
  id: number,
  nowMs: number,
): Promise<Datastream | null> {
  const [row] = await db.query<DatastreamRow>(
    `${SELECT} JOIN device d ON d.id = t.device_id JOIN unit u ON u.id = d.unit_id
     WHERE s.id = $2 AND u.path && $1::int[]`,
    [scope.unitIds, id],
  );
  return row ? toDatastream(row, nowMs) : null;
}

export async function changeDatastream(db: Queryable, before: Datastream, change: DatastreamChange): Promise<void> {
  const { name, observedProperty, unitOfMeasurement, expectedIntervalSeconds, hidden } = { ...before, ...change };
  await db.execute(
    `UPDATE datastream SET name = $2, observed_property = $3, unit_of_measurement = $4,
            expected_interval_seconds = $5, hidden = $6 WHERE id = $1`,
    [before.id, name, observedProperty, unitOfMeasurement, expectedIntervalSeconds, hidden],
  );
}

/** Values of [from, to) in order of time, flagged ones included. */
export async function observationsOf(
  db: Queryable,
  datastream: Datastream,
  period: { from: Date; to: Date },
  page: { limit: number; after?: string | undefined },
): Promise<Page<Observation>> {
  const cursor = readCursor(page.after, 2);
  const [afterMs = 0, afterHash = 0] = cursor ?? [];
  const rows = await db.query<ValueRow & { valueHash: number }>(
    `SELECT ${ms("time")} AS "timeMs", ${ms("received_at")} AS "receivedAtMs", number, text, flags,
            value_hash AS "valueHash"
     FROM observation
     WHERE datastream_id = $1 AND time >= $2 AND time < $3 ${cursor ? "AND (time, value_hash) > ($5, $6)" : ""}
     ORDER BY time, value_hash
     LIMIT $4 + 1`,
    [datastream.id, period.from, period.to, page.limit, ...(cursor ? [new Date(afterMs), afterHash] : [])],
  );
  return pageOf(
    rows,
    page.limit,
    (row) => toObservation(row, datastream.valueType),
    (row) => `${row.timeMs}_${row.valueHash}`,
  );
}

/** Means of `count` equal spans from `fromMs` on, of every datastream of a device that holds numbers. */
export async function sparklinesOf(
  db: Queryable,
  deviceId: number,
  fromMs: number,
  stepSeconds: number,
  count: number,
): Promise<Sparkline[]> {
  const to = new Date(fromMs + count * stepSeconds * 1000);
  const rows = await db.query<{ datastreamId: number; span: number; mean: number }>(
    `SELECT s.id AS "datastreamId", floor((date_part('epoch', o.time) - $2) / $3)::int AS span, avg(o.number) AS mean
     FROM datastream s JOIN thing t ON t.id = s.thing_id JOIN observation o ON o.datastream_id = s.id
     WHERE t.device_id = $1 AND NOT s.hidden AND o.time >= $4 AND o.time < $5 AND o.number IS NOT NULL
     GROUP BY s.id, span
     ORDER BY s.id, span`,
    [deviceId, fromMs / 1000, stepSeconds, new Date(fromMs), to],
  );
  const lines = new Map<number, (number | null)[]>();
  for (const { datastreamId, span, mean } of rows) {
    const values = lines.get(datastreamId) ?? Array.from({ length: count }, () => null);
    if (span >= 0 && span < count) values[span] = mean;
    lines.set(datastreamId, values);
  }
  return Array.from(lines, ([datastreamId, values]) => ({ datastreamId, values }));
}
