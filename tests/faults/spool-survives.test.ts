// The harder ways to lose PostgreSQL: frozen instead of gone, and gone while Kentiz is killed too. What
// was acknowledged from the spool is stored once all the same.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signIn } from "../../bin/api-client.ts";
import { registerFloodDevices, startFlood, storedTimes, type Flood, type FloodDevice } from "../harness/flood.ts";
import { ADMIN, startKentiz, type KentizProcess } from "../harness/kentiz-process.ts";
import { postgresMissing, startPostgres, type PostgresServer } from "../harness/postgres-server.ts";

const DEVICES = 10;
const reason = postgresMissing();

describe.skipIf(reason !== null)(`the spool (skipped where: ${reason})`, () => {
  let dataDir: string;
  let postgres: PostgresServer;
  let kentiz: KentizProcess;
  let flood: Flood;
  let devices: FloodDevice[];

  const start = (port = 0): Promise<KentizProcess> =>
    startKentiz({ DATABASE_URL: postgres.url, DATA_DIR: dataDir, MQTT_PORT: String(port) });

  /** Waits until so many more fixes were acknowledged. */
  async function untilMore(more: number): Promise<void> {
    const before = flood.acknowledgedCount();
    await expect.poll(() => flood.acknowledgedCount() - before, { timeout: 30_000 }).toBeGreaterThan(more);
  }

  const ingestIs = (state: string) =>
    expect
      .poll(async () => (await fetch(new URL("/readyz", kentiz.httpUrl))).text(), { timeout: 60_000, interval: 100 })
      .toContain(`"ingest":"${state}"`);

  async function expectAllStored(): Promise<void> {
    await flood.finish();
    await ingestIs("ok");
    const client = await signIn(kentiz.httpUrl, ADMIN.username, ADMIN.password);
    for (const device of devices) {
      const stored = await storedTimes(client, device.vehicleId);
      expect(stored).toEqual([...flood.sent(device)]);
      expect(stored).toEqual([...flood.acknowledged(device)].toSorted((a, b) => a - b));
    }
  }

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "kentiz-spool-"));
    postgres = await startPostgres({ durable: true });
    kentiz = await start();
    devices = await registerFloodDevices(await signIn(kentiz.httpUrl, ADMIN.username, ADMIN.password), DEVICES);
    flood = startFlood(kentiz.mqttPort, devices);
    await untilMore(500);
  }, 120_000);
  afterEach(async () => {
    await flood.end();
    await kentiz.kill9();
    await postgres.destroy();
    await rm(dataDir, { recursive: true, force: true });
  });

  it("takes over from a database that is frozen, and gives back when it thaws", async () => {
    postgres.pause();
    // After the deadline of a commit, not after the much longer one of a query.
    await ingestIs("spooling");
    await untilMore(500);
    postgres.resume();
    await ingestIs("ok");
    await untilMore(500);
    await expectAllStored();
  }, 120_000);

  it("survives kill -9 and is replayed at the next start", async () => {
    const port = kentiz.mqttPort;
    await postgres.stopImmediate();
    await ingestIs("spooling");
    await untilMore(500);
    await kentiz.kill9();
    await postgres.start();
    kentiz = await start(port);
    await untilMore(500);
    await expectAllStored();
  }, 120_000);
});
