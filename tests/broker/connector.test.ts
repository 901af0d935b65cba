// Kentiz as a client of other brokers, against real ones: what they keep for it arrives once, under the
// right devices, whatever breaks in between, and the state that people see tells the truth.
import { randomBytes } from "node:crypto";
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { connectAsync, type MqttClient } from "mqtt";
import protobuf from "protobufjs/light.js";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { Connector } from "../../domain/connector.ts";
import type { IntegrationFormat } from "../../domain/device.ts";
import { changeConnector, connectorById, createConnector, type NewConnectorRow } from "../../gis/connector.ts";
import { assignDevice } from "../../gis/device-assignment.ts";
import { integrationById, registerIntegrationDevice } from "../../gis/integration.ts";
import { rootUnit } from "../../gis/unit.ts";
import { createVehicle } from "../../gis/vehicle.ts";
import { hashOf, startTestBroker, storedPositions, TEST_SECRETS, type TestBroker } from "../harness/broker.ts";
import { describeOnPostgres } from "../harness/database.ts";
import { mosquittoMissing, startMosquitto, type Mosquitto } from "../harness/mosquitto.ts";

const PATIENCE = { timeout: 30_000 };
const BASE_SECONDS = Date.UTC(2026, 10, 20) / 1000;

describeOnPostgres("connectors", (open) => {
  let kentiz: TestBroker;
  let unitId: number;
  const closing: (() => unknown)[] = [];

  beforeAll(async () => {
    const limits = { connectorRetryFirstMs: 50, connectorRetryLastMs: 200 };
    kentiz = await startTestBroker((await open()).database, { limits });
    unitId = (await rootUnit(kentiz.database))?.id ?? 0;
  });
  afterAll(() => kentiz.stop());
  afterEach(async () => {
    await kentiz.database.execute("UPDATE connector SET enabled = false");
    kentiz.feed.publish({ type: "connectors" });
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function add(format: IntegrationFormat, row: Partial<NewConnectorRow> & { url: string }): Promise<number> {
    const key = `i${randomBytes(5).toString("hex")}`;
    const id = await kentiz.database.transaction((tx) =>
      createConnector(tx, TEST_SECRETS, {
        key,
        name: key,
        format,
        unitId,
        topicFilters: [],
        secretHash: hashOf(key),
        username: null,
        password: null,
        ca: null,
        intervalSeconds: null,
        ...row,
      }),
    );
    kentiz.feed.publish({ type: "connectors" });
    return id;
  }

  async function read(id: number): Promise<Connector> {
    const connector = await connectorById(kentiz.database, { unitIds: [unitId] }, id);
    if (!connector) throw new Error("no such connector");
    return connector;
  }

  /** @returns the vehicle that it serves */
  async function register(id: number, externalId: string): Promise<number> {
    const integration = await integrationById(kentiz.database, { unitIds: [unitId] }, id);
    if (!integration) throw new Error("no such integration");
    const key = `d${randomBytes(5).toString("hex")}`;
    const device = await registerIntegrationDevice(kentiz.database, integration, {
      externalId,
      key,
      name: key,
      unitId,
    });
    const vehicle = await createVehicle(kentiz.database, { code: key, kind: "bus", unitId });
    await assignDevice(kentiz.database, device.id, vehicle.id, new Date(0));
    kentiz.feed.publish({ type: "devices" });
    return vehicle.id;
  }

  const flespi = (ident: string, seconds: number): string =>
    JSON.stringify({
      ident,
      timestamp: BASE_SECONDS + seconds,
      "position.latitude": 38.4,
      "position.longitude": 27.1,
      "position.speed": 30,
    });

  it.skipIf(mosquittoMissing())(
    "take over what another broker holds, each message once, through outages of both sides (skipped without mosquitto)",
    async () => {
      const remote: Mosquitto = await startMosquitto({ users: { kentiz: "uzak parola" }, keep: true });
      closing.push(() => remote.stop());
      const id = await add("flespi", {
        url: remote.url,
        topicFilters: ["flespi/#"],
        username: "kentiz",
        password: "yanlış",
      });
      // A wrong password says so.
      await expect.poll(async () => (await read(id)).fault, PATIENCE).toBe("credentials_wrong");
      expect(await read(id)).toMatchObject({ state: expect.stringMatching(/retrying|connecting/), hasPassword: true });
      expect(JSON.stringify(await read(id))).not.toContain("yanlış");

      // Corrected without a restart.
      await changeConnector(kentiz.database, TEST_SECRETS, await read(id), { password: "uzak parola" });
      kentiz.feed.publish({ type: "connectors" });
      await expect.poll(async () => (await read(id)).state, PATIENCE).toBe("connected");
      expect(await read(id)).toMatchObject({ fault: null, retryAt: null });

      const vehicleId = await register(id, "b1");
      let sent = 0;
      const publish = async (client: MqttClient, count: number): Promise<void> => {
        const all = Array.from({ length: count }, () =>
          client.publishAsync("flespi/message/gw/devices/b1", flespi("b1", sent++), { qos: 1 }),
        );
        await Promise.all(all);
      };
      const stored = async (): Promise<number> => (await storedPositions(kentiz.database, vehicleId)).length;
      const connect = () =>
        connectAsync(remote.url, { username: "kentiz", password: "uzak parola", reconnectPeriod: 0 });

      let publisher = await connect();
      await publish(publisher, 50);
      await expect.poll(stored, PATIENCE).toBe(50);

      // Kentiz away: the other broker keeps what comes for its session.
      await kentiz.restart();
      await publish(publisher, 50);
      await expect.poll(stored, PATIENCE).toBe(100);
      await publisher.endAsync();

      // The other broker away, and back.
      await remote.interrupt();
      await expect.poll(async () => (await read(id)).fault, PATIENCE).toMatch(/connection_refused|connection_lost/);
      await remote.resume();
      await expect.poll(async () => (await read(id)).state, PATIENCE).toBe("connected");
      publisher = await connect();
      closing.push(() => publisher.endAsync(true));
      await publish(publisher, 50);
      await expect.poll(stored, PATIENCE).toBe(150);
      await expect.poll(async () => (await read(id)).messages, PATIENCE).toBeGreaterThanOrEqual(150);
      expect(await read(id)).toMatchObject({ waiting: 0, lastMessageAt: expect.any(String) });
      const times = (await storedPositions(kentiz.database, vehicleId)).map(
        ({ fixTime }) => Date.parse(fixTime) / 1000,
      );
      expect(times).toEqual(Array.from({ length: 150 }, (_, index) => BASE_SECONDS + index));
    },
    120_000,
  );

  it("say where nobody is, and end when they are switched off", async () => {
    const id = await add("flespi", { url: "mqtt://127.0.0.1:1", topicFilters: ["#"] });
    await expect.poll(async () => (await read(id)).fault, PATIENCE).toBe("connection_refused");
    await changeConnector(kentiz.database, TEST_SECRETS, await read(id), { enabled: false });
    kentiz.feed.publish({ type: "connectors" });
    await expect.poll(() => kentiz.broker.stats().connectors?.open, PATIENCE).toBe(0);
    expect(await read(id)).toMatchObject({ state: "off", fault: null });
  });

  it("say that a password was sealed with another key", async () => {
    const id = await add("flespi", { url: "mqtt://127.0.0.1:1", topicFilters: ["#"], password: "x" });
    await kentiz.database.execute("UPDATE connector SET sealed_password = $2, version = 9 WHERE integration_id = $1", [
      id,
      Buffer.alloc(40),
    ]);
    kentiz.feed.publish({ type: "connectors" });
    await expect.poll(async () => (await read(id)).fault, PATIENCE).toBe("secret_unreadable");
  });

  function feedOf(vehicles: { id: string; seconds: number; lat: number }[]): Buffer {
    const { nested } = {
      nested: {
        Position: { fields: { latitude: { type: "float", id: 1 }, longitude: { type: "float", id: 2 } } },
        Vehicle: { fields: { id: { type: "string", id: 1 }, label: { type: "string", id: 2 } } },
        VehiclePosition: {
          fields: {
            position: { type: "Position", id: 2 },
            timestamp: { type: "uint64", id: 5 },
            vehicle: { type: "Vehicle", id: 8 },
          },
        },
        Entity: { fields: { id: { type: "string", id: 1 }, vehicle: { type: "VehiclePosition", id: 4 } } },
        Header: { fields: { version: { type: "string", id: 1 } } },
        Feed: { fields: { header: { type: "Header", id: 1 }, entity: { rule: "repeated", type: "Entity", id: 2 } } },
      },
    };
    const Feed = protobuf.Root.fromJSON({ nested }).lookupType("Feed");
    const entity = vehicles.map(({ id, seconds, lat }) => ({
      id: `e-${id}`,
      vehicle: {
        position: { latitude: lat, longitude: 27.1 },
        timestamp: seconds,
        vehicle: { id, label: `Hat ${id}` },
      },
    }));
    return Buffer.from(Feed.encode(Feed.fromObject({ header: { version: "2.0" }, entity })).finish());
  }

  async function serveFeed(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
    const server: Server = createHttpServer(answer);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port }: AddressInfo = Object.assign({ port: 0, address: "", family: "" }, server.address());
    return `http://127.0.0.1:${port}/vehicle-positions.pb`;
  }

  it("ask a GTFS-realtime feed, take each picture once and ask only for what is new", async () => {
    let picture = 1;
    const asked: (string | undefined)[] = [];
    const url = await serveFeed((request, response) => {
      const seen = request.headers["if-none-match"];
      asked.push(seen);
      if (request.headers.authorization !== `Basic ${Buffer.from("kentiz:anahtar").toString("base64")}`) {
        response.writeHead(401).end();
      } else if (seen === `"${picture}"`) {
        response.writeHead(304).end();
      } else {
        const moved = { id: "35001", seconds: BASE_SECONDS + picture, lat: 38.4 + picture / 1000 };
        const still = { id: "35002", seconds: BASE_SECONDS, lat: 38.5 };
        response.writeHead(200, { etag: `"${picture}"` }).end(feedOf([moved, still]));
      }
    });
    const id = await add("gtfs-realtime", { url, intervalSeconds: 1, username: "kentiz", password: "yanlış" });
    await expect.poll(async () => (await read(id)).fault, PATIENCE).toBe("credentials_wrong");
    const moving = await register(id, "35001");
    const parked = await register(id, "35002");
    await changeConnector(kentiz.database, TEST_SECRETS, await read(id), { password: "anahtar" });
    kentiz.feed.publish({ type: "connectors" });
    const stored = async (vehicleId: number): Promise<string[]> =>
      (await storedPositions(kentiz.database, vehicleId)).map(({ fixTime, lat }) => `${fixTime} ${lat}`);
    await expect.poll(() => stored(moving), PATIENCE).toEqual(["2026-11-20T00:00:01.000Z 38.401"]);
    await expect.poll(() => asked, PATIENCE).toContain('"1"');
    picture = 2;
    await expect.poll(() => stored(moving), PATIENCE).toHaveLength(2);
    expect(await stored(parked)).toEqual(["2026-11-20T00:00:00.000Z 38.5"]);
    expect(await read(id)).toMatchObject({ state: "connected", fault: null });
  });

  it("collect vehicles of a feed that nobody registered, and say what a server answers", async () => {
    let status = 200;
    const url = await serveFeed((_request, response) => {
      response.writeHead(status).end(feedOf([{ id: "yeni", seconds: BASE_SECONDS, lat: 38.4 }]));
    });
    const id = await add("gtfs-realtime", { url, intervalSeconds: 1 });
    await expect.poll(async () => (await read(id)).unknownDevices, PATIENCE).toBe(1);
    status = 500;
    await expect.poll(async () => (await read(id)).faultDetail, PATIENCE).toBe("HTTP 500");
    expect((await read(id)).fault).toBe("http_status");
  });
});
