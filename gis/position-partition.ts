// Monthly partitions of the tables that grow, made when the first row of a month arrives. Rows of
// clocks that are far off (before 2000, more than a month ahead) stay in the default partition.
import type { Database, Queryable } from "./database.ts";
import { DatabaseError } from "./database-error.ts";

const OLDEST_MONTH = "2000-01";
/** A month whose partition could not be made is tried again after this. */
const RETRY_AFTER_MS = 60_000;
/** Making one waits for running statements, and everything after it waits for that: not for long. */
const LOCK_TIMEOUT_MS = 3000;
const PARTITION_LOCK = 7_536_490;

/** Month of an instant, UTC: "2026-11". */
export function monthOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 7);
}

function startOfMonth(month: string, offset = 0): Date {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + offset, 1));
}

/** Partitioned tables, and the column that decides. */
const TIME_COLUMN = { position: "fix_time", observation: "time" } as const;
export type PartitionedTable = keyof typeof TIME_COLUMN;

async function createPartition(tx: Queryable, table: PartitionedTable, month: string): Promise<void> {
  const name = `${table}_${month.replace("-", "_")}`;
  const column = TIME_COLUMN[table];
  const [found] = await tx.query<{ exists: boolean }>("SELECT to_regclass($1) IS NOT NULL AS exists", [name]);
  if (found?.exists) return;
  const from = startOfMonth(month).toISOString();
  const to = startOfMonth(month, 1).toISOString();
  // Writers wait from here on, so nothing new enters the default partition; readers only where they
  // read the default partition.
  await tx.execute(`LOCK TABLE ONLY ${table} IN SHARE ROW EXCLUSIVE MODE`);
  await tx.execute(`LOCK TABLE ${table}_default IN ACCESS EXCLUSIVE MODE`);
  await tx.execute(`CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL)`);
  await tx.execute(
    `WITH moved AS (DELETE FROM ${table}_default WHERE ${column} >= $1 AND ${column} < $2 RETURNING *)
     INSERT INTO ${name} SELECT * FROM moved`,
    [from, to],
  );
  await tx.execute(`ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`);
}

/**
 * Makes the partitions of these months ("YYYY-MM"), and moves rows of theirs out of the default
 * partition. Months before 2000 are left out.
 * @throws DatabaseError "unavailable" where long statements hold the table.
 */
export async function ensurePartitions(
  db: Database,
  table: PartitionedTable,
  months: readonly string[],
): Promise<void> {
  const wanted = months.filter((month) => month >= OLDEST_MONTH).toSorted();
  if (wanted.length === 0) return;
  await db.transaction(async (tx) => {
    await tx.execute(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await tx.query("SELECT pg_advisory_xact_lock($1)", [PARTITION_LOCK]);
    for (const month of wanted) await createPartition(tx, table, month);
  });
}

/** Start and end of the month an instant lies in, epoch ms. */
export interface MonthRange {
  fromMs: number;
  toMs: number;
}

export interface PartitionKeeper {
  /** Makes what is missing for these instants (epoch ms); without success they go to the default partition. */
  prepare(timesMs: Iterable<number>, nowMs: number): Promise<void>;
}

/** Remembers the months of one database, so that a batch costs no question. */
export function createPartitionKeeper(db: Database, table: PartitionedTable): PartitionKeeper {
  const known = new Set<string>();
  const triedAtMs = new Map<string, number>();
  // Rows of one batch are almost always of one month: no date arithmetic for those.
  let last: MonthRange = { fromMs: 0, toMs: 0 };

  function missingMonths(timesMs: Iterable<number>, nowMs: number): Set<string> {
    const missing = new Set<string>();
    const oldestMs = startOfMonth(OLDEST_MONTH).getTime();
    const newestMs = startOfMonth(monthOf(nowMs), 2).getTime();
    for (const timeMs of timesMs) {
      if ((timeMs >= last.fromMs && timeMs < last.toMs) || timeMs < oldestMs || timeMs >= newestMs) continue;
      const month = monthOf(timeMs);
      if (known.has(month)) last = { fromMs: startOfMonth(month).getTime(), toMs: startOfMonth(month, 1).getTime() };
      else if (nowMs - (triedAtMs.get(month) ?? -Infinity) > RETRY_AFTER_MS) missing.add(month);
    }
    return missing;
  }

  return {
    async prepare(timesMs, nowMs) {
      const missing = missingMonths(timesMs, nowMs);
      if (missing.size === 0) return;
      for (const month of missing) triedAtMs.set(month, nowMs);
      try {
        await ensurePartitions(db, table, [...missing]);
        for (const month of missing) known.add(month);
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
      }
    },
  };
}
