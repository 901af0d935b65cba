// The database that comes with Kentiz, for installations without a PostgreSQL server. It runs in a
// worker thread and is reached through a unix socket in a folder only its owner may enter, so that
// pg stays the only driver in the code.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import { packageRoot } from "../package-root.ts";
import { lockDataDir } from "./data-dir-lock.ts";
import { STOP, type FromWorker, type StartStep, type WorkerInput } from "./worker-message.ts";

export interface EmbeddedDatabaseOptions {
  /** Folder of the database, created where missing; nothing else may live in it. */
  dataDir: string;
  /** What is being done, and how much of the whole start is behind, 0 … 1. */
  onProgress: (step: string, fraction: number) => void;
  logger: Logger;
}

export interface EmbeddedDatabase {
  /** For openDatabase({ connection, embedded: true }). */
  readonly connection: string;
  stop(): Promise<void>;
}

/** sun_path holds 108 bytes on Linux and 104 on macOS, the end mark included. */
const MAX_SOCKET_PATH_BYTES = 103;
const SOCKET_FILE = ".s.PGSQL.5432";
const PROGRESS_EVERY_MS = 250;
const RESTART_AFTER_MS = 1000;

const STEP_TEXT: Readonly<Record<StartStep, string>> = {
  create: "Creating the database",
  open: "Opening the database",
  postgis: "Preparing the map functions",
};

/** Share of the whole start that lies before a step, and its usual length; [first start, later]. */
const STEP_COURSE: Readonly<Record<StartStep, { from: number; to: number; usualMs: number }>> = {
  create: { from: 0, to: 0.55, usualMs: 6000 },
  open: { from: 0, to: 0.9, usualMs: 2000 },
  postgis: { from: 0.55, to: 1, usualMs: 4000 },
};

/** The steps themselves give no progress: the fraction approaches the end of the step with time. */
function createProgress(onProgress: EmbeddedDatabaseOptions["onProgress"]) {
  let step: StartStep | null = null;
  let sinceMs = 0;
  let reached = 0;
  const tick = (): void => {
    if (!step) return;
    const { from, to, usualMs } = STEP_COURSE[step];
    const share = 1 - Math.exp((-1.5 * (Date.now() - sinceMs)) / usualMs);
    reached = Math.max(reached, from + (to - from) * share);
    onProgress(STEP_TEXT[step], reached);
  };
  const timer = setInterval(tick, PROGRESS_EVERY_MS);
  return {
    enter(next: StartStep): void {
      step = next;
      sinceMs = Date.now();
      tick();
    },
    finish(): void {
      if (step) onProgress(STEP_TEXT[step], 1);
      clearInterval(timer);
    },
    stop: () => clearInterval(timer),
  };
}

async function socketFolder(dataDir: string): Promise<{ folder: string; remove: () => Promise<void> }> {
  const inside = join(dataDir, "socket");
  if (Buffer.byteLength(join(inside, SOCKET_FILE)) <= MAX_SOCKET_PATH_BYTES) {
    await mkdir(inside, { recursive: true, mode: 0o700 });
    return { folder: inside, remove: async () => undefined };
  }
  // mkdtemp creates with mode 0700.
  const folder = await mkdtemp(join(tmpdir(), "kentiz-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A start that was killed while it created the files leaves a folder that no start can open. */
async function removeHalfCreated(filesDir: string, mark: string): Promise<void> {
  if (!existsSync(mark)) return;
  await rm(filesDir, { recursive: true, force: true });
  await rm(mark, { force: true });
}

interface RunningWorker {
  worker: Worker;
  /** Resolves when the thread is gone. */
  ended: Promise<void>;
}

function startWorker(input: WorkerInput, onStep: (step: StartStep) => void): Promise<RunningWorker> {
  // Threads load compiled code only: Node 20 cannot strip types.
  const file = join(packageRoot(), "dist", "gis", "embedded", "database-worker.js");
  const worker = new Worker(file, { workerData: input });
  const ended = new Promise<void>((done) => worker.once("exit", () => done()));
  return new Promise((done, fail) => {
    worker.on("message", (message: FromWorker) => {
      if (message.type === "step") onStep(message.step);
      if (message.type === "ready") done({ worker, ended });
    });
    worker.once("error", fail);
    worker.once("exit", (code) => fail(new Error(`the embedded database ended with code ${code} while starting`)));
  });
}

/** @throws DataDirInUseError where another process has the folder. */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { logger } = options;
  const dataDir = resolve(options.dataDir);
  const unlock = await lockDataDir(dataDir);
  const filesDir = join(dataDir, "files");
  const creatingMark = join(dataDir, "creating");
  const progress = createProgress(options.onProgress);
  const socket = await socketFolder(dataDir);
  const input = { filesDir, socketPath: join(socket.folder, SOCKET_FILE) };
  let running: RunningWorker;
  try {
    await removeHalfCreated(filesDir, creatingMark);
    const isNew = !existsSync(filesDir);
    if (isNew) await writeFile(creatingMark, "");
    running = await startWorker({ ...input, isNew }, (step) => progress.enter(step));
    await rm(creatingMark, { force: true });
    progress.finish();
  } catch (error) {
    progress.stop();
    await socket.remove();
    await unlock();
    throw error;
  }

  let stopping = false;
  // Whatever ends the thread (WebAssembly trap, out of memory), its files are as safe as after a
  // crash of PostgreSQL: a new thread recovers from the log, and the pool reconnects.
  const keepAlive = async (): Promise<void> => {
    for (;;) {
      running.worker.on("error", (error) => logger.error({ err: error }, "embedded database failed"));
      await running.ended;
      if (stopping) return;
      logger.error("embedded database ended unexpectedly, starting it again");
      await setTimeout(RESTART_AFTER_MS);
      if (stopping) return;
      running = await startWorker({ ...input, isNew: false }, () => undefined);
    }
  };
  const keptAlive = keepAlive().catch((error: unknown) => {
    logger.fatal({ err: error }, "embedded database cannot be started again");
  });

  return {
    connection: `postgres://postgres@/postgres?host=${encodeURIComponent(socket.folder)}`,
    async stop() {
      stopping = true;
      running.worker.postMessage(STOP, []);
      await keptAlive;
      await socket.remove();
      await unlock();
    },
  };
}
