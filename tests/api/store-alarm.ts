// An active alarm as the derivation writes it, without a drive that leads to it.
import type { Database } from "../../gis/database.ts";

export async function storeAlarm(
  database: Database,
  vehicleId: number,
  ruleId: number,
  severity = "high",
): Promise<number> {
  const [row] = await database.query<{ id: number }>(
    `INSERT INTO alarm (vehicle_id, rule_id, kind, severity, start_time, geom, evidence)
     VALUES ($1, $2, 'panic', $3, date_trunc('milliseconds', now() - interval '5 minutes'), ST_Point(27.1, 38.4, 4326), '[]') RETURNING id`,
    [vehicleId, ruleId, severity],
  );
  return row?.id ?? 0;
}
