// Day sums of vehicles, added up from their trips and stops.
import type { LocalDay } from "../../domain/fleet/local-day.ts";
import type { Queryable } from "../database.ts";
import { timeParam } from "./derivation.ts";

/** Days of a vehicle whose trips or stops changed; null = from the first, to the last. */
export interface DaysOfVehicle {
  vehicleId: number;
  first: LocalDay | null;
  last: LocalDay | null;
}

/** Only the row that began last before the first day can reach into it. */
const touching = (table: "trip" | "stop"): string => `t.vehicle_id = s.vehicle_id AND t.start_time < s.until_time
  AND t.start_time >= coalesce((SELECT max(b.start_time) FROM ${table} b
                                WHERE b.vehicle_id = s.vehicle_id AND b.start_time <= s.from_time), s.from_time)`;

const PARTS = `jsonb_to_recordset(t.parts)
  AS p (day date, seconds int, "distanceM" int, "engineSeconds" int, "idleSeconds" int)`;

export async function summariseDays(tx: Queryable, days: readonly DaysOfVehicle[]): Promise<void> {
  await tx.execute(
    `WITH span AS MATERIALIZED (
       SELECT * FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[], $4::date[], $5::date[])
         AS s (vehicle_id, from_time, until_time, first_day, last_day)
     ), part AS (
       SELECT t.vehicle_id, p.day, p.seconds AS driving, p."distanceM" AS distance, 0 AS standing,
              p."engineSeconds" AS engine, p."idleSeconds" AS idle, t.max_speed_kmh AS top,
              CASE WHEN p.day = (t.parts->0->>'day')::date THEN t.start_time END AS departure,
              CASE WHEN p.day = (t.parts->-1->>'day')::date THEN t.end_time END AS arrival,
              (p.day = (t.parts->0->>'day')::date)::int AS trips, 0 AS stops, s.first_day, s.last_day
       FROM span s JOIN trip t ON ${touching("trip")} CROSS JOIN LATERAL ${PARTS}
       UNION ALL
       SELECT t.vehicle_id, p.day, 0, 0, p.seconds, p."engineSeconds", p."idleSeconds", NULL, NULL, NULL,
              0, (p.day = (t.parts->0->>'day')::date)::int, s.first_day, s.last_day
       FROM span s JOIN stop t ON ${touching("stop")} CROSS JOIN LATERAL ${PARTS}
     ), total AS MATERIALIZED (
       SELECT vehicle_id, day, sum(distance)::int AS distance_m, sum(trips)::int AS trip_count,
              sum(driving)::int AS driving_seconds, sum(stops)::int AS stop_count, sum(standing)::int AS stop_seconds,
              sum(engine)::int AS engine_seconds, sum(idle)::int AS idle_seconds, max(top) AS max_speed_kmh,
              min(departure) AS first_departure, max(arrival) AS last_arrival
       FROM part WHERE day BETWEEN first_day AND last_day
       GROUP BY vehicle_id, day
     ), gone AS (
       DELETE FROM day_summary d USING span s
       WHERE d.vehicle_id = s.vehicle_id AND d.day BETWEEN s.first_day AND s.last_day
         AND NOT EXISTS (SELECT FROM total n WHERE n.vehicle_id = d.vehicle_id AND n.day = d.day)
     )
     INSERT INTO day_summary AS d (vehicle_id, day, distance_m, trip_count, driving_seconds, stop_count, stop_seconds,
                                   engine_seconds, idle_seconds, max_speed_kmh, first_departure, last_arrival)
     SELECT * FROM total
     ON CONFLICT (vehicle_id, day) DO UPDATE SET
       distance_m = excluded.distance_m, trip_count = excluded.trip_count, driving_seconds = excluded.driving_seconds,
       stop_count = excluded.stop_count, stop_seconds = excluded.stop_seconds,
       engine_seconds = excluded.engine_seconds, idle_seconds = excluded.idle_seconds,
       max_speed_kmh = excluded.max_speed_kmh, first_departure = excluded.first_departure,
       last_arrival = excluded.last_arrival
     WHERE ROW(d.*) IS DISTINCT FROM ROW(excluded.*)`,
    [
      days.map((row) => row.vehicleId),
      days.map((row) => timeParam(row.first?.startMs ?? -Infinity)),
      days.map((row) => timeParam(row.last?.endMs ?? Infinity)),
      days.map((row) => row.first?.day ?? "-infinity"),
      days.map((row) => row.last?.day ?? "infinity"),
    ],
  );
}
