// Failed sign-ins per subject ("user:…" or "address:…"). Some are free; each beyond them doubles the
// wait, up to a quarter of an hour. A quarter of an hour without a failure forgets them all.
import type { Queryable } from "./database.ts";

export interface Patience {
  freeTries: number;
  /** For every such span between two failures one of those before is forgiven. */
  forgiveSeconds: number;
}

export const USER_PATIENCE: Patience = { freeTries: 5, forgiveSeconds: 900 };
/** A whole town hall may share one address: only failures in quick succession add up. */
export const ADDRESS_PATIENCE: Patience = { freeTries: 30, forgiveSeconds: 30 };

const LONGEST_WAIT_SECONDS = 900;
const FORGOTTEN_AFTER_SECONDS = 900;

const QUIET_SECONDS = "extract(epoch FROM now() - f.last_at)";
const REMEMBERED = `CASE WHEN ${QUIET_SECONDS} > ${FORGOTTEN_AFTER_SECONDS} THEN 0
  ELSE greatest(0, f.count - floor(${QUIET_SECONDS} / $3::float8)::int) END`;

export async function recordFailure(db: Queryable, subject: string, patience: Patience): Promise<void> {
  await db.execute(
    `INSERT INTO login_failure AS f (subject, count, last_at) VALUES ($1, 1, now())
     ON CONFLICT (subject) DO UPDATE SET
       count = ${REMEMBERED} + 1,
       last_at = now(),
       blocked_until = CASE WHEN ${REMEMBERED} < $2::int THEN NULL
         ELSE now() + make_interval(secs => least(${LONGEST_WAIT_SECONDS}, power(2, least(${REMEMBERED} - $2::int + 1, 20))))
       END`,
    [subject, patience.freeTries, patience.forgiveSeconds],
  );
}

export async function clearFailures(db: Queryable, subject: string): Promise<void> {
  await db.execute("DELETE FROM login_failure WHERE subject = $1", [subject]);
}

/** The latest end of a wait among the subjects; null = none has to wait. */
export async function blockedUntil(db: Queryable, subjects: readonly string[]): Promise<Date | null> {
  const rows = await db.query<{ until: Date | null }>(
    "SELECT max(blocked_until) AS until FROM login_failure WHERE subject = ANY ($1::text[]) AND blocked_until > now()",
    [subjects],
  );
  return rows[0]?.until ?? null;
}

/** Removes what no longer makes anybody wait. */
export async function purgeFailures(db: Queryable): Promise<void> {
  await db.execute("DELETE FROM login_failure WHERE last_at < now() - make_interval(secs => $1::float8)", [
    FORGOTTEN_AFTER_SECONDS,
  ]);
}
