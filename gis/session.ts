// Signed-in sessions. Only the hash of a cookie is kept; a session ends when it was not used for a
// while (idle) and at its fixed end (absolute), whichever comes first.
import type { User } from "../domain/user.ts";
import type { Queryable } from "./database.ts";
import { USER_COLUMNS } from "./user.ts";

export async function createSession(
  db: Queryable,
  session: { tokenHash: Buffer; userId: number; expiresAt: Date },
): Promise<void> {
  await db.execute("INSERT INTO session (token_hash, user_id, expires_at) VALUES ($1, $2, $3)", [
    session.tokenHash,
    session.userId,
    session.expiresAt,
  ]);
}

const ALIVE = "s.expires_at > now() AND s.last_seen_at > now() - make_interval(secs => $2::float8)";

/** null = unknown, ended, or of a disabled user. Notes the use, at most once a minute. */
export async function findSession(
  db: Queryable,
  tokenHash: Buffer,
  idleSeconds: number,
): Promise<{ user: User; expiresAt: Date } | null> {
  const rows = await db.query<User & { expiresAt: Date; stale: boolean }>(
    `SELECT ${USER_COLUMNS}, s.expires_at AS "expiresAt", s.last_seen_at < now() - interval '1 minute' AS stale
     FROM session s JOIN user_account u ON u.id = s.user_id
     WHERE s.token_hash = $1 AND NOT u.disabled AND ${ALIVE}`,
    [tokenHash, idleSeconds],
  );
  const [found] = rows;
  if (!found) return null;
  const { expiresAt, stale, ...user } = found;
  if (stale) await db.execute("UPDATE session SET last_seen_at = now() WHERE token_hash = $1", [tokenHash]);
  return { user, expiresAt };
}

export async function deleteSession(db: Queryable, tokenHash: Buffer): Promise<void> {
  await db.execute("DELETE FROM session WHERE token_hash = $1", [tokenHash]);
}

/** All sessions of a user but, if given, the one to keep. */
export async function deleteSessionsOfUser(
  db: Queryable,
  userId: number,
  keepTokenHash: Buffer | null = null,
): Promise<void> {
  await db.execute("DELETE FROM session WHERE user_id = $1 AND token_hash IS DISTINCT FROM $2", [
    userId,
    keepTokenHash,
  ]);
}

/** Removes what findSession would no longer accept; gives the number. */
export function purgeSessions(db: Queryable, idleSeconds: number): Promise<number> {
  return db.execute(
    `DELETE FROM session WHERE expires_at <= now() OR last_seen_at <= now() - make_interval(secs => $1::float8)`,
    [idleSeconds],
  );
}
