// People who sign in, with their grants.
import type { Grant, Scope } from "../domain/rights.ts";
import type { User } from "../domain/user.ts";
import type { Queryable, Transaction } from "./database.ts";
import { DatabaseError } from "./database-error.ts";
import { pageOf, readCursor, type Page } from "./page.ts";

export interface UserWithSecret extends User {
  passwordHash: string;
}

export interface UserFields {
  username: string;
  displayName: string;
  passwordHash: string;
  grants: readonly Grant[];
}

/** Fields left out stay as they are. */
export interface UserFieldsChange {
  displayName?: string | undefined;
  passwordHash?: string | undefined;
  disabled?: boolean | undefined;
  grants?: readonly Grant[] | undefined;
}

/** One JSON object per user, grants included; `u` is user_account. */
export const USER_COLUMNS = `u.id, u.username, u.display_name AS "displayName", u.disabled,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'unitId', g.unit_id) ORDER BY g.unit_id, g.role), '[]')
   FROM user_grant g WHERE g.user_id = u.id) AS grants`;

export async function userById(db: Queryable, id: number): Promise<User | null> {
  const rows = await db.query<User>(`SELECT ${USER_COLUMNS} FROM user_account u WHERE u.id = $1`, [id]);
  return rows[0] ?? null;
}

export async function userByUsername(db: Queryable, username: string): Promise<UserWithSecret | null> {
  const rows = await db.query<UserWithSecret>(
    `SELECT ${USER_COLUMNS}, u.password_hash AS "passwordHash" FROM user_account u WHERE u.username = $1`,
    [username],
  );
  return rows[0] ?? null;
}

/** Users with a role inside the scope; users without any role for a scope that holds the root. */
export async function listUsers(
  db: Queryable,
  scope: Scope,
  page: { limit: number; after?: string | undefined },
): Promise<Page<User>> {
  const [after = 0] = readCursor(page.after, 1) ?? [];
  const rows = await db.query<User>(
    `SELECT ${USER_COLUMNS} FROM user_account u
     WHERE (EXISTS (SELECT FROM user_grant g JOIN unit n ON n.id = g.unit_id WHERE g.user_id = u.id AND n.path && $1::int[])
        OR (NOT EXISTS (SELECT FROM user_grant g WHERE g.user_id = u.id)
            AND EXISTS (SELECT FROM unit n WHERE n.parent_id IS NULL AND n.id = ANY ($1::int[]))))
       AND u.id > $2
     ORDER BY u.id LIMIT $3`,
    [scope.unitIds, after, page.limit + 1],
  );
  return pageOf(
    rows,
    page.limit,
    (user) => user,
    (user) => String(user.id),
  );
}

export async function countUsers(db: Queryable): Promise<number> {
  const rows = await db.query<{ count: number }>("SELECT count(*)::int AS count FROM user_account");
  return rows[0]?.count ?? 0;
}

async function replaceGrants(db: Queryable, userId: number, grants: readonly Grant[]): Promise<void> {
  await db.execute("DELETE FROM user_grant WHERE user_id = $1", [userId]);
  await db.execute(
    `INSERT INTO user_grant (user_id, unit_id, role)
     SELECT DISTINCT $1::int, unit_id, role FROM unnest($2::int[], $3::text[]) AS g (unit_id, role)`,
    [userId, grants.map((grant) => grant.unitId), grants.map((grant) => grant.role)],
  );
}

async function requireUser(db: Queryable, id: number): Promise<User> {
  const user = await userById(db, id);
  if (!user) throw new DatabaseError("other", `user ${id} is gone`);
  return user;
}

/** @throws DatabaseError "conflict" (user_account_username_key), "refused" for an unknown unit */
export async function createUser(db: Transaction, fields: UserFields): Promise<User> {
  const rows = await db.query<{ id: number }>(
    "INSERT INTO user_account (username, display_name, password_hash) VALUES ($1, $2, $3) RETURNING id",
    [fields.username, fields.displayName, fields.passwordHash],
  );
  const id = rows[0]?.id ?? 0;
  await replaceGrants(db, id, fields.grants);
  return requireUser(db, id);
}

/** Grants are changed as a whole. @throws DatabaseError "refused" for an unknown unit */
export async function changeUser(db: Transaction, id: number, change: UserFieldsChange): Promise<User> {
  await db.execute(
    `UPDATE user_account SET display_name = coalesce($2, display_name), password_hash = coalesce($3, password_hash),
       disabled = coalesce($4, disabled) WHERE id = $1`,
    [id, change.displayName ?? null, change.passwordHash ?? null, change.disabled ?? null],
  );
  if (change.grants) await replaceGrants(db, id, change.grants);
  return requireUser(db, id);
}
