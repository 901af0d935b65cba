// The database that comes with Kentiz, for installations without a PostgreSQL server. It runs in a
// worker thread and is reached through a unix socket in a folder only its owner may enter, so that
// pg stays the only driver in the code.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Logger } from "pino";
import { lockDataDir } from "./data-dir-lock.ts";
import { createStartProgress } from "./start-progress.ts";
import { startWatchedWorker, type WatchedWorker } from "./watched-worker.ts";
import type { StartStep } from "./worker-message.ts";

export interface EmbeddedDatabaseOptions {
  /** Folder of the database, created where missing; nothing else may live in it. */
  dataDir: string;
  /** What is being done, and how much of the whole start is behind, 0 … 1. */
  onProgress: (step: string, fraction: number) => void;
  logger: Logger;
  /** The database is started again when one statement keeps it busy for longer; five minutes where not given. */
  hungAfterMs?: number;
}

export interface EmbeddedDatabase {
  /** For openDatabase({ connection, embedded: true }). */
  readonly connection: string;
  stop(): Promise<void>;
}

/** sun_path holds 108 bytes on Linux and 104 on macOS, the end mark included. */
const MAX_SOCKET_PATH_BYTES = 103;
const SOCKET_FILE = ".s.PGSQL.5432";
const RESTART_AFTER_MS = 1000;
const HUNG_AFTER_MS = 300_000;

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

/** @throws DataDirInUseError where another process has the folder. */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { logger, hungAfterMs = HUNG_AFTER_MS } = options;
  const dataDir = resolve(options.dataDir);
  const unlock = await lockDataDir(dataDir);
  const filesDir = join(dataDir, "files");
  const creatingMark = join(dataDir, "creating");
  const progress = createStartProgress(options.onProgress);
  const socket = await socketFolder(dataDir);
  const start = (isNew: boolean, onStep: (step: StartStep) => void): Promise<WatchedWorker> =>
    startWatchedWorker({
      input: { filesDir, socketPath: join(socket.folder, SOCKET_FILE), isNew },
      onStep,
      hungAfterMs,
      logger,
    });
  let worker: WatchedWorker;
  try {
    await removeHalfCreated(filesDir, creatingMark);
    const isNew = !existsSync(filesDir);
    if (isNew) await writeFile(creatingMark, "");
    worker = await start(isNew, (step) => progress.enter(step));
    await rm(creatingMark, { force: true });
    progress.finish();
  } catch (error) {
    progress.stop();
    await socket.remove();
    await unlock();
    throw error;
  }

  let stopping = false;
  // Whatever ended the thread, its files are as safe as after a crash of PostgreSQL: a new one
  // recovers from the log, and the pool reconnects.
  const keepAlive = async (): Promise<void> => {
    for (;;) {
      await worker.ended;
      if (stopping) return;
      logger.error("embedded database ended unexpectedly, starting it again");
      await setTimeout(RESTART_AFTER_MS);
      try {
        worker = await start(false, () => undefined);
        if (stopping) worker.stop();
      } catch (error) {
        logger.fatal({ err: error }, "embedded database cannot be started, will try again");
      }
    }
  };
  const keptAlive = keepAlive();

  return {
    connection: `postgres://postgres@/postgres?host=${encodeURIComponent(socket.folder)}`,
    async stop() {
      stopping = true;
      worker.stop();
      await keptAlive;
      await socket.remove();
      await unlock();
    },
  };
}
