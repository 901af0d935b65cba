// People who sign in, with their grants.
import type { Grant, Role, Scope } from "../domain/rights.ts";
import { foldForSearch } from "../domain/turkish-text.ts";
import type { User, UserAccount } from "../domain/user.ts";
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
  /** Set by an administrator; false where not given. */
  passwordTemporary?: boolean;
  grants: readonly Grant[];
}

/** Fields left out stay as they are. */
export interface UserFieldsChange {
  displayName?: string | undefined;
  password?: { hash: string; temporary: boolean } | undefined;
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

const ACCOUNT_COLUMNS = `${USER_COLUMNS}, u.created_at AS "createdAt", u.last_sign_in_at AS "lastSignInAt",
  u.password_temporary AS "passwordTemporary"`;

type AccountRow = Omit<UserAccount, "createdAt" | "lastSignInAt"> & { createdAt: Date; lastSignInAt: Date | null };

const toAccount = (row: AccountRow): UserAccount => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
});

export async function accountById(db: Queryable, id: number): Promise<UserAccount | null> {
  const [row] = await db.query<AccountRow>(`SELECT ${ACCOUNT_COLUMNS} FROM user_account u WHERE u.id = $1`, [id]);
  return row ? toAccount(row) : null;
}

export interface UserFilter {
  q?: string | undefined;
  role?: Role | undefined;
  /** Holding a role in this unit or below. */
  unitId?: number | undefined;
  disabled?: boolean | undefined;
  limit: number;
  after?: string | undefined;
}

/** Users with a role inside the scope; users without any role for a scope that holds the root. */
export async function listUsers(db: Queryable, scope: Scope, filter: UserFilter): Promise<Page<UserAccount>> {
  const [after = 0] = readCursor(filter.after, 1) ?? [];
  const rows = await db.query<AccountRow>(
    `SELECT ${ACCOUNT_COLUMNS} FROM user_account u
     WHERE (EXISTS (SELECT FROM user_grant g JOIN unit n ON n.id = g.unit_id WHERE g.user_id = u.id AND n.path && $1::int[])
        OR (NOT EXISTS (SELECT FROM user_grant g WHERE g.user_id = u.id)
            AND EXISTS (SELECT FROM unit n WHERE n.parent_id IS NULL AND n.id = ANY ($1::int[]))))
       AND u.id > $2 AND u.search LIKE '%' || $4 || '%'
       AND ($5::bool IS NULL OR u.disabled = $5)
       AND (($6::text IS NULL AND $7::int IS NULL) OR EXISTS (
         SELECT FROM user_grant g JOIN unit n ON n.id = g.unit_id
         WHERE g.user_id = u.id AND n.path && $1::int[] AND ($6::text IS NULL OR g.role = $6) AND ($7::int IS NULL OR n.path @> ARRAY[$7])))
     ORDER BY u.id LIMIT $3`,
    [
      scope.unitIds,
      after,
      filter.limit + 1,
      foldForSearch(filter.q ?? ""),
      filter.disabled ?? null,
      filter.role ?? null,
      filter.unitId ?? null,
    ],
  );
  return pageOf(rows, filter.limit, toAccount, (user) => String(user.id));
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

async function requireAccount(db: Queryable, id: number): Promise<UserAccount> {
  const user = await accountById(db, id);
  if (!user) throw new DatabaseError("other", `user ${id} is gone`);
  return user;
}

const searchKeyOf = (username: string, displayName: string): string =>
  `${foldForSearch(username)} ${foldForSearch(displayName)}`;

/** @throws DatabaseError "conflict" (user_account_username_key), "refused" for an unknown unit */
export async function createUser(db: Transaction, fields: UserFields): Promise<UserAccount> {
  const { username, displayName, passwordHash, passwordTemporary = false } = fields;
  const rows = await db.query<{ id: number }>(
    `INSERT INTO user_account (username, display_name, password_hash, password_temporary, search)
     VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [username, displayName, passwordHash, passwordTemporary, searchKeyOf(username, displayName)],
  );
  const id = rows[0]?.id ?? 0;
  await replaceGrants(db, id, fields.grants);
  return requireAccount(db, id);
}

/** Grants are changed as a whole. @throws DatabaseError "refused" for an unknown unit */
export async function changeUser(db: Transaction, user: User, change: UserFieldsChange): Promise<UserAccount> {
  const displayName = change.displayName ?? user.displayName;
  await db.execute(
    `UPDATE user_account SET display_name = $2, search = $3, password_hash = coalesce($4, password_hash),
       password_temporary = coalesce($5, password_temporary), disabled = coalesce($6, disabled) WHERE id = $1`,
    [
      user.id,
      displayName,
      searchKeyOf(user.username, displayName),
      change.password?.hash ?? null,
      change.password?.temporary ?? null,
      change.disabled ?? null,
    ],
  );
  if (change.grants) await replaceGrants(db, user.id, change.grants);
  return requireAccount(db, user.id);
}

export async function noteSignIn(db: Queryable, id: number): Promise<void> {
  await db.execute("UPDATE user_account SET last_sign_in_at = now() WHERE id = $1", [id]);
}

/** For good, with sessions, views and tokens. */
export async function deleteUser(db: Queryable, id: number): Promise<void> {
  await db.execute("DELETE FROM user_account WHERE id = $1", [id]);
}
