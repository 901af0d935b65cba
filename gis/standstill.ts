// Since when a vehicle stands, looked up in its stored fixes. In-order fixes need no look: each
// commit carries the standstill on. Late ones may fall into the standstill and divide or extend it.
import type { Queryable } from "./database.ts";
import { int4Column, timeColumn } from "./binary-array.ts";
import { MOVING_SPEED_KMH } from "../domain/motion.ts";

export interface LateFixes {
  vehicleId: number;
  /** Time of the oldest late fix, epoch ms: nothing before it has changed. */
  fromMs: number;
}

/**
 * Sets the start of standstills anew: the first fix after the newest one under way. Gives the new
 * start (epoch ms) of those that changed.
 */
export async function refreshStandstills(db: Queryable, late: readonly LateFixes[]): Promise<Map<number, number>> {
  const rows = await db.query<{ vehicle_id: number; since_ms: number }>(
    `WITH late AS (
       SELECT s.vehicle_id, s.fix_time, s.stationary_since, l.late_from
       FROM unnest($1::int4[], $2::timestamptz[]) AS l (vehicle_id, late_from)
       JOIN vehicle_state s ON s.vehicle_id = l.vehicle_id
       WHERE s.stationary_since IS NOT NULL
       ORDER BY s.vehicle_id
       FOR UPDATE OF s
     ), found AS (
       SELECT late.vehicle_id,
              CASE WHEN moved.at IS NULL THEN least(late.stationary_since, still.at) ELSE still.at END AS since,
              moved.at AS moved_at
       FROM late
       LEFT JOIN LATERAL (
         SELECT p.fix_time AS at FROM position p
         WHERE p.vehicle_id = late.vehicle_id AND p.flags = 0 AND p.speed_kmh >= $3
           AND p.fix_time BETWEEN late.late_from AND late.fix_time
         ORDER BY p.fix_time DESC LIMIT 1
       ) moved ON true
       LEFT JOIN LATERAL (
         SELECT p.fix_time AS at FROM position p
         WHERE p.vehicle_id = late.vehicle_id AND p.flags = 0 AND p.fix_time <= late.fix_time
           AND p.fix_time >= late.late_from AND (moved.at IS NULL OR p.fix_time > moved.at)
         ORDER BY p.fix_time LIMIT 1
       ) still ON true
     )
     UPDATE vehicle_state s
     SET stationary_since = found.since, moved_at = greatest(s.moved_at, found.moved_at)
     FROM found
     WHERE s.vehicle_id = found.vehicle_id AND found.since IS NOT NULL AND s.stationary_since <> found.since
     RETURNING s.vehicle_id, date_part('epoch', s.stationary_since) * 1000 AS since_ms`,
    [int4Column(late, (row) => row.vehicleId), timeColumn(late, (row) => row.fromMs), MOVING_SPEED_KMH],
  );
  return new Map(rows.map((row) => [row.vehicle_id, Math.round(row.since_ms)]));
}
