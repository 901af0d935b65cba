// Whether a device's MQTT session is open, and when the device was last heard.
import type { Queryable } from "./database.ts";
import type { LinkChange } from "./feed.ts";

export interface LinkRow {
  deviceId: number;
  connected: boolean;
  lastSeenMs: number;
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
     SELECT s.device_id AS "deviceId", s.connected, (date_part('epoch', s.last_seen_at) * 1000)::int8 AS "atMs",
            (SELECT a.vehicle_id FROM device_assignment a
             WHERE a.device_id = s.device_id AND a.valid_from <= now() AND (a.valid_to IS NULL OR a.valid_to > now())) AS "vehicleId"
     FROM set s`,
    [links.map((link) => link.deviceId), links.map((link) => link.connected), links.map((link) => link.lastSeenMs)],
  );
}

/** At the start of the broker: a crash left links open that nobody holds. */
export async function closeAllLinks(db: Queryable): Promise<void> {
  await db.execute("UPDATE device_link SET connected = false WHERE connected");
}
