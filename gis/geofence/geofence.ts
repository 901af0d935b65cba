// Geofences and their versions. The present version is the one without an end.
import type { Geofence, GeofenceChange, GeofenceDetail, NewGeofence } from "../../domain/geofence/geofence.ts";
import type { GeofenceVersion } from "../../domain/geofence/geofence-index.ts";
import { StoredShape } from "../../domain/geofence/shape.ts";
import type { Scope } from "../../domain/rights.ts";
import { foldForSearch } from "../../domain/turkish-text.ts";
import type { Queryable } from "../database.ts";
import { DatabaseError } from "../database-error.ts";
import { pageOf, readCursor, type Page } from "../page.ts";
import { raiseWatchRevision } from "../watch-revision.ts";
import { areaSql, geometryOf, OUTLINE_TOLERANCE_DEGREES, reachOf, vertexCountOf } from "./area.ts";

interface GeofenceRow extends Omit<Geofence, "outline" | "bbox" | "watchedSince"> {
  outline: string;
  west: number;
  south: number;
  east: number;
  north: number;
  sinceMs: number;
}

const COLUMNS = `g.id, g.name, g.unit_id AS "unitId", g.group_name AS "group", g.colour, v.shape->>'type' AS "shapeType",
  v.outline, ST_XMin(v.geom) AS west, ST_YMin(v.geom) AS south, ST_XMax(v.geom) AS east, ST_YMax(v.geom) AS north,
  ST_Area(v.geom::geography) AS "areaM2", v.vertex_count AS "vertexCount", v.speed_limit_kmh AS "speedLimitKmh",
  v.schedule, v.vehicle_kinds AS "vehicleKinds", v.exit_margin_m AS "exitMarginM",
  v.min_visit_seconds AS "minVisitSeconds",
  (SELECT (date_part('epoch', min(f.valid_from)) * 1000)::int8 FROM geofence_version f
   WHERE f.geofence_id = g.id) AS "sinceMs"`;
const FROM = `FROM geofence g JOIN geofence_version v ON v.geofence_id = g.id AND v.valid_to IS NULL
  JOIN unit u ON u.id = g.unit_id`;

function toGeofence({ outline, west, south, east, north, sinceMs, areaM2, ...row }: GeofenceRow): Geofence {
  return {
    ...row,
    areaM2: Math.round(areaM2),
    outline: JSON.parse(outline) as Geofence["outline"],
    bbox: [west, south, east, north],
    watchedSince: new Date(sinceMs).toISOString(),
  };
}

export interface GeofenceFilter {
  q?: string | undefined;
  /** In this unit or below. */
  unitId?: number | undefined;
  group?: string | undefined;
}

/** In order of id. */
export async function listGeofences(
  db: Queryable,
  scope: Scope,
  filter: GeofenceFilter & { limit: number; after?: string | undefined },
): Promise<Page<Geofence>> {
  const [afterId = 0] = readCursor(filter.after, 1) ?? [];
  const rows = await db.query<GeofenceRow>(
    `SELECT ${COLUMNS} ${FROM}
     WHERE u.path && $1::int[] AND g.search LIKE '%' || $2 || '%' AND ($3::int IS NULL OR u.path @> ARRAY[$3])
       AND ($4::text IS NULL OR g.group_name = $4) AND g.id > $5
     ORDER BY g.id LIMIT $6 + 1`,
    [scope.unitIds, foldForSearch(filter.q ?? ""), filter.unitId ?? null, filter.group ?? null, afterId, filter.limit],
  );
  return pageOf(rows, filter.limit, toGeofence, (row) => String(row.id));
}

export function geofenceGroups(db: Queryable, scope: Scope): Promise<{ group: string; count: number }[]> {
  return db.query(
    `SELECT g.group_name AS "group", count(*)::int AS count ${FROM}
     WHERE u.path && $1::int[] AND g.group_name IS NOT NULL GROUP BY g.group_name`,
    [scope.unitIds],
  );
}

/** null outside the scope. Deleted ones are none. */
export async function geofenceById(db: Queryable, scope: Scope, id: number): Promise<GeofenceDetail | null> {
  const [row] = await db.query<GeofenceRow & { shape: unknown }>(
    `SELECT ${COLUMNS}, v.shape ${FROM} WHERE g.id = $2 AND u.path && $1::int[]`,
    [scope.unitIds, id],
  );
  if (!row) return null;
  const { shape, ...rest } = row;
  return { ...toGeofence(rest), shape: StoredShape.parse(shape) };
}

/** Ids of these that lie in the scope. */
export async function knownGeofences(db: Queryable, scope: Scope, ids: readonly number[]): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `SELECT g.id ${FROM} WHERE g.id = ANY ($2::int[]) AND u.path && $1::int[]`,
    [scope.unitIds, ids],
  );
  return rows.map((row) => row.id);
}

type Version = Pick<
  NewGeofence,
  "shape" | "speedLimitKmh" | "schedule" | "vehicleKinds" | "exitMarginM" | "minVisitSeconds"
>;

async function addVersion(tx: Queryable, id: number, version: Version): Promise<void> {
  const { shape, schedule } = version;
  await tx.execute(
    `WITH area AS MATERIALIZED (SELECT ${areaSql("$2", "$3")} AS geom)
     INSERT INTO geofence_version (geofence_id, valid_from, shape, geom, outline, vertex_count, speed_limit_kmh, schedule,
                                   vehicle_kinds, exit_margin_m, min_visit_seconds)
     SELECT $1, now(), $4::jsonb, geom,
            ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(geom, ${OUTLINE_TOLERANCE_DEGREES})), 6),
            $5, $6, $7::jsonb, $8::text[], $9, $10
     FROM area`,
    [
      id,
      geometryOf(shape),
      reachOf(shape),
      JSON.stringify(shape),
      vertexCountOf(shape),
      version.speedLimitKmh ?? null,
      schedule ? JSON.stringify(schedule) : null,
      version.vehicleKinds,
      version.exitMarginM,
      version.minVisitSeconds,
    ],
  );
}

/** Watches from now on. @throws DatabaseError "refused" for an unknown unit */
export async function createGeofence(tx: Queryable, geofence: NewGeofence): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    "INSERT INTO geofence (name, unit_id, group_name, colour, search) VALUES ($1, $2, $3, $4, $5) RETURNING id",
    [
      geofence.name,
      geofence.unitId,
      geofence.group ?? null,
      geofence.colour ?? null,
      foldForSearch(`${geofence.name} ${geofence.group ?? ""}`),
    ],
  );
  if (!row) throw new DatabaseError("other", "the geofence was not created");
  await addVersion(tx, row.id, geofence);
  await raiseWatchRevision(tx);
  return row.id;
}

/** What decides visits: a change of it begins a new version. */
const DECIDING = ["shape", "speedLimitKmh", "schedule", "vehicleKinds", "exitMarginM", "minVisitSeconds"] as const;

/** Ends the present version; one that began in this very instant is taken away. */
async function endVersion(tx: Queryable, id: number): Promise<void> {
  await tx.execute("DELETE FROM geofence_version WHERE geofence_id = $1 AND valid_to IS NULL AND valid_from >= now()", [
    id,
  ]);
  await tx.execute("UPDATE geofence_version SET valid_to = now() WHERE geofence_id = $1 AND valid_to IS NULL", [id]);
}

export async function changeGeofence(tx: Queryable, before: GeofenceDetail, change: GeofenceChange): Promise<void> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: GeofenceDetail = { ...before, ...given };
  await tx.execute(
    "UPDATE geofence SET name = $2, unit_id = $3, group_name = $4, colour = $5, search = $6 WHERE id = $1",
    [
      before.id,
      after.name,
      after.unitId,
      after.group,
      after.colour,
      foldForSearch(`${after.name} ${after.group ?? ""}`),
    ],
  );
  if (DECIDING.some((field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]))) {
    await endVersion(tx, before.id);
    await addVersion(tx, before.id, after);
  }
  await raiseWatchRevision(tx);
}

/** Its past stays known. */
export async function deleteGeofence(tx: Queryable, id: number): Promise<void> {
  await tx.execute("UPDATE geofence_version SET valid_to = now() WHERE geofence_id = $1 AND valid_to IS NULL", [id]);
  await tx.execute("UPDATE geofence SET deleted_at = now() WHERE id = $1", [id]);
  await raiseWatchRevision(tx);
}

/**
 * Watches from an earlier time on: the first version holds from there.
 * @returns vehicles of the geofence's unit and below, whose past is now to be worked through
 */
export async function watchGeofenceSince(tx: Queryable, id: number, from: Date): Promise<number[]> {
  await tx.execute(
    `UPDATE geofence_version SET valid_from = $2
     WHERE geofence_id = $1 AND valid_from > $2
       AND valid_from = (SELECT min(f.valid_from) FROM geofence_version f WHERE f.geofence_id = $1)`,
    [id, from],
  );
  await raiseWatchRevision(tx);
  const rows = await tx.query<{ id: number }>(
    `SELECT v.id FROM vehicle v JOIN unit u ON u.id = v.unit_id JOIN geofence g ON u.path @> ARRAY[g.unit_id]
     WHERE g.id = $1 ORDER BY v.id`,
    [id],
  );
  return rows.map((row) => row.id);
}

/** All there ever were. */
export async function geofenceVersions(db: Queryable): Promise<GeofenceVersion[]> {
  const rows = await db.query<Omit<GeofenceVersion, "shape"> & { shape: unknown }>(
    `SELECT g.id, g.unit_id AS "unitId", g.group_name AS "group", (date_part('epoch', v.valid_from) * 1000)::int8 AS "fromMs",
            (date_part('epoch', v.valid_to) * 1000)::int8 AS "toMs", v.shape, v.speed_limit_kmh AS "speedLimitKmh", v.schedule,
            v.vehicle_kinds AS "vehicleKinds", v.exit_margin_m AS "exitMarginM", v.min_visit_seconds AS "minVisitSeconds"
     FROM geofence_version v JOIN geofence g ON g.id = v.geofence_id ORDER BY g.id, v.valid_from`,
  );
  return rows.map((row) => ({ ...row, shape: StoredShape.parse(row.shape) }));
}
