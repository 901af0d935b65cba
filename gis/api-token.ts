// API tokens: only the hash is kept.
import type { ApiToken } from "../domain/api-token.ts";
import type { User } from "../domain/user.ts";
import type { Queryable } from "./database.ts";
import { USER_COLUMNS } from "./user.ts";

const COLUMNS = `t.id, t.name, t.read_only AS "readOnly", t.created_at AS "createdAt", t.expires_at AS "expiresAt",
  t.last_used_at AS "lastUsedAt"`;

interface TokenRow extends Omit<ApiToken, "createdAt" | "expiresAt" | "lastUsedAt"> {
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

const toToken = (row: TokenRow): ApiToken => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});

/** In order of creation, expired ones included. */
export async function tokensOfUser(db: Queryable, userId: number): Promise<ApiToken[]> {
  const rows = await db.query<TokenRow>(`SELECT ${COLUMNS} FROM api_token t WHERE t.user_id = $1 ORDER BY t.id`, [
    userId,
  ]);
  return rows.map(toToken);
}

export interface NewTokenRow {
  userId: number;
  name: string;
  tokenHash: Uint8Array;
  readOnly: boolean;
  expiresAt: Date | null;
}

/** null where the user has `limit` tokens already. */
export async function createToken(db: Queryable, token: NewTokenRow, limit: number): Promise<ApiToken | null> {
  const [row] = await db.query<TokenRow>(
    `INSERT INTO api_token AS t (user_id, name, token_hash, read_only, expires_at)
     SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM api_token WHERE user_id = $1) < $6
     RETURNING ${COLUMNS}`,
    [token.userId, token.name, token.tokenHash, token.readOnly, token.expiresAt, limit],
  );
  return row ? toToken(row) : null;
}

/** Its name; null = the user has no such token. */
export async function deleteToken(db: Queryable, userId: number, id: number): Promise<string | null> {
  const [row] = await db.query<{ name: string }>(
    "DELETE FROM api_token WHERE id = $2 AND user_id = $1 RETURNING name",
    [userId, id],
  );
  return row?.name ?? null;
}

/** How many they were. */
export async function deleteTokensOfUser(db: Queryable, userId: number): Promise<number> {
  const rows = await db.query("DELETE FROM api_token WHERE user_id = $1 RETURNING id", [userId]);
  return rows.length;
}

/** null = unknown, expired, or of a disabled user. Notes the use, at most once a minute. */
export async function findToken(
  db: Queryable,
  tokenHash: Uint8Array,
): Promise<{ user: User; readOnly: boolean; expiresAt: Date | null } | null> {
  const [row] = await db.query<User & { readOnly: boolean; expiresAt: Date | null; stale: boolean }>(
    `SELECT ${USER_COLUMNS}, t.read_only AS "readOnly", t.expires_at AS "expiresAt",
            coalesce(t.last_used_at < now() - interval '1 minute', true) AS stale
     FROM api_token t JOIN user_account u ON u.id = t.user_id
     WHERE t.token_hash = $1 AND NOT u.disabled AND (t.expires_at IS NULL OR t.expires_at > now())`,
    [tokenHash],
  );
  if (!row) return null;
  const { readOnly, expiresAt, stale, ...user } = row;
  if (stale) await db.execute("UPDATE api_token SET last_used_at = now() WHERE token_hash = $1", [tokenHash]);
  return { user, readOnly, expiresAt };
}
