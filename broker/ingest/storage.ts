// Makes batches durable: in the database, or while that is away in the spool.
//
//            commit fails or is overdue              spool full, too old, or not writable
//     ok ──────────────────────────────▶ spooling ───────────────────────────────▶ blocked
//      ▲                                  │    ▲                                        │
//      └── spool replayed, database there ┘    └───────── an append succeeds again ─────┘
//
// The spool is replayed oldest first. While that makes progress, new batches are let into the spool
// only half as fast as old ones leave it, so that it runs empty under any load; they wait unacknowledged.
import type { Logger } from "pino";
import type { CommitResult, IngestBatch } from "../../gis/ingest-row.ts";
import { SpoolFullError, type Spool } from "../spool.ts";
import { MAX_BATCH_ROWS } from "./batch.ts";
import type { CommitTimes } from "./commit-times.ts";
import { mergeBatches } from "./merge-batches.ts";
import { createSignal } from "./signal.ts";

export type StorageState = "ok" | "spooling" | "blocked";

export interface StorageOptions {
  /** Stores a batch in the database. @throws while that is away */
  commit: (batch: IngestBatch) => Promise<CommitResult>;
  /** Rejects while the database is away. */
  probe: () => Promise<unknown>;
  spool: Spool;
  commitDeadlineMs: number;
  commitTimes: CommitTimes;
  onCommitted: (result: CommitResult) => void;
  onState: (state: StorageState) => void;
  logger: Logger;
}

export interface Storage {
  /** Resolves true when the batch is durable; false when the storage was stopped before. */
  store(sequence: number, batch: IngestBatch): Promise<boolean>;
  /** Replays what a former process left in the spool, as far as the database is there. */
  start(): Promise<void>;
  readonly state: StorageState;
  stop(): Promise<void>;
}

const RETRY_FIRST_MS = 250;
const RETRY_LAST_MS = 2000;
/** How long a blocked batch waits before it tries the spool again without being woken. */
const BLOCKED_RETRY_MS = 1000;
const STOP_PATIENCE_MS = 2000;
const MAX_CREDIT_ROWS = 2 * MAX_BATCH_ROWS;
const DRAIN_ROWS = MAX_BATCH_ROWS;

const rowsOf = (batch: IngestBatch): number =>
  batch.positions.length + batch.messages.length + batch.observations.length + batch.rejections.length;

/** Rejects at the deadline, although the work goes on and may still succeed. */
function withDeadline(work: Promise<void>, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the commit is overdue")), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export function createStorage(options: StorageOptions): Storage {
  const { spool, logger } = options;
  /** For batches that wait. */
  const changed = createSignal();
  /** For the drainer; appends must not make it try a database that is away more often. */
  const decided = createSignal();
  let state: StorageState = spool.length > 0 ? "spooling" : "ok";
  /** What the last try of the drainer found. */
  let reachable = true;
  /** Commits not decided yet, overdue ones included: they would be overtaken by the drainer. */
  let undecided = 0;
  let appending = 0;
  let creditRows = 0;
  let appendTurn: Promise<void> = Promise.resolve();
  let draining: Promise<void> | null = null;
  const stopping = new AbortController();

  function enter(next: StorageState, cause?: unknown): void {
    if (state === next) return;
    const before = state;
    state = next;
    if (next === "ok") logger.info({ before }, "ingest commits to the database again");
    else if (next === "spooling" && before === "blocked") logger.warn("ingest acknowledges from the spool again");
    else if (next === "spooling") logger.warn({ err: cause }, "database away: ingest acknowledges from the spool");
    else logger.error({ err: cause }, "spool takes no more: ingest acknowledges nothing until the database is back");
    options.onState(next);
    if (next === "ok") creditRows = 0;
    changed.notify();
  }

  async function commit(batch: IngestBatch): Promise<void> {
    undecided++;
    const startedMs = performance.now();
    try {
      const result = await options.commit(batch);
      options.commitTimes.add(performance.now() - startedMs);
      options.onCommitted(result);
    } finally {
      undecided--;
      if (undecided === 0) decided.notify();
    }
  }

  /** One step of the replay. @returns false when there is nothing more to do. */
  async function drainStep(): Promise<boolean> {
    const batches = await spool.oldest(DRAIN_ROWS);
    if (batches.length === 0) {
      await options.probe();
      reachable = true;
      if (spool.length === 0 && appending === 0) {
        enter("ok");
        return false;
      }
      await appendTurn;
      return true;
    }
    const merged = mergeBatches(batches.map(({ batch }) => batch));
    // No deadline: there is nowhere else to put it.
    await commit(merged);
    await spool.remove(batches);
    // Debts of the time without a database are not paid back.
    creditRows = Math.min((reachable ? creditRows : 0) + rowsOf(merged) / 2, MAX_CREDIT_ROWS);
    reachable = true;
    changed.notify();
    return true;
  }

  async function drain(): Promise<void> {
    let pauseMs = RETRY_FIRST_MS;
    while (!stopping.signal.aborted) {
      if (undecided > 0) {
        await decided.wait(RETRY_LAST_MS);
        continue;
      }
      try {
        if (!(await drainStep())) return;
        pauseMs = RETRY_FIRST_MS;
      } catch (error) {
        if (reachable) logger.debug({ err: error }, "replay of the spool waits for the database");
        reachable = false;
        changed.notify();
        await decided.wait(pauseMs);
        pauseMs = Math.min(pauseMs * 2, RETRY_LAST_MS);
      }
    }
  }

  function startDraining(): void {
    draining ??= drain().finally(() => {
      draining = null;
      // The database may have gone again in the same moment.
      if (state !== "ok" && !stopping.signal.aborted) startDraining();
    });
  }

  async function tryCommit(batch: IngestBatch): Promise<boolean> {
    try {
      await withDeadline(commit(batch), options.commitDeadlineMs);
      return true;
    } catch (error) {
      if (state === "ok") {
        reachable = false;
        enter("spooling", error);
      }
      startDraining();
      return false;
    }
  }

  async function tryAppend(sequence: number, batch: IngestBatch): Promise<boolean> {
    appending++;
    creditRows -= rowsOf(batch);
    // One after the other: in order, and a failed one reopens the store.
    const turn = appendTurn.then(() => spool.append(sequence, batch, Date.now()));
    appendTurn = turn.catch(() => undefined);
    try {
      await turn;
      enter("spooling");
      return true;
    } catch (error) {
      creditRows += rowsOf(batch);
      enter("blocked", error instanceof SpoolFullError ? error.message : error);
      return false;
    } finally {
      appending--;
      changed.notify();
    }
  }

  return {
    store: async (sequence, batch) => {
      const neededCredit = Math.min(rowsOf(batch), MAX_CREDIT_ROWS);
      while (!stopping.signal.aborted) {
        if (state === "ok") {
          if (await tryCommit(batch)) return true;
        } else if (!reachable || creditRows >= neededCredit) {
          if (await tryAppend(sequence, batch)) return true;
          await changed.wait(BLOCKED_RETRY_MS);
        } else {
          await changed.wait(BLOCKED_RETRY_MS);
        }
      }
      return false;
    },
    start: async () => {
      if (spool.length === 0) return;
      logger.info({ batches: spool.length, bytes: spool.bytes }, "replaying what the spool holds");
      while (!stopping.signal.aborted) {
        try {
          if (!(await drainStep())) return;
        } catch (error) {
          logger.warn({ err: error }, "database away: the spool is replayed when it is back");
          reachable = false;
          startDraining();
          return;
        }
      }
    },
    get state() {
      return state;
    },
    stop: async () => {
      stopping.abort();
      changed.notify();
      decided.notify();
      // A commit that hangs is left to its own time limit; what it holds is still in the spool.
      await Promise.race([draining, decided.wait(STOP_PATIENCE_MS)]);
      await appendTurn;
    },
  };
}
