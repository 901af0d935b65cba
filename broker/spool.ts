// Batches on the local disk while the database is away. An append returns only after it is synced, so
// what is acknowledged from here survives a crash; replay deletes what the database has taken.
//
// LevelDB keys: <sequence>-<epoch ms>-<bytes>-<rows>, numbers of fixed width, so that order, age and
// size are known from the keys alone.
import { mkdir } from "node:fs/promises";
import { ClassicLevel } from "classic-level";
import type { IngestBatch, RejectionRow } from "../gis/ingest-row.ts";

export interface SpoolOptions {
  directory: string;
  maxBytes: number;
  /** The spool takes nothing more while its oldest batch is older than this. */
  maxAgeMs: number;
}

/** The bounds are reached: nothing more may be acknowledged from here. */
export class SpoolFullError extends Error {}

export interface SpooledBatch {
  readonly key: string;
  readonly batch: IngestBatch;
}

export interface Spool {
  /** Durable when it resolves. @throws SpoolFullError, or what the disk said. */
  append(sequence: number, batch: IngestBatch, atMs: number): Promise<void>;
  /** The oldest batches, in order, until `maxRows` is reached; at least one where there is any. */
  oldest(maxRows: number): Promise<SpooledBatch[]>;
  remove(batches: readonly SpooledBatch[]): Promise<void>;
  /** A sequence above all that are in it. */
  readonly nextSequence: number;
  readonly length: number;
  readonly bytes: number;
  /** Epoch milliseconds; null = empty. */
  readonly oldestAtMs: number | null;
  close(): Promise<void>;
}

/** Batches read at once. */
const MAX_READ = 1000;
const FIRST_KEY = "0";
const LAST_KEY = "9";

interface Entry {
  sequence: number;
  atMs: number;
  bytes: number;
  rows: number;
}

const digits = (value: number, width: number): string => String(value).padStart(width, "0");

function keyOf({ sequence, atMs, bytes, rows }: Entry): string {
  return [digits(sequence, 15), digits(atMs, 15), digits(bytes, 10), digits(rows, 6)].join("-");
}

function entryOf(key: string): Entry {
  const [sequence = 0, atMs = 0, bytes = 0, rows = 0] = key.split("-").map(Number);
  return { sequence, atMs, bytes, rows };
}

/** Batches of a version before there were observations lack them. */
type StoredBatch = Omit<IngestBatch, "rejections" | "observations"> &
  Partial<Pick<IngestBatch, "observations">> & { rejections: StoredRejection[] };
type StoredRejection = Omit<RejectionRow, "payload"> & { payload: string };

function encode(batch: IngestBatch): string {
  const rejections = batch.rejections.map((row): StoredRejection => ({
    ...row,
    payload: Buffer.from(row.payload).toString("base64"),
  }));
  const { positions, messages, observations } = batch;
  return JSON.stringify({ positions, messages, observations, rejections });
}

/** The spool holds only what encode() wrote. */
function decode(text: string): IngestBatch {
  const stored = JSON.parse(text) as StoredBatch;
  const rejections = stored.rejections.map((row) => ({ ...row, payload: Buffer.from(row.payload, "base64") }));
  const { positions, messages, observations = [] } = stored;
  return { positions, messages, observations, rejections };
}

/** @throws where another process uses the folder or it cannot be written. */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  await mkdir(options.directory, { recursive: true, mode: 0o700 });
  let level = new ClassicLevel<string>(options.directory);
  await level.open();

  // In order of arrival.
  const entries = new Map<string, Entry>();
  let bytes = 0;
  let nextSequence = 0;
  for await (const key of level.keys()) {
    const entry = entryOf(key);
    entries.set(key, entry);
    bytes += entry.bytes;
    nextSequence = Math.max(nextSequence, entry.sequence + 1);
  }

  const oldestAtMs = (): number | null => {
    const [oldest] = entries.values();
    return oldest?.atMs ?? null;
  };
  // Nothing lies before it. Iterating from the start would step over the tombstones of all that was
  // removed, again and again.
  let lowerBound = "";

  function forget(key: string): void {
    bytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  }

  /** After a failed write LevelDB refuses all further ones until it is opened again. */
  async function reopen(): Promise<void> {
    await level.close();
    level = new ClassicLevel<string>(options.directory);
    await level.open();
  }

  return {
    append: async (sequence, batch, atMs) => {
      const text = encode(batch);
      const { positions, messages, observations, rejections } = batch;
      const rows = positions.length + messages.length + observations.length + rejections.length;
      const entry: Entry = { sequence, atMs, bytes: Buffer.byteLength(text), rows };
      if (bytes + entry.bytes > options.maxBytes) throw new SpoolFullError("the spool has reached its size");
      const oldest = oldestAtMs();
      if (oldest !== null && atMs - oldest > options.maxAgeMs)
        throw new SpoolFullError("the spool has reached its age");
      const key = keyOf(entry);
      // Noted before it is written: a reader may find and remove it before the write is reported done.
      entries.set(key, entry);
      bytes += entry.bytes;
      nextSequence = Math.max(nextSequence, sequence + 1);
      if (key < lowerBound) lowerBound = key;
      try {
        await level.put(key, text, { sync: true });
      } catch (error) {
        forget(key);
        await reopen();
        throw error;
      }
    },
    oldest: async (maxRows) => {
      const found: SpooledBatch[] = [];
      let rows = 0;
      for await (const [key, text] of level.iterator({ gte: lowerBound, limit: MAX_READ })) {
        rows += entryOf(key).rows;
        if (found.length > 0 && rows > maxRows) break;
        found.push({ key, batch: decode(text) });
      }
      return found;
    },
    remove: async (batches) => {
      // Not synced: what a crash brings back is replayed into the same rows.
      await level.batch(batches.map(({ key }) => ({ type: "del" as const, key })));
      for (const { key } of batches) {
        forget(key);
        if (key > lowerBound) lowerBound = key;
      }
      // Gives the disk back.
      if (entries.size === 0) await level.compactRange(FIRST_KEY, LAST_KEY);
    },
    get nextSequence() {
      return nextSequence;
    },
    get length() {
      return entries.size;
    },
    get bytes() {
      return bytes;
    },
    get oldestAtMs() {
      return oldestAtMs();
    },
    close: () => level.close(),
  };
}
