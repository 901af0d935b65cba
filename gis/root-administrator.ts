// Who has rights over the whole installation, and whether one of them would be left.
import type { Scope } from "../domain/rights.ts";
import type { Queryable } from "./database.ts";
import { rootUnit } from "./unit.ts";

export async function coversRoot(db: Queryable, scope: Scope): Promise<boolean> {
  const root = await rootUnit(db);
  return root !== null && scope.unitIds.includes(root.id);
}

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
