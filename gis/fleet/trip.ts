// Trips, stops and days of a vehicle, as the segmenter wrote them.
import type { DaySummary, Stop, Trip } from "../../domain/fleet/trip.ts";
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

interface SpanRow {
  startMs: number;
  endMs: number;
}

const ms = (column: string): string => `(date_part('epoch', ${column}) * 1000)::int8`;

/** Rows of one vehicle never overlap, so only the one that began last before the period may reach into it. */
const touching = (table: "trip" | "stop"): string => `
  FROM ${table} t
  WHERE t.vehicle_id = $1 AND t.start_time < $3 AND t.end_time > $2
    AND t.start_time >= coalesce(
      (SELECT max(b.start_time) FROM ${table} b WHERE b.vehicle_id = $1 AND b.start_time <= $2), $2)
    AND t.start_time > $4
  ORDER BY t.start_time LIMIT $5 + 1`;

function paramsOf(vehicleId: number, { from, to }: Period, { limit, after }: PageOptions): unknown[] {
  const [afterMs] = readCursor(after, 1) ?? [];
  return [vehicleId, from, to, afterMs === undefined ? "-infinity" : new Date(afterMs), limit];
}

const timesOf = ({ startMs, endMs }: SpanRow) => ({
  startTime: new Date(startMs).toISOString(),
  endTime: new Date(endMs).toISOString(),
  durationSeconds: Math.round((endMs - startMs) / 1000),
});

type TripRow = SpanRow &
  Pick<
    Trip,
    | "maxSpeedKmh"
    | "idleSeconds"
    | "startLon"
    | "startLat"
    | "endLon"
    | "endLat"
    | "startPlace"
    | "endPlace"
    | "driverId"
    | "open"
  > & { distanceM: number };

/** Trips that touch [from, to), in order of start. */
export async function tripsOfVehicle(
  db: Queryable,
  vehicleId: number,
  period: Period,
  options: PageOptions,
): Promise<Page<Trip>> {
  const rows = await db.query<TripRow>(
    `SELECT ${ms("t.start_time")} AS "startMs", ${ms("t.end_time")} AS "endMs", t.distance_m AS "distanceM",
            t.max_speed_kmh AS "maxSpeedKmh", t.idle_seconds AS "idleSeconds", ST_X(t.start_geom) AS "startLon",
            ST_Y(t.start_geom) AS "startLat", ST_X(t.end_geom) AS "endLon", ST_Y(t.end_geom) AS "endLat",
            t.start_place AS "startPlace", t.end_place AS "endPlace", t.driver AS "driverId", t.open
     ${touching("trip")}`,
    paramsOf(vehicleId, period, options),
  );
  const toTrip = ({ startMs, endMs, distanceM, ...row }: TripRow): Trip => ({
    id: `${vehicleId}-${startMs}`,
    ...timesOf({ startMs, endMs }),
    distanceKm: distanceM / 1000,
    meanSpeedKmh: Math.round((distanceM / (endMs - startMs)) * 36_000) / 10,
    ...row,
  });
  return pageOf(rows, options.limit, toTrip, (row) => String(row.startMs));
}

type StopRow = SpanRow & Pick<Stop, "lon" | "lat" | "place" | "engineOnSeconds" | "open">;

/** Stops that touch [from, to), in order of start. */
export async function stopsOfVehicle(
  db: Queryable,
  vehicleId: number,
  period: Period,
  options: PageOptions,
): Promise<Page<Stop>> {
  const rows = await db.query<StopRow>(
    `SELECT ${ms("t.start_time")} AS "startMs", ${ms("t.end_time")} AS "endMs", ST_X(t.geom) AS lon, ST_Y(t.geom) AS lat,
            t.place, t.engine_on_seconds AS "engineOnSeconds", t.open
     ${touching("stop")}`,
    paramsOf(vehicleId, period, options),
  );
  const toStop = ({ startMs, endMs, ...row }: StopRow): Stop => ({
    id: `${vehicleId}-${startMs}`,
    ...timesOf({ startMs, endMs }),
    ...row,
  });
  return pageOf(rows, options.limit, toStop, (row) => String(row.startMs));
}

type DayRow = Omit<DaySummary, "distanceKm" | "firstDeparture" | "lastArrival"> & {
  distanceM: number;
  firstMs: number | null;
  lastMs: number | null;
};

const instant = (timeMs: number | null): string | null => (timeMs === null ? null : new Date(timeMs).toISOString());

/** Days of [firstDay, lastDay] ("2026-11-22") that have fixes. */
export async function daysOfVehicle(
  db: Queryable,
  vehicleId: number,
  firstDay: string,
  lastDay: string,
): Promise<DaySummary[]> {
  const rows = await db.query<DayRow>(
    `SELECT day::text AS day, distance_m AS "distanceM", trip_count AS "tripCount", driving_seconds AS "drivingSeconds",
            stop_count AS "stopCount", stop_seconds AS "stopSeconds", engine_seconds AS "engineSeconds",
            idle_seconds AS "idleSeconds", max_speed_kmh AS "maxSpeedKmh", ${ms("first_departure")} AS "firstMs",
            ${ms("last_arrival")} AS "lastMs"
     FROM day_summary WHERE vehicle_id = $1 AND day BETWEEN $2::date AND $3::date ORDER BY day`,
    [vehicleId, firstDay, lastDay],
  );
  return rows.map(({ distanceM, firstMs, lastMs, ...row }) => ({
    ...row,
    distanceKm: distanceM / 1000,
    firstDeparture: instant(firstMs),
    lastArrival: instant(lastMs),
  }));
}
