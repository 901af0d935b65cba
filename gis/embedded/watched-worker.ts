// The database's worker thread, and the watch over it. PGlite can hang for good inside one statement
// (after a full disk kept it from writing its log, for one): then the thread is ended from here.
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import { packageRoot } from "../package-root.ts";
import { STOP, type FromWorker, type StartStep, type WorkerInput } from "./worker-message.ts";

export interface WatchedWorker {
  /** Resolves when the thread is gone, for whatever reason. */
  readonly ended: Promise<void>;
  /** Asks it to close the database and end. */
  stop(): void;
}

export interface WatchedWorkerOptions {
  input: WorkerInput;
  onStep: (step: StartStep) => void;
  /** A thread that is silent for this long hangs; longer than any sensible statement. */
  hungAfterMs: number;
  logger: Logger;
}

/** A process that was suspended counts no silence while it sleeps: ticks are counted, not the clock. */
const TICK_MS = 1000;

/** Resolves when the database is open. @throws Error where it ends before. */
export function startWatchedWorker({
  input,
  onStep,
  hungAfterMs,
  logger,
}: WatchedWorkerOptions): Promise<WatchedWorker> {
  // Threads load compiled code only: Node 20 cannot strip types.
  const worker = new Worker(join(packageRoot(), "dist", "gis", "embedded", "database-worker.js"), {
    workerData: input,
  });
  let silentTicks = 0;
  const watch = setInterval(() => {
    silentTicks += 1;
    if (silentTicks * TICK_MS < hungAfterMs) return;
    logger.error({ silentSeconds: (silentTicks * TICK_MS) / 1000 }, "embedded database hangs, ending its thread");
    void worker.terminate();
  }, TICK_MS);
  const ended = new Promise<void>((done) => {
    worker.once("exit", () => {
      clearInterval(watch);
      done();
    });
  });
  worker.on("error", (error) => logger.error({ err: error }, "embedded database failed"));
  return new Promise((done, fail) => {
    worker.on("message", (message: FromWorker) => {
      silentTicks = 0;
      if (message.type === "step") onStep(message.step);
      if (message.type === "ready") done({ ended, stop: () => worker.postMessage(STOP, []) });
    });
    worker.once("error", fail);
    worker.once("exit", (code) => fail(new Error(`the embedded database ended with code ${code} while starting`)));
  });
}
