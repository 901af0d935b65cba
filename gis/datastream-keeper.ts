// Which datastream a value belongs to. Datastreams are made when a device first sends a value under a
// new name, before the batch with the value is stored; what was found once is remembered, so that a
// batch costs no question.
import type { ValueType } from "../domain/observation.ts";
import { observedPropertyOf } from "../domain/observed-property.ts";
import type { RejectionReason } from "../domain/rejection.ts";
import type { Database, Queryable } from "./database.ts";
import { DatabaseError } from "./database-error.ts";
import type { ObservationRow } from "./ingest-row.ts";

/** More values than any device has; beyond it a device makes names up. */
const MAX_DATASTREAMS_PER_DEVICE = 300;
const MAX_REMEMBERED = 200_000;
/** A refusal is looked at again after this. */
const RETRY_AFTER_MS = 60_000;

/** A datastream, or why there is none. */
export type DatastreamId = number | RejectionReason;

export interface DatastreamKeeper {
  /** In the order of the rows. @throws DatabaseError while the database is away */
  resolve(rows: readonly ObservationRow[], nowMs: number): Promise<DatastreamId[]>;
}

function valueTypeOf(value: ObservationRow["value"]): ValueType {
  return typeof value === "string" ? "text" : typeof value === "boolean" ? "boolean" : "number";
}

const keyOf = (row: ObservationRow): string => `${row.deviceId}\n${row.name}`;

async function make(tx: Queryable, rows: readonly ObservationRow[]): Promise<Map<string, number>> {
  const deviceIds = rows.map((row) => row.deviceId);
  const keys = rows.map((row) => row.name);
  await tx.execute(
    `INSERT INTO thing (device_id, name) SELECT id, name FROM device WHERE id = ANY ($1::int[]) ORDER BY id
     ON CONFLICT (device_id) DO NOTHING`,
    [deviceIds],
  );
  await tx.execute(
    `INSERT INTO datastream (thing_id, key, name, observed_property, unit_of_measurement, value_type)
     SELECT thing_id, key, key, property, unit, value_type
     FROM (
       SELECT t.id AS thing_id, w.key, w.property, w.unit, w.value_type,
              (SELECT count(*) FROM datastream s WHERE s.thing_id = t.id)
                + row_number() OVER (PARTITION BY t.id ORDER BY w.key) AS number
       FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[]) AS w (device_id, key, property, unit, value_type)
       JOIN thing t ON t.device_id = w.device_id
       WHERE NOT EXISTS (SELECT FROM datastream s WHERE s.thing_id = t.id AND s.key = w.key)
     ) AS new
     WHERE number <= $6
     ORDER BY thing_id, key
     ON CONFLICT (thing_id, key) DO NOTHING`,
    [
      deviceIds,
      keys,
      keys.map(observedPropertyOf),
      rows.map((row) => row.unitOfMeasurement),
      rows.map((row) => valueTypeOf(row.value)),
      MAX_DATASTREAMS_PER_DEVICE,
    ],
  );
  const found = await tx.query<{ deviceId: number; key: string; id: number }>(
    `SELECT t.device_id AS "deviceId", s.key, s.id
     FROM unnest($1::int[], $2::text[]) AS w (device_id, key)
     JOIN thing t ON t.device_id = w.device_id
     JOIN datastream s ON s.thing_id = t.id AND s.key = w.key`,
    [deviceIds, keys],
  );
  return new Map(found.map(({ deviceId, key, id }) => [`${deviceId}\n${key}`, id]));
}

export function createDatastreamKeeper(db: Database): DatastreamKeeper {
  const known = new Map<string, number>();
  const refused = new Map<string, { reason: RejectionReason; atMs: number }>();

  function refuse(key: string, reason: RejectionReason, nowMs: number): void {
    if (refused.size >= MAX_REMEMBERED) refused.clear();
    refused.set(key, { reason, atMs: nowMs });
  }

  function recall(key: string, nowMs: number): DatastreamId | null {
    const id = known.get(key);
    if (id !== undefined) return id;
    const refusal = refused.get(key);
    return refusal && nowMs - refusal.atMs < RETRY_AFTER_MS ? refusal.reason : null;
  }

  async function learn(rows: readonly ObservationRow[], nowMs: number): Promise<void> {
    try {
      const found = await db.transaction((tx) => make(tx, rows));
      for (const row of rows) {
        const key = keyOf(row);
        const id = found.get(key);
        if (id === undefined) refuse(key, "too_many_datastreams", nowMs);
        else known.set(key, id);
      }
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.kind !== "refused") throw error;
      // One name the database cannot hold must not keep the others out.
      if (rows.length > 1) for (const row of rows) await learn([row], nowMs);
      else for (const row of rows) refuse(keyOf(row), "stored_value_refused", nowMs);
    }
  }

  return {
    async resolve(rows, nowMs) {
      if (known.size > MAX_REMEMBERED) known.clear();
      const unknown = new Map<string, ObservationRow>();
      for (const row of rows) {
        const key = keyOf(row);
        if (recall(key, nowMs) !== null) continue;
        // The row that tells the unit of measurement makes the datastream.
        if (row.unitOfMeasurement !== null || !unknown.has(key)) unknown.set(key, row);
      }
      if (unknown.size > 0) await learn([...unknown.values()], nowMs);
      return rows.map((row) => recall(keyOf(row), nowMs) ?? "stored_value_refused");
    },
  };
}
