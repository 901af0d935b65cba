// Storage for messages that somebody else keeps until they are committed (a queue of RabbitMQ): no spool.
// While the database is away nothing is acknowledged, and the queue grows on its own disks.
import type { Logger } from "pino";
import type { CommitResult, IngestBatch } from "../../gis/ingest-row.ts";
import type { CommitTimes } from "./commit-times.ts";
import { createSignal } from "./signal.ts";
import type { Storage, StorageState } from "./storage.ts";

const RETRY_FIRST_MS = 250;
const RETRY_LAST_MS = 2000;

export function createDirectStorage(options: {
  /** Stores a batch in the database. @throws while that is away */
  commit: (batch: IngestBatch) => Promise<CommitResult>;
  commitTimes: CommitTimes;
  onCommitted: (result: CommitResult) => void;
  onState: (state: StorageState) => void;
  logger: Logger;
}): Storage {
  const { logger } = options;
  const stopping = new AbortController();
  const stopped = createSignal();
  let state: StorageState = "ok";

  function enter(next: StorageState, cause?: unknown): void {
    if (state === next) return;
    state = next;
    if (next === "ok") logger.info("ingest commits to the database again");
    else logger.warn({ err: cause }, "database away: ingest acknowledges nothing, its queue keeps the messages");
    options.onState(next);
  }

  return {
    store: async (_sequence, batch) => {
      let pauseMs = RETRY_FIRST_MS;
      while (!stopping.signal.aborted) {
        const startedMs = performance.now();
        try {
          const result = await options.commit(batch);
          options.commitTimes.add(performance.now() - startedMs);
          enter("ok");
          options.onCommitted(result);
          return true;
        } catch (error) {
          enter("blocked", error);
          await stopped.wait(pauseMs);
          pauseMs = Math.min(pauseMs * 2, RETRY_LAST_MS);
        }
      }
      return false;
    },
    start: () => Promise.resolve(),
    get state() {
      return state;
    },
    stop: () => {
      stopping.abort();
      stopped.notify();
      return Promise.resolve();
    },
  };
}
