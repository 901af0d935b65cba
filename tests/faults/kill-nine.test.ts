// kill -9 of Kentiz in the middle of a flood: whatever was acknowledged is there exactly once after the
// next start, and nothing is there that nobody sent.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signIn } from "../../bin/api-client.ts";
import { registerFloodDevices, startFlood, storedTimes, type Flood } from "../harness/flood.ts";
import { ADMIN, startKentiz, type KentizProcess } from "../harness/kentiz-process.ts";
import { postgresMissing, startPostgres, type PostgresServer } from "../harness/postgres-server.ts";

const DEVICES = 10;
const KILLS = 2;
const REPORTS_BEFORE_KILL = 500;

const databases = [
  { kind: "embedded", reason: null },
  { kind: "postgresql", reason: postgresMissing() },
] as const;

describe.each(databases)("kill -9 in a flood, $kind (skipped where: $reason)", ({ kind, reason }) => {
  let dataDir: string;
  let postgres: PostgresServer | null = null;
  let kentiz: KentizProcess;
  let flood: Flood | null = null;

  beforeEach(async () => {
    if (reason) return;
    dataDir = mkdtempSync(join(tmpdir(), "kentiz-kill-"));
    if (kind === "postgresql") postgres = await startPostgres({ durable: true });
  }, 60_000);

  afterEach(async () => {
    if (reason) return;
    await flood?.end();
    await kentiz.stop();
    await postgres?.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.skipIf(reason !== null)(
    "loses nothing acknowledged and counts nothing twice",
    async () => {
      const env = { DATABASE_URL: postgres?.url ?? "", DATA_DIR: dataDir };
      kentiz = await startKentiz(env);
      const port = kentiz.mqttPort;
      const devices = await registerFloodDevices(await signIn(kentiz.httpUrl, ADMIN.username, ADMIN.password), DEVICES);
      const running = startFlood(port, devices);
      flood = running;
      for (let kill = 1; kill <= KILLS; kill += 1) {
        const before = running.acknowledgedCount();
        await expect
          .poll(() => running.acknowledgedCount() - before, { timeout: 30_000 })
          .toBeGreaterThan(REPORTS_BEFORE_KILL);
        await kentiz.kill9();
        const acknowledgedAtKill = running.acknowledgedCount();
        kentiz = await startKentiz({ ...env, MQTT_PORT: String(port) });
        expect(acknowledgedAtKill).toBeGreaterThan(before);
      }
      await running.finish();

      const client = await signIn(kentiz.httpUrl, ADMIN.username, ADMIN.password);
      for (const device of devices) {
        const stored = await storedTimes(client, device.vehicleId);
        expect(new Set(stored).size, "a fix is stored twice").toBe(stored.length);
        const missing = [...running.acknowledged(device)].filter((time) => !stored.includes(time));
        expect(missing, "acknowledged, not stored").toEqual([]);
        expect(stored).toEqual([...running.sent(device)]);
      }
    },
    240_000,
  );
});
