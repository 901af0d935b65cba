// Whether a device's MQTT session is open, and when the device was last heard.
import type { Queryable } from "./database.ts";
import type { LinkChange } from "./feed.ts";

export interface LinkRow {
  deviceId: number;
  connected: boolean;
  lastSeenMs: number;
}

/** Columns of a LinkChange, of a row of device_link. */
const change = (row: string): string => `
  ${row}.device_id AS "deviceId", ${row}.connected, (date_part('epoch', ${row}.last_seen_at) * 1000)::int8 AS "atMs",
  (SELECT a.vehicle_id FROM device_assignment a
   WHERE a.device_id = ${row}.device_id AND a.valid_from <= now() AND (a.valid_to IS NULL OR a.valid_to > now())) AS "vehicleId"`;

/** The links of these devices as they are now. */
export function linksOf(db: Queryable, deviceIds: readonly number[]): Promise<LinkChange[]> {
  return db.query<LinkChange>(`SELECT ${change("l")} FROM device_link l WHERE l.device_id = ANY ($1::int[])`, [
    deviceIds,
  ]);
}

/** Notes the links (one row per device) and says which vehicles they are of. */
export function setLinks(db: Queryable, links: readonly LinkRow[]): Promise<LinkChange[]> {
  return db.query<LinkChange>(
    `WITH set AS (
       INSERT INTO device_link AS l (device_id, connected, last_seen_at)
       SELECT d.id, n.connected, to_timestamp(n.last_seen_ms / 1000)
       FROM unnest($1::int[], $2::bool[], $3::float8[]) AS n (device_id, connected, last_seen_ms)
       JOIN device d ON d.id = n.device_id
       ORDER BY d.id
       ON CONFLICT (device_id) DO UPDATE SET
         connected = excluded.connected, last_seen_at = greatest(l.last_seen_at, excluded.last_seen_at)
       RETURNING l.*
     )
     SELECT ${change("s")}
     FROM set s`,
    [links.map((link) => link.deviceId), links.map((link) => link.connected), links.map((link) => link.lastSeenMs)],
  );
}

/** At the start of the broker: a crash left links open that nobody holds. */
export async function closeAllLinks(db: Queryable): Promise<void> {
  await db.execute("UPDATE device_link SET connected = false WHERE connected");
}
