// Failed sign-ins per subject ("user:…" or "address:…"). Five are free; from the sixth on each doubles
// the wait, up to a quarter of an hour. A quarter of an hour without a failure forgets them.
import type { Queryable } from "./database.ts";

const FREE_TRIES = 5;
const LONGEST_WAIT_SECONDS = 900;
const FORGOTTEN_AFTER_SECONDS = 900;

export async function recordFailure(db: Queryable, subject: string): Promise<void> {
  await db.execute(
    `INSERT INTO login_failure AS f (subject, count, last_at) VALUES ($1, 1, now())
     ON CONFLICT (subject) DO UPDATE SET
       count = CASE WHEN f.last_at < now() - make_interval(secs => ${FORGOTTEN_AFTER_SECONDS}) THEN 1 ELSE f.count + 1 END,
       last_at = now(),
       blocked_until = CASE
         WHEN f.last_at < now() - make_interval(secs => ${FORGOTTEN_AFTER_SECONDS}) OR f.count < ${FREE_TRIES} THEN NULL
         ELSE now() + make_interval(secs => least(${LONGEST_WAIT_SECONDS}, power(2, least(f.count - ${FREE_TRIES} + 1, 20))))
       END`,
    [subject],
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
