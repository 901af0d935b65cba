// PostgreSQL goes away and comes back: callers are told, and nobody has to restart anything.
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openDatabase, pingDatabase, type Database } from "../../gis/database.ts";
import { commitBatch } from "../../gis/ingest-batch.ts";
import { migrate } from "../../gis/migrate.ts";
import { startPostgres, type PostgresServer } from "../harness/postgres-server.ts";
import { batch, createSmallFleet, fix, storedSeconds, type SmallFleet } from "./small-fleet.ts";

const { postgres } = inject("harness");
const missing = "missing" in postgres ? postgres.missing : null;

describe.skipIf(missing !== null)(`PostgreSQL away (${missing ?? "runs here"})`, () => {
  let server: PostgresServer;
  let db: Database;
  let fleet: SmallFleet;
  beforeAll(async () => {
    server = await startPostgres({ durable: true });
    db = await openDatabase({ connection: server.url, logger: pino({ level: "silent" }) });
    await migrate(db);
    fleet = await createSmallFleet(db);
  });
  afterAll(async () => {
    await db.close();
    await server.destroy();
  });
  const send = (second: number) => commitBatch(db, batch({ positions: [fix(fleet.truck.deviceId, second)] }));

  it("is unavailable while it is down, and works when it is back", async () => {
    await send(1);
    await server.stopImmediate();
    await expect(send(2)).rejects.toMatchObject({ name: "DatabaseError", kind: "unavailable" });
    await expect(pingDatabase(db)).rejects.toMatchObject({ kind: "unavailable" });
    await expect(db.transaction((tx) => tx.query("SELECT 1"))).rejects.toMatchObject({ kind: "unavailable" });
    await server.start();
    await send(3);
    expect(await storedSeconds(db, fleet.truck.vehicleId)).toEqual([1, 3]);
  });

  it("loses nothing that was committed when it crashes in the middle", async () => {
    const committed: number[] = [];
    let crash: Promise<void> | null = null;
    for (let second = 100; second < 400 || !crash; second += 1) {
      try {
        await send(second);
        committed.push(second);
      } catch {
        break;
      }
      if (second === 200) crash = server.stopImmediate();
    }
    await crash;
    await server.start();
    expect(committed.length).toBeGreaterThan(50);
    expect(await storedSeconds(db, fleet.truck.vehicleId)).toEqual(expect.arrayContaining(committed));
  });

  it("is a timeout while it hangs, with its connections open", async () => {
    await pingDatabase(db);
    server.pause();
    try {
      await expect(pingDatabase(db)).rejects.toMatchObject({ kind: "timeout" });
    } finally {
      server.resume();
    }
    await pingDatabase(db);
  });

  it("is told from a database that cannot be used", async () => {
    const logger = pino({ level: "silent" });
    await expect(openDatabase({ connection: server.urlOf("nowhere"), logger })).rejects.toMatchObject({
      kind: "other",
      sqlState: "3D000",
    });
    const wrong = new URL(server.url);
    wrong.password = "wrong";
    await expect(openDatabase({ connection: wrong.href, logger })).rejects.toMatchObject({
      kind: "other",
      sqlState: "28P01",
    });
    await expect(openDatabase({ connection: "postgres://127.0.0.1:1/x", logger })).rejects.toMatchObject({
      kind: "unavailable",
    });
  });
});
