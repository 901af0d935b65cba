// Rows of reports: sums of days, and what happened in a period, of all vehicles of a scope.
import type { ReportGroup, ReportStep } from "../../domain/fleet-report/fleet-report.ts";
import type { Scope } from "../../domain/rights.ts";
import type { Queryable } from "../database.ts";

export interface ReportFilter {
  scope: Scope;
  unitId: number | null;
  vehicleId: number | null;
}

/** Of what is listed, rows beyond this are left out. */
export const MAX_REPORT_ROWS = 20_000;

const WHOSE = `JOIN vehicle v ON v.id = t.vehicle_id JOIN unit u ON u.id = v.unit_id
  WHERE u.path && $1::int[] AND ($2::int IS NULL OR u.path && ARRAY[$2::int]) AND ($3::int IS NULL OR v.id = $3)`;
const whose = ({ scope, unitId, vehicleId }: ReportFilter): unknown[] => [scope.unitIds, unitId, vehicleId];
const NAMES = `v.id AS "vehicleId", coalesce(v.plate, v.code) AS vehicle, u.id AS "unitId", u.name AS unit`;
const ms = (column: string): string => `(date_part('epoch', ${column}) * 1000)::int8`;

export interface DaySumRow {
  vehicleId: number | null;
  unitId: number | null;
  /** null where units are added up. */
  vehicle: string | null;
  unit: string;
  vehicleCount: number;
  /** First day of the span; null = the whole period. */
  span: string | null;
  activeDays: number;
  distanceM: number;
  tripCount: number;
  drivingSeconds: number;
  stopCount: number;
  stopSeconds: number;
  idleSeconds: number;
  engineSeconds: number | null;
  maxSpeedKmh: number | null;
}

/** `null` for the group adds everything up: the totals. Days are "2026-11-22", both included. */
export function sumDays(
  db: Queryable,
  filter: ReportFilter,
  days: { first: string; last: string },
  group: ReportGroup | null,
  step: ReportStep,
): Promise<DaySumRow[]> {
  const span = step === "period" ? "NULL::date" : step === "day" ? "t.day" : `date_trunc('${step}', t.day)::date`;
  const names =
    group === "vehicle"
      ? NAMES
      : `NULL::int AS "vehicleId", NULL::text AS vehicle, ${group === "unit" ? "u.id" : "NULL::int"} AS "unitId",
         ${group === "unit" ? "u.name" : "''::text"} AS unit`;
  const keys = group === "vehicle" ? "v.id, u.id, " : group === "unit" ? "u.id, " : "";
  return db.query<DaySumRow>(
    `SELECT ${names}, count(DISTINCT t.vehicle_id)::int AS "vehicleCount", (${span})::text AS span,
            count(*) FILTER (WHERE t.trip_count > 0 OR t.driving_seconds > 0)::int AS "activeDays",
            sum(t.distance_m)::float8 AS "distanceM", sum(t.trip_count)::int AS "tripCount",
            sum(t.driving_seconds)::float8 AS "drivingSeconds", sum(t.stop_count)::int AS "stopCount",
            sum(t.stop_seconds)::float8 AS "stopSeconds", sum(t.idle_seconds)::float8 AS "idleSeconds",
            sum(t.engine_seconds)::float8 AS "engineSeconds", max(t.max_speed_kmh)::float8 AS "maxSpeedKmh"
     FROM day_summary t ${WHOSE} AND t.day BETWEEN $4::date AND $5::date
     GROUP BY ${keys}${span}`,
    [...whose(filter), days.first, days.last],
  );
}

interface HappenedRow {
  vehicleId: number;
  unitId: number;
  vehicle: string;
  unit: string;
  startMs: number;
  endMs: number;
}

export interface TripReportRow extends HappenedRow {
  startPlace: string | null;
  endPlace: string | null;
  distanceM: number;
  maxSpeedKmh: number;
  idleSeconds: number;
  driver: string | null;
}

/** Trips that begin in [fromMs, toMs); drivers only where `driverScope` allows. One more than the limit. */
export function tripsBegunIn(
  db: Queryable,
  filter: ReportFilter,
  period: { from: Date; to: Date },
  driverScope: Scope,
): Promise<TripReportRow[]> {
  return db.query<TripReportRow>(
    `SELECT ${NAMES}, ${ms("t.start_time")} AS "startMs", ${ms("t.end_time")} AS "endMs",
            t.start_place AS "startPlace", t.end_place AS "endPlace", t.distance_m AS "distanceM",
            t.max_speed_kmh::float8 AS "maxSpeedKmh", t.idle_seconds AS "idleSeconds",
            CASE WHEN u.path && $6::int[] THEN t.driver END AS driver
     FROM trip t ${WHOSE} AND t.start_time >= $4 AND t.start_time < $5
     ORDER BY t.start_time, v.id LIMIT ${MAX_REPORT_ROWS + 1}`,
    [...whose(filter), period.from, period.to, driverScope.unitIds],
  );
}

export interface StopReportRow extends HappenedRow {
  place: string | null;
  engineSeconds: number | null;
}

/** Stops that begin in [from, to). One more than the limit. */
export function stopsBegunIn(
  db: Queryable,
  filter: ReportFilter,
  period: { from: Date; to: Date },
): Promise<StopReportRow[]> {
  return db.query<StopReportRow>(
    `SELECT ${NAMES}, ${ms("t.start_time")} AS "startMs", ${ms("t.end_time")} AS "endMs", t.place,
            t.engine_on_seconds AS "engineSeconds"
     FROM stop t ${WHOSE} AND t.start_time >= $4 AND t.start_time < $5
     ORDER BY t.start_time, v.id LIMIT ${MAX_REPORT_ROWS + 1}`,
    [...whose(filter), period.from, period.to],
  );
}

export interface IdleReportRow extends HappenedRow {
  place: string | null;
}

/** Idling that begins in [from, to). One more than the limit. */
export function idlesBegunIn(
  db: Queryable,
  filter: ReportFilter,
  period: { from: Date; to: Date },
): Promise<IdleReportRow[]> {
  return db.query<IdleReportRow>(
    `SELECT ${NAMES}, ${ms("t.start_time")} AS "startMs", ${ms("t.end_time")} AS "endMs", t.place
     FROM idle t ${WHOSE} AND t.start_time >= $4 AND t.start_time < $5
     ORDER BY t.start_time, v.id LIMIT ${MAX_REPORT_ROWS + 1}`,
    [...whose(filter), period.from, period.to],
  );
}
