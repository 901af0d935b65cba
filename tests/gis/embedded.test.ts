// What is special about the embedded database: its folder, its lock, its silence.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { openDatabase, type Database } from "../../gis/database.ts";
import { DataDirInUseError, lockDataDir } from "../../gis/embedded/data-dir-lock.ts";
import { startEmbeddedDatabase } from "../../gis/embedded/embedded-database.ts";
import { checkpointIfDue, vacuumTables } from "../../gis/embedded/upkeep.ts";
import { describeOnBothDatabases, describeOnEmbedded } from "../harness/database.ts";
import { copyTemplate } from "../harness/embedded-template.ts";

const logger = pino({ level: "silent" });
const BOW_TIE = "POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))";
const SQUARE = "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kentiz-folder-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("a data folder", () => {
  it("belongs to one process, and is given back", async () => {
    const unlock = await lockDataDir(folder);
    const refusal = lockDataDir(folder);
    await expect(refusal).rejects.toThrow(DataDirInUseError);
    await expect(refusal).rejects.toThrow(`process ${process.pid}`);
    await expect(refusal).rejects.toThrow(folder);
    await unlock();
    await (
      await lockDataDir(folder)
    )();
    expect(existsSync(join(folder, "kentiz.lock"))).toBe(false);
  });

  it("is refused while another process lives, and free once that was killed", async () => {
    const other = spawn("sleep", ["600"]);
    await once(other, "spawn");
    await writeFile(join(folder, "kentiz.lock"), `${other.pid}\n\nx\n`);
    await expect(lockDataDir(folder)).rejects.toMatchObject({ pid: other.pid });
    const gone = once(other, "exit");
    other.kill("SIGKILL");
    await gone;
    await (
      await lockDataDir(folder)
    )();
  });

  it("is free when the process id of the killed holder belongs to another process by now", async () => {
    await writeFile(join(folder, "kentiz.lock"), `${process.ppid}\nanother-boot/12345\nx\n`);
    const unlock = await lockDataDir(folder);
    expect(await readFile(join(folder, "kentiz.lock"), "utf8")).toContain(`${process.pid}\n`);
    await unlock();
  });

  it("is free when the lock is garbage", async () => {
    await writeFile(join(folder, "kentiz.lock"), "");
    const unlock = await lockDataDir(folder);
    expect(await readFile(join(folder, "kentiz.lock"), "utf8")).toContain(`${process.pid}\n`);
    await unlock();
  });

  it("goes to exactly one of many that want it at once", async () => {
    await writeFile(join(folder, "kentiz.lock"), "999999999\ngone/1\nx\n");
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataDir(folder)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });
});

describe("the embedded database", () => {
  const { embeddedTemplate } = inject("harness");
  const start = (dataDir: string, steps: [string, number][] = []) =>
    startEmbeddedDatabase({ dataDir, logger, onProgress: (step, fraction) => steps.push([step, fraction]) });

  it("shows its progress, keeps others out, and leaves nothing open", async () => {
    const dataDir = join(folder, "database");
    await copyTemplate(embeddedTemplate, dataDir);
    const steps: [string, number][] = [];
    const server = await start(dataDir, steps);
    const fractions = steps.map(([, fraction]) => fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(steps.at(-1)?.[1]).toBe(1);
    expect(steps.every(([step]) => step.length > 0)).toBe(true);
    expect((await stat(join(dataDir, "socket"))).mode & 0o777).toBe(0o700);
    await expect(start(dataDir)).rejects.toThrow(DataDirInUseError);
    await server.stop();
    expect(existsSync(join(dataDir, "kentiz.lock"))).toBe(false);
    const again = await start(dataDir);
    await again.stop();
  });

  it("starts again when it hangs, with all that was committed", async () => {
    const dataDir = join(folder, "database");
    await copyTemplate(embeddedTemplate, dataDir);
    const server = await startEmbeddedDatabase({ dataDir, logger, onProgress: () => undefined, hungAfterMs: 15_000 });
    const database = await openDatabase({ connection: server.connection, embedded: true, logger });
    await database.execute("INSERT INTO installation VALUES ('before', '1')");
    await expect(database.query("SELECT count(*) FROM generate_series(1, 1e13)")).rejects.toMatchObject({
      name: "DatabaseError",
    });
    const rows = vi.waitFor(() => database.query("SELECT key FROM installation"), { timeout: 150_000, interval: 500 });
    expect(await rows).toEqual([{ key: "before" }]);
    await database.close();
    await server.stop();
  }, 240_000);

  it("starts over where a first start was killed half way", async () => {
    const dataDir = join(folder, "database");
    await mkdir(join(dataDir, "files"), { recursive: true });
    await writeFile(join(dataDir, "files", "PG_VERSION"), "18\n");
    await writeFile(join(dataDir, "creating"), "");
    const server = await start(dataDir);
    const database = await openDatabase({ connection: server.connection, embedded: true, logger });
    expect(database.capabilities).toMatchObject({
      embedded: true,
      asMvt: false,
      namedStatements: false,
      concurrentConnections: false,
    });
    expect(existsSync(join(dataDir, "creating"))).toBe(false);
    await database.close();
    await server.stop();
  });

  it("is reached through a short path where the folder's is too long for a socket", async () => {
    const dataDir = join(folder, "deep".repeat(30), "database");
    await copyTemplate(embeddedTemplate, dataDir);
    const server = await start(dataDir);
    const database = await openDatabase({ connection: server.connection, embedded: true, logger });
    expect(await database.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await database.close();
    await server.stop();
  });
});

describeOnEmbedded("upkeep", (open) => {
  it("writes the log out and keeps it small, and gathers statistics", async () => {
    const { database: db } = await open();
    const logBytes = async () =>
      (
        await db.query<{ bytes: number }>(
          "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::int8 AS bytes FROM pg_control_checkpoint()",
        )
      )[0]?.bytes ?? -1;
    await db.execute(
      "INSERT INTO installation SELECT n::text, to_jsonb(repeat('x', 1000)) FROM generate_series(1, 2000) n",
    );
    expect(await checkpointIfDue(db, 1e12)).toBe(false);
    const before = await logBytes();
    expect(before).toBeGreaterThan(1e5);
    expect(await checkpointIfDue(db, 1e5)).toBe(true);
    expect(await logBytes()).toBeLessThan(before);
    await vacuumTables(db);
    expect(await db.query("SELECT reltuples FROM pg_class WHERE oid = 'installation'::regclass")).toEqual([
      { reltuples: 2000 },
    ]);
  });
});

describeOnEmbedded("a statement that ends in silence", (open) => {
  let db: Database;
  beforeAll(async () => {
    db = (await open()).database;
  });
  const overlay = `SELECT ST_Intersection('${BOW_TIE}'::geometry, '${SQUARE}'::geometry) AS geom`;

  it("is an error", async () => {
    await expect(db.query(overlay)).rejects.toMatchObject({ name: "DatabaseError", kind: "silent" });
    await expect(
      db.execute(`INSERT INTO installation SELECT 'x', to_jsonb(ST_AsText(geom)) FROM (${overlay}) o`),
    ).rejects.toMatchObject({ kind: "silent" });
    expect(await db.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("rolls its transaction back", async () => {
    const work = db.transaction(async (tx) => {
      await tx.execute("INSERT INTO installation VALUES ('before', '1')");
      await tx.query(overlay);
    });
    await expect(work).rejects.toMatchObject({ kind: "silent" });
    expect(await db.query("SELECT * FROM installation")).toEqual([]);
  });
});

describeOnBothDatabases("a failed statement", (open) => {
  let db: Database;
  beforeAll(async () => {
    db = (await open()).database;
  });

  it("never shifts later answers to other questions", async () => {
    for (let i = 0; i < 200; i += 1) {
      await expect(db.query("SELECT 1 / ($1::int - $1::int)", [i])).rejects.toMatchObject({
        kind: "refused",
        sqlState: "22012",
      });
      const [row] = await db.query<{ answer: number }>("SELECT $1::int AS answer", [i]);
      expect(row).toEqual({ answer: i });
    }
    const many = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        if (i % 3 === 0)
          return db.query("SELECT nowhere").then(
            () => -1,
            () => i,
          );
        return (await db.query<{ answer: number }>("SELECT $1::int AS answer", [i]))[0]?.answer;
      }),
    );
    expect(many).toEqual(Array.from({ length: 200 }, (_, i) => i));
  });

  it("fails its transaction even where the error was swallowed", async () => {
    const work = db.transaction(async (tx) => {
      await tx.execute("INSERT INTO installation VALUES ('swallowed', '1')");
      await tx.query("SELECT nowhere").catch(() => undefined);
    });
    await expect(work).rejects.toMatchObject({ kind: "silent" });
    expect(await db.query("SELECT * FROM installation")).toEqual([]);
  });

  it("keeps its transaction from committing, whatever threw", async () => {
    const work = db.transaction(async (tx) => {
      await tx.execute("INSERT INTO installation VALUES ('thrown', '1')");
      throw new TypeError("not the database's fault");
    });
    await expect(work).rejects.toThrow(TypeError);
    expect(await db.query("SELECT * FROM installation")).toEqual([]);
  });

  it("is a timeout where it takes too long, and the next one works", async () => {
    const slow = db.query("SELECT count(*) FROM generate_series(1, 3000000)", [], { timeoutMs: 1 });
    await expect(slow).rejects.toMatchObject({ kind: "timeout" });
    expect(await db.query("SELECT 2 AS two")).toEqual([{ two: 2 }]);
  });

  it("tells constraint and kind", async () => {
    await db.execute("INSERT INTO installation VALUES ('taken', '1')");
    await expect(db.execute("INSERT INTO installation VALUES ('taken', '1')")).rejects.toMatchObject({
      kind: "conflict",
      constraint: "installation_pkey",
    });
    await expect(db.execute("INSERT INTO installation VALUES (NULL, '1')")).rejects.toMatchObject({
      kind: "refused",
      sqlState: "23502",
    });
    await expect(db.query("SELECT * FROM nowhere")).rejects.toMatchObject({ kind: "other", sqlState: "42P01" });
  });
});
