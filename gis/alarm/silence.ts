// Alarms of vehicles that are not heard: no fix raises them, the clock does. Their state is the alarm itself,
// so a restart neither loses nor repeats one.
import type { RuleDefinition } from "../../domain/alarm/rule.ts";
import type { Queryable } from "../database.ts";
import { addAlarmEntries } from "./handle-alarm.ts";
import { placeSql } from "./replace-watched.ts";

export interface SilenceRule {
  id: number;
  unitId: number;
  afterSeconds: number;
  definition: RuleDefinition;
}

const idsOf = (rows: readonly { id: number }[]): number[] => rows.map((row) => row.id);

/**
 * @param awakeSince what was not heard while Kentiz itself did not listen is no silence of theirs
 * @returns how many were raised
 */
export async function raiseSilences(tx: Queryable, rule: SilenceRule, awakeSince: Date): Promise<number> {
  const { severity, escalateAfterSeconds, vehicleKinds, vehicleIds } = rule.definition;
  const raised = idsOf(
    await tx.query<{ id: number }>(
      `INSERT INTO alarm (vehicle_id, rule_id, kind, severity, start_time, limit_value, geom, place, evidence, escalate_at)
       SELECT s.vehicle_id, $1, 'silent', $2, date_trunc('milliseconds', s.link_at), $3::float8, s.geom, ${placeSql("s.geom")}, '[]',
              now() + $4::int * interval '1 second'
       FROM vehicle_state s JOIN vehicle v ON v.id = s.vehicle_id JOIN unit u ON u.id = v.unit_id
       WHERE NOT v.archived AND u.path @> ARRAY[$5::int]
         AND (cardinality($6::text[]) = 0 OR v.kind = ANY ($6)) AND (cardinality($7::int[]) = 0 OR v.id = ANY ($7))
         AND greatest(s.link_at, $8::timestamptz) < now() - $3::float8 * interval '1 second'
         AND NOT EXISTS (
           SELECT FROM alarm a WHERE a.vehicle_id = s.vehicle_id AND a.rule_id = $1
             AND a.start_time = date_trunc('milliseconds', s.link_at))
       ORDER BY s.vehicle_id RETURNING id`,
      [rule.id, severity, rule.afterSeconds, escalateAfterSeconds, rule.unitId, vehicleKinds, vehicleIds, awakeSince],
    ),
  );
  await addAlarmEntries(tx, raised, "raised", null, null);
  return raised.length;
}

/** Ends those of vehicles that were heard again, and of rules that no longer hold. @returns how many */
export async function clearSilences(tx: Queryable, ruleIds: readonly number[]): Promise<number> {
  const cleared = idsOf(
    await tx.query<{ id: number }>(
      `UPDATE alarm a SET end_time = date_trunc('milliseconds', greatest(s.link_at, a.start_time))
       FROM vehicle_state s
       WHERE a.kind = 'silent' AND a.end_time IS NULL AND s.vehicle_id = a.vehicle_id
         AND (date_trunc('milliseconds', s.link_at) > a.start_time OR a.rule_id <> ALL ($1::int[]))
       RETURNING a.id`,
      [ruleIds],
    ),
  );
  await addAlarmEntries(tx, cleared, "cleared", null, null);
  return cleared.length;
}
