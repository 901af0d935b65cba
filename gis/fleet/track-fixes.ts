// Unflagged fixes of vehicles as the segmenter takes them, in canonical order.
import { isWorking } from "../../domain/fleet/working-inputs.ts";
import type { FixKey, TrackFix } from "../../domain/fleet/track-fix.ts";
import type { Queryable } from "../database.ts";
import { timeParam } from "./derivation.ts";

interface FixRow extends Omit<TrackFix, "working"> {
  vehicleId: number;
}

/** A vehicle, and the fix to begin with; null = its first one. */
export interface FixesAsked {
  vehicleId: number;
  from: FixKey | null;
}

/** Up to `limit` fixes of each vehicle. */
export async function trackFixes(
  db: Queryable,
  asked: readonly FixesAsked[],
  limit: number,
): Promise<Map<number, TrackFix[]>> {
  const rows = await db.query<FixRow>(
    `SELECT a.vehicle_id AS "vehicleId", (date_part('epoch', p.fix_time) * 1000)::int8 AS "timeMs",
            p.device_id AS "deviceId", p.place_hash AS "placeHash", ST_X(p.geom) AS lon, ST_Y(p.geom) AS lat,
            p.speed_kmh AS "speedKmh", p.ignition, p.accuracy_m AS "accuracyM",
            p.attributes->>'driver' AS driver, p.attributes->'inputs' AS inputs,
            CASE WHEN jsonb_typeof(p.attributes->'batteryPct') = 'number' THEN (p.attributes->'batteryPct')::float8 END
              AS "batteryPct"
     FROM unnest($1::int[], $2::timestamptz[], $3::int[], $4::int[]) AS a (vehicle_id, from_time, from_device, from_hash)
     CROSS JOIN LATERAL (
       SELECT * FROM position p
       WHERE p.vehicle_id = a.vehicle_id AND p.flags = 0 AND p.fix_time >= a.from_time
         AND (p.fix_time > a.from_time OR (p.device_id, p.place_hash) >= (a.from_device, a.from_hash))
       ORDER BY p.fix_time, p.device_id, p.place_hash
       LIMIT $5
     ) p`,
    [
      asked.map((row) => row.vehicleId),
      asked.map((row) => timeParam(row.from?.timeMs ?? -Infinity)),
      asked.map((row) => row.from?.deviceId ?? 0),
      asked.map((row) => row.from?.placeHash ?? 0),
      limit,
    ],
  );
  const fixes = new Map<number, TrackFix[]>();
  for (const { vehicleId, ...fix } of rows) {
    const of = fixes.get(vehicleId) ?? [];
    fixes.set(vehicleId, of);
    of.push({ ...fix, working: isWorking(fix.inputs) });
  }
  return fixes;
}
