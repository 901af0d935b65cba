// Whether the whole installation would still have an administrator without one of its users.
import type { Queryable } from "./database.ts";

/** Run it in the transaction of the change: a second such question waits until that one has ended. */
export async function hasOtherRootAdministrator(db: Queryable, userId: number): Promise<boolean> {
  // Two administrators who lock each other out at one moment would otherwise both find the other one there.
  await db.execute("SELECT FROM unit WHERE parent_id IS NULL FOR NO KEY UPDATE");
  const rows = await db.query<{ other: boolean }>(
    `SELECT EXISTS (
       SELECT FROM user_grant g JOIN unit n ON n.id = g.unit_id JOIN user_account u ON u.id = g.user_id
       WHERE n.parent_id IS NULL AND g.role = 'administrator' AND NOT u.disabled AND u.id <> $1) AS other`,
    [userId],
  );
  return rows[0]?.other ?? false;
}
