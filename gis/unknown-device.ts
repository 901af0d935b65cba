// Devices that integrations speak of and that nobody registered, to be registered with one click.
import type { UnknownDevice } from "../domain/integration.ts";
import type { Queryable } from "./database.ts";
import { payloadPreview } from "./payload-preview.ts";

/** More than a person goes through; a sender that makes names up must not fill the table. */
const MAX_PER_INTEGRATION = 500;

export interface UnknownDeviceRow {
  integrationId: number;
  externalId: string;
  name: string | null;
  topic: string;
  payloadStart: Uint8Array;
  payloadBytes: number;
  count: number;
  firstMs: number;
  lastMs: number;
}

/** Adds to what is known of them; new ones only while there is room. One row per device. */
export async function noteUnknownDevices(db: Queryable, rows: readonly UnknownDeviceRow[]): Promise<void> {
  await db.execute(
    `INSERT INTO unknown_device AS n (integration_id, external_id, name, topic, payload_start, payload_bytes, count, first_at, last_at)
     SELECT integration_id, external_id, name, topic, payload_start, payload_bytes, count,
            to_timestamp(first_ms / 1000), to_timestamp(last_ms / 1000)
     FROM (
       SELECT r.*, k.integration_id IS NOT NULL AS is_known,
              (SELECT count(*) FROM unknown_device c WHERE c.integration_id = r.integration_id)
                + row_number() OVER (PARTITION BY r.integration_id, k.integration_id IS NOT NULL ORDER BY r.external_id) AS number
       FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::int[], $7::int[], $8::float8[], $9::float8[])
         AS r (integration_id, external_id, name, topic, payload_start, payload_bytes, count, first_ms, last_ms)
       LEFT JOIN unknown_device k ON k.integration_id = r.integration_id AND k.external_id = r.external_id
       WHERE NOT EXISTS (SELECT FROM device d WHERE d.integration_id = r.integration_id AND d.external_id = r.external_id)
         AND EXISTS (SELECT FROM integration i WHERE i.id = r.integration_id)
     ) AS heard
     WHERE is_known OR number <= ${MAX_PER_INTEGRATION}
     ORDER BY integration_id, external_id
     ON CONFLICT (integration_id, external_id) DO UPDATE SET
       name = coalesce(excluded.name, n.name), topic = excluded.topic, payload_start = excluded.payload_start,
       payload_bytes = excluded.payload_bytes, count = n.count + excluded.count,
       first_at = least(n.first_at, excluded.first_at), last_at = greatest(n.last_at, excluded.last_at)`,
    [
      rows.map((row) => row.integrationId),
      rows.map((row) => row.externalId),
      rows.map((row) => row.name),
      rows.map((row) => row.topic),
      rows.map((row) => Buffer.from(row.payloadStart)),
      rows.map((row) => row.payloadBytes),
      rows.map((row) => row.count),
      rows.map((row) => row.firstMs),
      rows.map((row) => row.lastMs),
    ],
  );
}

type UnknownDeviceTableRow = Omit<UnknownDevice, "payloadStart" | "firstAt" | "lastAt"> & {
  payload: Buffer;
  firstAt: Date;
  lastAt: Date;
};

/** Last heard first. */
export async function listUnknownDevices(db: Queryable, integrationId: number): Promise<UnknownDevice[]> {
  const rows = await db.query<UnknownDeviceTableRow>(
    `SELECT external_id AS "externalId", name, topic, payload_start AS payload, payload_bytes AS "payloadBytes",
            count, first_at AS "firstAt", last_at AS "lastAt"
     FROM unknown_device WHERE integration_id = $1 ORDER BY last_at DESC, external_id`,
    [integrationId],
  );
  return rows.map(({ payload, firstAt, lastAt, ...row }) => ({
    ...row,
    payloadStart: payloadPreview(payload).payloadStart,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  }));
}

export async function unknownDevice(
  db: Queryable,
  integrationId: number,
  externalId: string,
): Promise<{ name: string | null } | null> {
  const [row] = await db.query<{ name: string | null }>(
    "SELECT name FROM unknown_device WHERE integration_id = $1 AND external_id = $2",
    [integrationId, externalId],
  );
  return row ?? null;
}
