// The database goes away in the middle of a flood and comes back half a minute later. The door stays
// open, says so, acknowledges from the spool; afterwards everything acknowledged is in the tables,
// once and in order, without a restart of Kentiz.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "../../bin/api-client.ts";
import { registerFloodDevices, startFlood, storedTimes, type Flood, type FloodDevice } from "../harness/flood.ts";
import { ADMIN, startKentiz, type KentizProcess } from "../harness/kentiz-process.ts";
import { postgresMissing, startPostgres, type PostgresServer } from "../harness/postgres-server.ts";

const DEVICES = 10;
const OUTAGE_MS = 30_000;
const reason = postgresMissing();

describe.skipIf(reason !== null)(`a database that is away (skipped where: ${reason})`, () => {
  let dataDir: string;
  let postgres: PostgresServer;
  let kentiz: KentizProcess;
  let flood: Flood;
  let devices: FloodDevice[];

  const readiness = async (): Promise<{ status: number; text: string }> => {
    const response = await fetch(new URL("/readyz", kentiz.httpUrl));
    return { status: response.status, text: await response.text() };
  };

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "kentiz-outage-"));
    postgres = await startPostgres({ durable: true });
    kentiz = await startKentiz({ DATABASE_URL: postgres.url, DATA_DIR: dataDir });
    devices = await registerFloodDevices(await signIn(kentiz.httpUrl, ADMIN.username, ADMIN.password), DEVICES);
    flood = startFlood(kentiz.mqttPort, devices);
  }, 120_000);

  afterAll(async () => {
    await flood.end();
    await kentiz.stop();
    await postgres.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function expectAllStored(): Promise<void> {
    const client = await signIn(kentiz.httpUrl, ADMIN.username, ADMIN.password);
    for (const device of devices) {
      const acknowledged = [...flood.acknowledged(device)].sort((a, b) => a - b);
      const stored = await storedTimes(client, device.vehicleId);
      expect(new Set(stored).size, "a fix is stored twice").toBe(stored.length);
      expect(stored).toEqual(acknowledged);
    }
  }

  it("keeps the door open, honest, and loses nothing", async () => {
    await expect.poll(() => flood.acknowledgedCount(), { timeout: 30_000 }).toBeGreaterThan(500);
    expect((await readiness()).status).toBe(200);

    const pid = kentiz.pid;
    await postgres.stopImmediate();
    const atStop = flood.acknowledgedCount();
    await expect.poll(() => flood.acknowledgedCount(), { timeout: 20_000 }).toBeGreaterThan(atStop + 500);
    const away = await readiness();
    expect(away.status).toBe(503);
    expect(away.text).toContain("spooling");
    // The outage itself is what is tested, so this waits for time, not for a condition.
    await setTimeout(OUTAGE_MS);
    const beforeReturn = flood.acknowledgedCount();
    expect(beforeReturn).toBeGreaterThan(atStop + 1000);

    await postgres.start();
    await expect.poll(async () => (await readiness()).status, { timeout: 60_000, interval: 250 }).toBe(200);
    await expect.poll(() => flood.acknowledgedCount(), { timeout: 20_000 }).toBeGreaterThan(beforeReturn + 500);
    await flood.finish();
    await expect
      .poll(async () => (await readiness()).text, { timeout: 60_000, interval: 250 })
      .toContain('"ingest":"ok"');
    await expectAllStored();
    expect(kentiz.pid).toBe(pid);
  }, 240_000);
});
