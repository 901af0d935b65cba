// What PostgreSQL's background processes do, and the embedded database, which has none, would never:
// checkpoints, or its log would grow without end and every start replay all of it; and vacuum, or
// statistics would stay empty and transaction numbers run out.
import type { Logger } from "pino";
import type { Queryable } from "../database.ts";
import { DatabaseError } from "../database-error.ts";

/** Replaying this much takes about two seconds; writing it out holds others up for half a second. */
const CHECKPOINT_AFTER_BYTES = 128 * 1024 * 1024;
const LOOK_EVERY_MS = 5000;
const VACUUM_EVERY_MS = 3_600_000;
const VACUUM_TIMEOUT_MS = 10 * 60_000;

export interface Upkeep {
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

/** @returns whether there was enough to write out. */
export async function checkpointIfDue(db: Queryable, afterBytes = CHECKPOINT_AFTER_BYTES): Promise<boolean> {
  const [log] = await db.query<{ bytes: number }>(
    "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::int8 AS bytes FROM pg_control_checkpoint()",
  );
  if (!log || log.bytes < afterBytes) return false;
  await db.execute("CHECKPOINT", [], { timeoutMs: VACUUM_TIMEOUT_MS });
  return true;
}

/** Table by table, so that others get their turn in between. */
export async function vacuumTables(db: Queryable): Promise<void> {
  const tables = await db.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'base', 'pg_catalog')`,
  );
  for (const { name } of tables) await db.execute(`VACUUM (ANALYZE) ${name}`, [], { timeoutMs: VACUUM_TIMEOUT_MS });
}

export function startUpkeep(db: Queryable, logger: Logger): Upkeep {
  let running: Promise<void> | null = null;
  let vacuumedAtMs = Date.now();

  async function work(): Promise<void> {
    try {
      await checkpointIfDue(db);
      if (Date.now() - vacuumedAtMs < VACUUM_EVERY_MS) return;
      vacuumedAtMs = Date.now();
      await vacuumTables(db);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      logger.warn({ err: error }, "upkeep of the embedded database failed, will try again");
    }
  }

  const timer = setInterval(() => {
    running ??= work().finally(() => {
      running = null;
    });
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
