// How anybody who keeps geofences and rules in memory notices that they changed.
import type { Queryable } from "./database.ts";

/** Call it in the transaction of the change. */
export async function raiseWatchRevision(tx: Queryable): Promise<void> {
  await tx.execute(
    `INSERT INTO watch_revision AS w (revision) VALUES (1)
     ON CONFLICT (only_row) DO UPDATE SET revision = w.revision + 1`,
  );
}

export async function watchRevision(db: Queryable): Promise<number> {
  const [row] = await db.query<{ revision: number }>("SELECT revision FROM watch_revision");
  return row?.revision ?? 0;
}
