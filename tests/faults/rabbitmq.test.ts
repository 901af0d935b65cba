// Ingest through a RabbitMQ cluster of three nodes with two workers, and what happens when parts of it die:
// the leader of the queues, a worker that holds messages, the quorum. Whatever a device was told is stored
// must be in the tables, once.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn, type ApiClient } from "../../bin/api-client.ts";
import { nativeTopic } from "../../domain/topic.ts";
import { registerFloodDevices, startFlood, storedTimes, type Flood, type FloodDevice } from "../harness/flood.ts";
import { freePort } from "../harness/free-port.ts";
import { ADMIN, startKentiz, type KentizProcess } from "../harness/kentiz-process.ts";
import { postgresMissing, startPostgres, type PostgresServer } from "../harness/postgres-server.ts";
import { startRabbitmqCluster, type RabbitmqCluster } from "../harness/rabbitmq-cluster.ts";
import { findRabbitmq } from "../harness/rabbitmq-packages.ts";

const DEVICES = 8;
const QUEUES = 3;
const PATIENCE = { timeout: 60_000, interval: 100 };

const rabbitmq = postgresMissing() ?? findRabbitmq();
const reason = typeof rabbitmq === "string" ? rabbitmq : null;

describe.skipIf(reason !== null)(`a RabbitMQ cluster with two workers (skipped where: ${reason ?? "-"})`, () => {
  let folder: string;
  let postgres: PostgresServer;
  let cluster: RabbitmqCluster;
  let api: KentizProcess;
  let workers: KentizProcess[] = [];
  let client: ApiClient;
  let devices: FloodDevice[];
  let flood: Flood | null = null;

  const startWorker = (): Promise<KentizProcess> =>
    startKentiz(
      {
        DATABASE_URL: postgres.url,
        DATA_DIR: folder,
        INGEST_SOURCE: cluster.url,
        INGEST_QUEUES: String(QUEUES),
      },
      { command: ["serve", "--roles=broker"] },
    );

  beforeAll(async () => {
    if (typeof rabbitmq === "string") return;
    folder = mkdtempSync(join(tmpdir(), "kentiz-scale-"));
    postgres = await startPostgres();
    const port = await freePort();
    [cluster, api] = await Promise.all([
      startRabbitmqCluster({ files: rabbitmq, authUrl: `http://127.0.0.1:${port}/auth` }),
      startKentiz(
        { DATABASE_URL: postgres.url, DATA_DIR: folder, HTTP_PORT: String(port) },
        { command: ["serve", "--roles=api,jobs"] },
      ),
    ]);
    // The first one declares the queues, and so their leader is on the node it reaches first.
    workers = [await startWorker(), await startWorker()];
    client = await signIn(api.httpUrl, ADMIN.username, ADMIN.password);
    devices = await registerFloodDevices(client, DEVICES);
  }, 240_000);

  afterAll(async () => {
    await flood?.end();
    await Promise.all(workers.map((worker) => worker.kill9()));
    await api?.stop();
    await cluster?.destroy();
    await postgres?.destroy();
    if (folder) rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it("lets a device in with its own password only, and publish its own topics only", async () => {
    const [node] = cluster.nodes;
    const [device, other] = devices;
    if (!node || !device || !other) throw new Error("nothing to try with");
    const connect = (password: string): Promise<mqtt.MqttClient> =>
      mqtt.connectAsync(`mqtt://127.0.0.1:${node.mqttPort}`, {
        username: device.username,
        password,
        clientId: device.username,
        reconnectPeriod: 0,
      });
    await expect(connect("wrong")).rejects.toThrow("Connection refused");
    const tracker = await connect(device.password);
    const closed = new Promise<void>((resolve) => tracker.once("close", () => resolve()));
    const fix = JSON.stringify({ t: Date.now(), lat: 38, lon: 27 });
    tracker.publish(nativeTopic(other.username, "position"), fix, { qos: 1 }, () => undefined);
    // MQTT 3.1.1 knows no refusal: RabbitMQ ends the connection.
    await closed;
  });

  it("takes an integration's messages for its devices, and nothing of a revoked device", async () => {
    const [node] = cluster.nodes;
    const [unit] = (await client.call("listUnits", { query: {} })).items;
    if (!node || !unit) throw new Error("nothing to try with");
    const connect = (credential: { username: string; password: string }): Promise<mqtt.MqttClient> =>
      mqtt.connectAsync(`mqtt://127.0.0.1:${node.mqttPort}`, {
        ...credential,
        clientId: credential.username,
        reconnectPeriod: 0,
      });
    const gateway = await client.call("createIntegration", {
      body: { name: "Ağ geçidi", format: "chirpstack", unitId: unit.id, topicFilters: ["application/#"] },
    });
    const sensor = await client.call("registerIntegrationDevice", {
      params: { id: gateway.id },
      body: { externalId: "0101010101010101" },
    });
    const network = await connect(gateway.mqtt);
    const uplink = {
      time: new Date().toISOString(),
      deviceInfo: { deviceName: "Örnek", devEui: "0101010101010101" },
      fCnt: 1,
      object: { temperature: 21.5 },
    };
    const topic = "application/a/device/0101010101010101/event/up";
    await network.publishAsync(topic, JSON.stringify(uplink), { qos: 1 });
    const latest = async (): Promise<unknown> =>
      (await client.call("listDatastreams", { params: { id: sensor.id } })).items.map((stream) => stream.latest?.value);
    await expect.poll(latest, PATIENCE).toEqual([21.5]);
    await network.endAsync();

    // Its connection outlives its rights at RabbitMQ; what it publishes then is refused by the worker.
    const leaving = await client.call("createDevice", { body: { name: "Ayrılan", unitId: unit.id } });
    const tracker = await connect(leaving.mqtt);
    const own = nativeTopic(leaving.key, "position");
    await tracker.publishAsync(own, JSON.stringify({ t: Date.now(), lat: 38, lon: 27 }), { qos: 1 });
    await client.call("revokeDevice", { params: { id: leaving.id } });
    const reasons = async (): Promise<string[]> => {
      if (tracker.connected)
        await tracker.publishAsync(own, JSON.stringify({ t: Date.now(), lat: 38, lon: 27 }), { qos: 1 });
      const { items } = await client.call("listRejections", { query: { limit: 1000 } });
      return items.filter(({ deviceId }) => deviceId === leaving.id).map(({ reason: why }) => why);
    };
    await expect.poll(reasons, PATIENCE).toContain("device_revoked");
    await tracker.endAsync(true);
    const comesBack = async (): Promise<string> => {
      const again = await connect(leaving.mqtt).catch((error: unknown) => String(error));
      if (typeof again === "string") return again;
      await again.endAsync(true);
      return "came in";
    };
    await expect.poll(comesBack, PATIENCE).toContain("Connection refused");
  }, 120_000);

  it("loses nothing acknowledged and stores nothing twice, whatever dies", async () => {
    const [leader, door, third] = cluster.nodes;
    if (!leader || !door || !third) throw new Error("no cluster");
    const running = startFlood(door.mqttPort, devices);
    flood = running;
    const goesOn = async (): Promise<void> => {
      const before = running.acknowledgedCount();
      await expect.poll(() => running.acknowledgedCount(), PATIENCE).toBeGreaterThan(before + 200);
    };
    const sentCount = (): number => devices.reduce((sum, device) => sum + running.sent(device).length, 0);
    const sends = async (): Promise<void> => {
      const before = sentCount();
      await expect.poll(sentCount, PATIENCE).toBeGreaterThan(before + 1000);
    };
    await goesOn();

    await leader.kill9();
    await goesOn();
    await workers[0]?.kill9();
    await goesOn();
    [workers[0]] = await Promise.all([startWorker(), leader.start()]);
    await goesOn();

    // While the database is away, devices go on and the queues grow.
    await postgres.stopImmediate();
    await goesOn();
    await postgres.start();

    // Without a majority nothing may be acknowledged, however much is sent.
    for (const node of [leader, third]) node.pause();
    await sends();
    const atLoss = running.acknowledgedCount();
    await sends();
    const duringLoss = running.acknowledgedCount();
    for (const node of [leader, third]) node.resume();
    expect(duringLoss).toBe(atLoss);
    await goesOn();

    await running.finish();
    for (const device of devices) {
      const sent = [...running.sent(device)];
      // What is acknowledged may still wait in a queue.
      await expect.poll(async () => (await storedTimes(client, device.vehicleId)).length, PATIENCE).toBe(sent.length);
      expect(await storedTimes(client, device.vehicleId)).toEqual(sent);
    }
  }, 240_000);
});
