// What the database tells about itself, and how much of what there is.
import type { SystemState } from "../domain/system.ts";
import type { Database } from "./database.ts";

/** Table names as people know them; months of positions are added up, tables of PostGIS left out. */
const TABLES = `
  SELECT name, sum(rows)::int8 AS rows, sum(bytes)::int8 AS bytes
  FROM (SELECT CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname || '.' END || coalesce(parent.relname, c.relname) AS name,
               greatest(c.reltuples::int8, pg_stat_get_live_tuples(c.oid), 0) AS rows, pg_total_relation_size(c.oid) AS bytes
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
        LEFT JOIN pg_class parent ON parent.oid = i.inhparent
        WHERE c.relkind = 'r' AND n.nspname IN ('public', 'base', 'layer') AND c.relname <> 'spatial_ref_sys') AS part
  GROUP BY name ORDER BY bytes DESC, name`;

export async function databaseState(db: Database): Promise<SystemState["database"]> {
  const [about] = await db.query<{ version: string; bytes: number; migration: string | null }>(
    `SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes,
            (SELECT max(name) FROM schema_migration) AS migration`,
  );
  const tables = await db.query<SystemState["database"]["tables"][number]>(TABLES);
  const { embedded, postgisVersion } = db.capabilities;
  return {
    kind: embedded ? "embedded" : "postgresql",
    version: about?.version ?? "",
    postgisVersion,
    bytes: about?.bytes ?? 0,
    migration: about?.migration ?? "",
    tables,
  };
}

export type Inventory = Pick<SystemState, "vehicles" | "devices" | "rejectionsLastDay">;

/** Of the whole installation. */
export async function inventory(db: Database): Promise<Inventory> {
  const [counts] = await db.query<{
    vehicles: number;
    archived: number;
    devices: number;
    revoked: number;
    connected: number;
  }>(
    `SELECT v.*, d.*, (SELECT count(*)::int FROM device_link WHERE connected) AS connected
     FROM (SELECT count(*) FILTER (WHERE NOT archived)::int AS vehicles, count(*) FILTER (WHERE archived)::int AS archived
           FROM vehicle) AS v,
          (SELECT count(*) FILTER (WHERE revoked_at IS NULL)::int AS devices,
                  count(*) FILTER (WHERE revoked_at IS NOT NULL)::int AS revoked FROM device) AS d`,
  );
  const rejectionsLastDay = await db.query<SystemState["rejectionsLastDay"][number]>(
    `SELECT r.reason, sum(h.count)::int AS count
     FROM rejection_hour h JOIN rejection r ON r.id = h.rejection_id
     WHERE h.hour > now() - interval '24 hours' GROUP BY r.reason ORDER BY count DESC, r.reason`,
  );
  const { vehicles = 0, archived = 0, devices = 0, revoked = 0, connected = 0 } = counts ?? {};
  return {
    vehicles: { total: vehicles, archived },
    devices: { total: devices, connected, revoked },
    rejectionsLastDay,
  };
}
