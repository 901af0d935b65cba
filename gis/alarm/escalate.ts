// Alarms that nobody acknowledged in time. Telling people (mail, SMS) belongs here once it exists: the caller
// gets the ids after the commit.
import type { Queryable } from "../database.ts";
import { addAlarmEntries } from "./handle-alarm.ts";

/** @returns ids of those that escalated just now; each escalates once. */
export async function escalateAlarms(tx: Queryable): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `UPDATE alarm SET escalated_at = now(), escalate_at = NULL
     WHERE escalate_at <= now() AND acknowledged_at IS NULL AND (shelved_until IS NULL OR shelved_until <= now())
     RETURNING id`,
  );
  const ids = rows.map((row) => row.id);
  await addAlarmEntries(tx, ids, "escalated", null, null);
  return ids;
}

/** Whether alarms came back from the shelf since then. */
export async function unshelvedSince(db: Queryable, since: Date): Promise<boolean> {
  const rows = await db.query("SELECT 1 FROM alarm WHERE shelved_until > $1 AND shelved_until <= now() LIMIT 1", [
    since,
  ]);
  return rows.length > 0;
}
