// One process per data folder: two of them writing the same files would destroy the database.
// The lock file names the holder by process id and start time, so that the file a killed process
// leaves behind (its id may belong to another one by now) is recognised as stale.
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

export class DataDirInUseError extends Error {
  readonly pid: number;
  readonly dataDir: string;

  constructor(pid: number, dataDir: string) {
    super(
      `The data folder ${dataDir} is in use by another Kentiz (process ${pid}). ` +
        "Stop that one first, or give this one another folder with DATA_DIR.",
    );
    this.name = "DataDirInUseError";
    this.pid = pid;
    this.dataDir = dataDir;
  }
}

const LOCK_FILE = "kentiz.lock";
const RETRY_MS = 20;
/** An empty lock file is one that is just being written, or of a process killed in that moment. */
const WRITTEN_WITHIN_MS = 2000;
const TAKEOVER_WITHIN_MS = 5000;

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** Locks of this very process, held or wanted: its own id in the file would look like a recycled one. */
const ownLocks = new Set<string>();

/**
 * When a process started: boot id and clock ticks (Linux /proc); "" where the system does not tell,
 * null for a process that does not exist.
 */
async function startOf(pid: number): Promise<string | null> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    if (!hasCode(error, "EPERM")) return null;
  }
  try {
    const [stat, bootId] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile("/proc/sys/kernel/random/boot_id", "utf8"),
    ]);
    // Field 22, counted after the command name, which may contain spaces.
    const start = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
    return `${bootId.trim()}/${start}`;
  } catch {
    return "";
  }
}

interface Holder {
  pid: number;
  start: string;
}

function parseHolder(content: string): Holder | null {
  const [pid, start = ""] = content.split("\n");
  return pid && /^\d+$/.test(pid) ? { pid: Number(pid), start } : null;
}

async function isAlive(holder: Holder): Promise<boolean> {
  const start = await startOf(holder.pid);
  return start !== null && (start === "" || holder.start === "" || start === holder.start);
}

async function readLock(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch(() => null);
}

/** @returns false where the name is taken. */
async function takes(creation: Promise<unknown>): Promise<boolean> {
  try {
    await creation;
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** Whether it was there for `ms`; false where it is gone. */
async function isOlderThan(path: string, ms: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > ms;
}

/** The process that holds the lock; null where the lock is stale, "unknown" where it is being written. */
async function holderOf(path: string, content: string): Promise<number | null | "unknown"> {
  const holder = parseHolder(content);
  if (!holder) return (await isOlderThan(path, WRITTEN_WITHIN_MS)) ? null : "unknown";
  if (ownLocks.has(content)) return holder.pid;
  return holder.pid !== process.pid && (await isAlive(holder)) ? holder.pid : null;
}

/**
 * Removes a stale lock. Only one may do so at a time: it could otherwise remove the fresh lock of
 * another that was faster.
 */
async function removeStale(path: string): Promise<void> {
  const mutex = `${path}.takeover`;
  if (await takes(mkdir(mutex))) {
    try {
      const content = await readLock(path);
      if (content !== null && (await holderOf(path, content)) === null) await rm(path, { force: true });
    } finally {
      await rm(mutex, { recursive: true, force: true });
    }
  } else if (await isOlderThan(mutex, TAKEOVER_WITHIN_MS)) {
    await rm(mutex, { recursive: true, force: true });
  } else {
    await setTimeout(RETRY_MS);
  }
}

/**
 * Takes the folder (created with mode 0700 where missing); the result gives it back.
 * @throws DataDirInUseError naming the process that has it.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, LOCK_FILE);
  const own = `${process.pid}\n${await startOf(process.pid)}\n${randomUUID()}\n`;
  ownLocks.add(own);
  try {
    while (!(await takes(writeFile(path, own, { mode: 0o600, flag: "wx" })))) {
      const content = await readLock(path);
      if (content === null) continue;
      const holder = await holderOf(path, content);
      if (typeof holder === "number") throw new DataDirInUseError(holder, dataDir);
      if (holder === null) await removeStale(path);
      else await setTimeout(RETRY_MS);
    }
  } catch (error) {
    ownLocks.delete(own);
    throw error;
  }
  return async () => {
    ownLocks.delete(own);
    if ((await readLock(path)) === own) await rm(path, { force: true });
  };
}
