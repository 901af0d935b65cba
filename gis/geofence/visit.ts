// Visits to geofences, as the watch wrote them.
import type { Visit } from "../../domain/geofence/geofence.ts";
import type { Queryable } from "../database.ts";
import { pageOf, readCursor, type Page } from "../page.ts";

interface Period {
  from: Date;
  to: Date;
}

interface PageOptions {
  limit: number;
  after?: string | undefined;
}

type VisitRow = Pick<Visit, "vehicleId" | "geofenceId" | "geofenceName" | "maxSpeedKmh" | "open"> & {
  startMs: number;
  endMs: number;
};

function toVisit({ startMs, endMs, ...row }: VisitRow): Visit {
  return {
    id: `${row.vehicleId}-${row.geofenceId}-${startMs}`,
    ...row,
    startTime: new Date(startMs).toISOString(),
    endTime: new Date(endMs).toISOString(),
    durationSeconds: Math.round((endMs - startMs) / 1000),
  };
}

const SELECT = `SELECT x.vehicle_id AS "vehicleId", x.geofence_id AS "geofenceId", g.name AS "geofenceName",
    (date_part('epoch', x.start_time) * 1000)::int8 AS "startMs", (date_part('epoch', x.end_time) * 1000)::int8 AS "endMs",
    x.max_speed_kmh AS "maxSpeedKmh", x.open
  FROM visit x JOIN geofence g ON g.id = x.geofence_id`;
const AFTER = "(x.start_time, x.vehicle_id, x.geofence_id) > ($4::timestamptz, $5::int, $6::int)";
const ORDER = "ORDER BY x.start_time, x.vehicle_id, x.geofence_id LIMIT $7 + 1";

function params(first: unknown, { from, to }: Period, { limit, after }: PageOptions): unknown[] {
  const [startMs, vehicleId = 0, geofenceId = 0] = readCursor(after, 3) ?? [];
  return [first, from, to, startMs === undefined ? "-infinity" : new Date(startMs), vehicleId, geofenceId, limit];
}

const page = (rows: readonly VisitRow[], limit: number): Page<Visit> =>
  pageOf(rows, limit, toVisit, (row) => `${row.startMs}_${row.vehicleId}_${row.geofenceId}`);

/** Visits of a vehicle that touch [from, to), in order of start. */
export async function visitsOfVehicle(
  db: Queryable,
  vehicleId: number,
  period: Period,
  options: PageOptions,
): Promise<Page<Visit>> {
  const rows = await db.query<VisitRow>(
    `${SELECT} WHERE x.vehicle_id = $1 AND x.start_time < $3 AND x.end_time >= $2 AND ${AFTER} ${ORDER}`,
    params(vehicleId, period, options),
  );
  return page(rows, options.limit);
}

/** Visits to a geofence that touch [from, to), in order of start. */
export async function visitsOfGeofence(
  db: Queryable,
  geofenceId: number,
  period: Period,
  options: PageOptions,
): Promise<Page<Visit>> {
  const rows = await db.query<VisitRow>(
    `${SELECT} WHERE x.geofence_id = $1 AND x.start_time < $3 AND x.end_time >= $2 AND ${AFTER} ${ORDER}`,
    params(geofenceId, period, options),
  );
  return page(rows, options.limit);
}
