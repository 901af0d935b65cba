// The states of the storage, with a database that fails on command and the real spool.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CommitResult, IngestBatch } from "../../gis/ingest-row.ts";
import { openSpool, type Spool } from "../spool.ts";
import { createCommitTimes } from "./commit-times.ts";
import { createStorage, type Storage, type StorageState } from "./storage.ts";

const RESULT: CommitResult = { stateChanges: [], inserted: 1, poisoned: [] };

let directory: string;
let spool: Spool;
let storage: Storage;
let database: { mode: "there" | "away" | "hanging"; stored: string[]; hanging: (() => void)[]; commits: number };
let states: StorageState[];

function batchOf(name: string): IngestBatch {
  const row = { kind: "message" as const, timeMs: 0, data: {}, deviceId: 1, receivedAtMs: 0, principal: "", topic: "" };
  return { positions: [], messages: [{ ...row, type: name }], observations: [], rejections: [] };
}

async function commit(batch: IngestBatch): Promise<CommitResult> {
  database.commits++;
  await new Promise((resolve) => setImmediate(resolve));
  if (database.mode === "away") throw new Error("away");
  if (database.mode === "hanging") await new Promise<void>((resolve) => database.hanging.push(resolve));
  database.stored.push(...batch.messages.map(({ type }) => type));
  return RESULT;
}

async function probe(): Promise<void> {
  if (database.mode !== "there") throw new Error("away");
}

async function open(maxBytes = 1e6): Promise<void> {
  spool = await openSpool({ directory, maxBytes, maxAgeMs: 1e9 });
  storage = createStorage({
    commit,
    probe,
    spool,
    commitDeadlineMs: 300,
    commitTimes: createCommitTimes(),
    onCommitted: () => undefined,
    onState: (state) => states.push(state),
    logger: pino({ level: "silent" }),
  });
}

async function close(): Promise<void> {
  await storage.stop();
  await spool.close();
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "kentiz-storage-"));
  database = { mode: "there", stored: [], hanging: [], commits: 0 };
  states = [];
  await open();
});
afterEach(async () => {
  for (const resolve of database.hanging) resolve();
  await close();
  await rm(directory, { recursive: true });
});

const becomes = (state: StorageState): Promise<void> =>
  vi.waitFor(() => expect(storage.state).toBe(state), { timeout: 8000 });

describe("storage", () => {
  it("commits while the database is there", async () => {
    expect(await storage.store(0, batchOf("a"))).toBe(true);
    expect(database.stored).toEqual(["a"]);
    expect(spool.length).toBe(0);
  });

  it("spools while it is away and replays in order when it is back", async () => {
    database.mode = "away";
    for (const [index, name] of ["a", "b", "c"].entries()) expect(await storage.store(index, batchOf(name))).toBe(true);
    expect(spool.length).toBe(3);
    expect(states).toEqual(["spooling"]);
    database.mode = "there";
    await becomes("ok");
    expect(database.stored).toEqual(["a", "b", "c"]);
    expect(spool.length).toBe(0);
    expect(await storage.store(3, batchOf("d"))).toBe(true);
    expect(states).toEqual(["spooling", "ok"]);
  });

  it("does not hammer a database that is away", async () => {
    database.mode = "away";
    for (let index = 0; index < 50; index++) await storage.store(index, batchOf("x"));
    expect(database.commits).toBeLessThan(5);
  });

  it("spools a commit that is overdue, and waits for its end before it replays", async () => {
    database.mode = "hanging";
    expect(await storage.store(0, batchOf("a"))).toBe(true);
    expect(storage.state).toBe("spooling");
    expect(await storage.store(1, batchOf("b"))).toBe(true);
    database.mode = "there";
    expect(database.commits).toBe(1);
    for (const resolve of database.hanging.splice(0)) resolve();
    await becomes("ok");
    expect(database.stored).toEqual(["a", "a", "b"]);
  });

  it("acknowledges nothing while the spool is full, and goes on by itself", async () => {
    await close();
    await open(250);
    database.mode = "away";
    expect(await storage.store(0, batchOf("a"))).toBe(true);
    let second: boolean | null = null;
    const waiting = (async () => {
      second = await storage.store(1, batchOf("b"));
    })();
    await becomes("blocked");
    expect(second).toBeNull();
    database.mode = "there";
    await waiting;
    expect(second).toBe(true);
    await becomes("ok");
    expect(database.stored).toEqual(["a", "b"]);
    expect(states.slice(0, 2)).toEqual(["spooling", "blocked"]);
    expect(states.at(-1)).toBe("ok");
  });

  it("gives up what waits when it is stopped", async () => {
    await close();
    await open(10);
    database.mode = "away";
    const waiting = storage.store(0, batchOf("a"));
    await becomes("blocked");
    await storage.stop();
    expect(await waiting).toBe(false);
  });

  it("replays at the start what a former process left", async () => {
    database.mode = "away";
    await storage.store(0, batchOf("a"));
    await storage.store(1, batchOf("b"));
    await close();
    database.mode = "there";
    await open();
    expect(storage.state).toBe("spooling");
    await storage.start();
    expect(database.stored).toEqual(["a", "b"]);
    expect(storage.state).toBe("ok");
  });

  it("starts without the database and replays later", async () => {
    database.mode = "away";
    await storage.store(0, batchOf("a"));
    await close();
    await open();
    await storage.start();
    expect(storage.state).toBe("spooling");
    expect(await storage.store(1, batchOf("b"))).toBe(true);
    database.mode = "there";
    await becomes("ok");
    expect(database.stored).toEqual(["a", "b"]);
  });

  it("runs empty under a steady stream", async () => {
    database.mode = "away";
    for (let index = 0; index < 30; index++) await storage.store(index, batchOf(`old${index}`));
    database.mode = "there";
    let sequence = 30;
    const streaming = new AbortController();
    const stream = async (): Promise<void> => {
      while (!streaming.signal.aborted && (await storage.store(sequence++, batchOf("new"))));
    };
    const streams = [stream(), stream()];
    await becomes("ok");
    streaming.abort();
    await Promise.all(streams);
    expect(database.stored.slice(0, 30)).toEqual(Array.from({ length: 30 }, (_, index) => `old${index}`));
  });
});
