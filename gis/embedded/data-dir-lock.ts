// One process per data folder: two of them writing the same files would destroy the database.
// The lock file names the holder by process id and start time, so that the file a killed process
// leaves behind (its id may belong to another one by now) is recognised as stale.
import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

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

/** Locks of this very process: its own id in the file would otherwise look like a recycled one. */
const heldHere = new Map<string, string>();

/**
 * When a process started: boot id and clock ticks (Linux /proc); "" where the system does not tell,
 * null for a process that does not exist.
 */
async function startOf(pid: number): Promise<string | null> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return null;
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

/**
 * Moves a stale lock out of the way. Another process may have replaced it since it was read: then
 * the moved file is a fresh lock and is put back.
 */
async function removeStale(path: string, content: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  if ((await readLock(aside)) !== content) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/**
 * Takes the folder (created with mode 0700 where missing); the result gives it back.
 * @throws DataDirInUseError naming the process that has it.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, LOCK_FILE);
  const own = `${process.pid}\n${await startOf(process.pid)}\n${randomUUID()}\n`;
  const draft = `${path}.${randomUUID()}`;
  // A link appears whole or not at all: nobody reads a half-written lock.
  await writeFile(draft, own, { mode: 0o600 });
  try {
    for (;;) {
      const taken = await link(draft, path).then(
        () => true,
        () => false,
      );
      if (taken) break;
      const content = await readLock(path);
      if (content === null) continue;
      const holder = parseHolder(content);
      const isOurs = holder?.pid === process.pid && heldHere.get(dataDir) === content;
      if (holder && (isOurs || (holder.pid !== process.pid && (await isAlive(holder)))))
        throw new DataDirInUseError(holder.pid, dataDir);
      await removeStale(path, content);
    }
  } finally {
    await rm(draft, { force: true });
  }
  heldHere.set(dataDir, own);
  return async () => {
    heldHere.delete(dataDir);
    if ((await readLock(path)) === own) await rm(path, { force: true });
  };
}
