// One installation as several processes over one PostgreSQL: what one of them learns, the others show.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { signIn, type ApiClient } from "../../bin/api-client.ts";
import { nativeTopic } from "../../domain/topic.ts";
import { packageRoot } from "../../gis/package-root.ts";
import { describeOnPostgres } from "../harness/database.ts";
import { ADMIN, startKentiz, type KentizProcess } from "../harness/kentiz-process.ts";
import { freePort } from "../harness/free-port.ts";
import { openLiveStream } from "../harness/live-stream.ts";

describeOnPostgres("broker and api as processes of their own", (open) => {
  let folder: string;
  let broker: KentizProcess;
  let api: KentizProcess;
  let client: ApiClient;
  let healthPort: number;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "kentiz-roles-"));
    const { connection } = await open();
    const env = (name: string): Record<string, string> => ({ DATABASE_URL: connection, DATA_DIR: join(folder, name) });
    healthPort = await freePort();
    [broker, api] = await Promise.all([
      startKentiz({ ...env("broker"), HEALTH_PORT: String(healthPort) }, { command: ["serve", "--roles=broker,jobs"] }),
      startKentiz(env("api"), { command: ["serve", "--roles=api,jobs"] }),
    ]);
    client = await signIn(api.httpUrl, ADMIN.username, ADMIN.password);
  });
  afterAll(async () => {
    await Promise.all([broker.stop(), api.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it("show a report live and end the session of a revoked device", async () => {
    const ready = await fetch(`http://127.0.0.1:${healthPort}/readyz`);
    expect(await ready.json()).toMatchObject({ status: "ready", ingest: "ok" });
    const { items } = await client.call("listUnits", { query: {} });
    const vehicle = await client.call("createVehicle", {
      body: { code: "ROL-1", kind: "other", unitId: items[0]?.id ?? 0 },
    });
    const device = await client.call("createDevice", { body: { name: "Rol 1", vehicleId: vehicle.id } });
    const live = await openLiveStream({ url: api.httpUrl, cookie: client.cookie });
    const tracker = mqtt.connect(`mqtt://127.0.0.1:${broker.mqttPort}`, {
      ...device.mqtt,
      clientId: device.key,
      reconnectPeriod: 0,
    });
    await new Promise<void>((resolve) => tracker.once("connect", () => resolve()));
    const report = async (lat: number): Promise<void> => {
      const fix = { t: Date.now(), lat, lon: 27.11, speedKmh: 30 };
      await tracker.publishAsync(nativeTopic(device.key, "position"), JSON.stringify(fix), { qos: 1 });
    };
    // The first one may be told by a reload; the second only by what the broker says.
    await report(38.38);
    await live.until("it is there", ({ vehicles }) => vehicles.get(vehicle.id)?.lat === 38.38, 30_000);
    await report(38.39);
    await live.until("it moved", ({ vehicles }) => vehicles.get(vehicle.id)?.lat === 38.39, 30_000);
    await live.until("it is connected", ({ vehicles }) => vehicles.get(vehicle.id)?.connected === true, 30_000);

    const ended = new Promise<void>((resolve) => tracker.once("close", () => resolve()));
    await client.call("revokeDevice", { params: { id: device.id } });
    await ended;
    await live.close();
  });
});

it("roles over the embedded database end the start with a sentence", async () => {
  const kentiz = join(packageRoot(), "dist", "bin", "kentiz.js");
  const child = spawn(process.execPath, [kentiz, "serve", "--roles=api"], {
    env: { ...process.env, DATABASE_URL: "" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let printed = "";
  child.stderr.on("data", (bytes: Buffer) => (printed += bytes.toString()));
  await once(child, "close");
  expect(child.exitCode).toBe(1);
  expect(printed.trim()).toMatch(/^The embedded database belongs to one process\..*DATABASE_URL/);
});
