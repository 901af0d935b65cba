// Whether the whole installation would still have an administrator without one of its users.
import type { Queryable } from "./database.ts";

export async function hasOtherRootAdministrator(db: Queryable, userId: number): Promise<boolean> {
  const rows = await db.query<{ other: boolean }>(
    `SELECT EXISTS (
       SELECT FROM user_grant g JOIN unit n ON n.id = g.unit_id JOIN user_account u ON u.id = g.user_id
       WHERE n.parent_id IS NULL AND g.role = 'administrator' AND NOT u.disabled AND u.id <> $1) AS other`,
    [userId],
  );
  return rows[0]?.other ?? false;
}
