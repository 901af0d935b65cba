// What people do about alarms; each change leaves an entry in the alarm's history. Ids must be of the
// caller's scope.
import type { AlarmAction } from "../../domain/alarm/alarm.ts";
import type { Queryable } from "../database.ts";

interface Handler {
  id: number;
  displayName: string;
}

export async function addAlarmEntries(
  tx: Queryable,
  alarmIds: readonly number[],
  action: AlarmAction,
  byName: string | null,
  text: string | null,
): Promise<void> {
  await tx.execute(
    "INSERT INTO alarm_entry (alarm_id, action, by_name, text) SELECT id, $2, $3, $4 FROM unnest($1::int[]) AS a (id) ORDER BY id",
    [alarmIds, action, byName, text],
  );
}

const idsOf = (rows: readonly { id: number }[]): number[] => rows.map((row) => row.id);

/** @returns those that were not acknowledged before. */
export async function acknowledge(
  tx: Queryable,
  ids: readonly number[],
  { id, displayName }: Handler,
  comment: string | null,
): Promise<number[]> {
  const changed = idsOf(
    await tx.query<{ id: number }>(
      `UPDATE alarm SET acknowledged_at = now(), acknowledged_by = $2, acknowledged_by_name = $3, escalate_at = NULL
       WHERE id = ANY ($1::int[]) AND acknowledged_at IS NULL RETURNING id`,
      [ids, id, displayName],
    ),
  );
  await addAlarmEntries(tx, changed, "acknowledged", displayName, null);
  if (comment !== null) await addAlarmEntries(tx, ids, "commented", displayName, comment);
  return changed;
}

/** @returns those that somebody else had before, or nobody. */
export async function assign(
  tx: Queryable,
  ids: readonly number[],
  { displayName }: Handler,
  assignee: Handler | null,
): Promise<number[]> {
  const changed = idsOf(
    await tx.query<{ id: number }>(
      `UPDATE alarm SET assignee_id = $2 WHERE id = ANY ($1::int[]) AND assignee_id IS DISTINCT FROM $2::int RETURNING id`,
      [ids, assignee?.id ?? null],
    ),
  );
  await addAlarmEntries(tx, changed, "assigned", displayName, assignee?.displayName ?? null);
  return changed;
}

/** `until` null = back among the open ones. @returns those that changed. */
export async function shelve(
  tx: Queryable,
  ids: readonly number[],
  { displayName }: Handler,
  until: Date | null,
  comment: string | null,
): Promise<number[]> {
  const changed = idsOf(
    await tx.query<{ id: number }>(
      `UPDATE alarm SET shelved_until = $2 WHERE id = ANY ($1::int[]) AND shelved_until IS DISTINCT FROM $2::timestamptz
       RETURNING id`,
      [ids, until],
    ),
  );
  await addAlarmEntries(tx, changed, until ? "shelved" : "unshelved", displayName, until?.toISOString() ?? null);
  if (comment !== null) await addAlarmEntries(tx, ids, "commented", displayName, comment);
  return changed;
}
