// One principal, many devices, through the real broker: what is known is stored under its device, what
// is not is refused and collected, and nobody speaks for devices of somebody else.
import { randomBytes } from "node:crypto";
import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { IntegrationFormat } from "../../domain/device.ts";
import { datastreamsOfDevice } from "../../gis/datastream.ts";
import { assignDevice } from "../../gis/device-assignment.ts";
import { deviceHealth } from "../../gis/device-health.ts";
import { revokeDevice } from "../../gis/device.ts";
import {
  changeIntegration,
  createIntegration,
  integrationById,
  registerIntegrationDevice,
  revokeIntegration,
} from "../../gis/integration.ts";
import { listUnknownDevices } from "../../gis/unknown-device.ts";
import { rootUnit } from "../../gis/unit.ts";
import { createVehicle } from "../../gis/vehicle.ts";
import { hashOf, startTestBroker, storedPositions, type TestBroker } from "../harness/broker.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { recordedBytes, recordedDataMissing, recordedLines } from "../recorded/recorded-data.ts";

const T = "2026-11-20T12:00:00Z";
const EUI = "0101010101010101";
const UPLINK = `application/a/device/${EUI}/event/up`;
const skipReason = recordedDataMissing();

describeOnBothDatabases("integrations", (open) => {
  let kentiz: TestBroker;
  let unitId: number;
  const clients: MqttClient[] = [];

  beforeAll(async () => {
    kentiz = await startTestBroker((await open()).database);
    unitId = (await rootUnit(kentiz.database))?.id ?? 0;
  });
  afterAll(() => kentiz.stop());
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.endAsync(true);
  });

  interface TestIntegration {
    id: number;
    key: string;
    secret: string;
    /** Registers a device under it, and a vehicle that it serves. */
    register(externalId: string): Promise<{ id: number; vehicleId: number }>;
    connect(): Promise<MqttClient>;
    unknown(): ReturnType<typeof listUnknownDevices>;
  }

  async function add(format: IntegrationFormat, topicFilters: string[] = []): Promise<TestIntegration> {
    const { database } = kentiz;
    const key = `i${randomBytes(5).toString("hex")}`;
    const secret = randomBytes(10).toString("hex");
    const id = await createIntegration(database, {
      key,
      name: key,
      format,
      unitId,
      topicFilters,
      secretHash: hashOf(secret),
    });
    return {
      id,
      key,
      secret,
      async register(externalId) {
        const integration = await integrationById(database, { unitIds: [unitId] }, id);
        if (!integration) throw new Error("no such integration");
        const deviceKey = `d${randomBytes(5).toString("hex")}`;
        const device = await registerIntegrationDevice(database, integration, {
          externalId,
          key: deviceKey,
          name: externalId,
          unitId,
        });
        const vehicle = await createVehicle(database, { code: deviceKey, kind: "car", unitId });
        await assignDevice(database, device.id, vehicle.id, new Date(0));
        kentiz.feed.publish({ type: "devices" });
        return { id: device.id, vehicleId: vehicle.id };
      },
      async connect() {
        const url = `mqtt://127.0.0.1:${kentiz.port}`;
        const client = await connectAsync(url, {
          username: key,
          password: secret,
          clientId: `${key}-1`,
          reconnectPeriod: 0,
        });
        client.on("error", () => undefined);
        clients.push(client);
        return client;
      },
      unknown: () => listUnknownDevices(database, id),
    };
  }

  const uplink = (temperature: number, fCnt = 1): string =>
    JSON.stringify({ time: T, deviceInfo: { deviceName: "Örnek", devEui: EUI }, fCnt, object: { temperature } });
  const latestOf = async (deviceId: number): Promise<unknown[]> =>
    (await datastreamsOfDevice(kentiz.database, deviceId, Date.now())).map(({ key, latest }) => [key, latest?.value]);

  it("tell by their counters what is missing, and by their times how far a clock is off", async () => {
    const chirpstack = await add("chirpstack");
    const device = await chirpstack.register(EUI);
    const client = await chirpstack.connect();
    for (const fCnt of [4, 5, 9, 8, 10]) await client.publishAsync(UPLINK, uplink(fCnt, fCnt), { qos: 1 });
    await client.endAsync();
    // What is kept in memory is written down at the latest when the broker ends.
    await kentiz.restart();
    const health = await deviceHealth(kentiz.database, device.id, Date.now());
    expect(health).toMatchObject({
      counted: 5,
      missing: 2,
      restarts: 0,
      lastGapMessages: 3,
      flags: ["messages_missing"],
    });
  });

  it("are stored under the devices they are about, once, and seen", async () => {
    const chirpstack = await add("chirpstack");
    const device = await chirpstack.register(EUI);
    const client = await chirpstack.connect();
    for (const _time of [1, 2]) await client.publishAsync(UPLINK, uplink(21.5), { qos: 1 });
    expect(await latestOf(device.id)).toEqual([["temperature", 21.5]]);
    const stored = await kentiz.database.query(
      "SELECT FROM observation o JOIN datastream s ON s.id = o.datastream_id JOIN thing t ON t.id = s.thing_id WHERE t.device_id = $1",
      [device.id],
    );
    expect(stored).toHaveLength(1);
    const links = () => kentiz.database.query("SELECT connected FROM device_link WHERE device_id = $1", [device.id]);
    await expect.poll(links).toEqual([{ connected: true }]);
    await client.endAsync();
    await expect.poll(links).toEqual([{ connected: false }]);
  });

  it("collect unknown devices, which count from their registration on", async () => {
    const chirpstack = await add("chirpstack");
    const client = await chirpstack.connect();
    await client.publishAsync(UPLINK, uplink(1), { qos: 1 });
    await client.publishAsync(UPLINK, uplink(2), { qos: 0 });
    await expect
      .poll(() => chirpstack.unknown())
      .toMatchObject([{ externalId: EUI, name: "Örnek", topic: UPLINK, count: 2, payloadBytes: uplink(2).length + 1 }]);
    expect(await kentiz.rejectionsOf(chirpstack.key)).toMatchObject([
      { reason: "device_unknown", field: EUI, topic: UPLINK, deviceId: null, count: 2 },
    ]);
    const device = await chirpstack.register(EUI);
    expect(await chirpstack.unknown()).toEqual([]);
    await expect
      .poll(async () => {
        await client.publishAsync(UPLINK, uplink(3), { qos: 1 });
        return latestOf(device.id);
      })
      .toEqual([["temperature", 3]]);
  });

  it("do not speak for devices of another, nor for themselves, nor for revoked ones", async () => {
    const mine = await add("chirpstack");
    const other = await add("chirpstack");
    const theirs = await other.register(EUI);
    const client = await mine.connect();
    await client.publishAsync(UPLINK, uplink(9), { qos: 1 });
    expect(await latestOf(theirs.id)).toEqual([]);
    const device = await mine.register(EUI);
    await revokeDevice(kentiz.database, device.id);
    kentiz.feed.publish({ type: "devices" });
    await expect
      .poll(async () => {
        await client.publishAsync(UPLINK, uplink(9), { qos: 1 });
        return (await kentiz.rejectionsOf(mine.key)).map(({ reason }) => reason);
      })
      .toContain("device_revoked");
    await client.publishAsync(UPLINK, uplink(10), { qos: 1 });
    expect(await latestOf(device.id)).not.toContainEqual(["temperature", 10]);
    const closed = new Promise<void>((resolve) => client.once("close", () => resolve()));
    client.publish(`kentiz/${mine.key}/position`, JSON.stringify({ t: T, lat: 38, lon: 27 }), { qos: 1 });
    await closed;
    await expect
      .poll(async () => (await kentiz.rejectionsOf(mine.key)).map(({ reason }) => reason))
      .toContain("topic_unknown");
  });

  it("publish only below their topic filters; changing those ends their session", async () => {
    const chirpstack = await add("chirpstack", ["application/allowed/#"]);
    const device = await chirpstack.register(EUI);
    const client = await chirpstack.connect();
    await client.publishAsync(`application/allowed/device/${EUI}/event/up`, uplink(4), { qos: 1 });
    expect(await latestOf(device.id)).toEqual([["temperature", 4]]);
    const integration = await integrationById(kentiz.database, { unitIds: [unitId] }, chirpstack.id);
    if (!integration) throw new Error("no such integration");
    const closed = new Promise<void>((resolve) => client.once("close", () => resolve()));
    await changeIntegration(kentiz.database, integration, { topicFilters: ["application/other/+/+/event/up"] });
    kentiz.feed.publish({ type: "devices" });
    await closed;
    const again = await chirpstack.connect();
    const closedAgain = new Promise<void>((resolve) => again.once("close", () => resolve()));
    again.publish(`application/allowed/device/${EUI}/event/up`, uplink(5), { qos: 1 });
    await closedAgain;
    await expect.poll(() => kentiz.rejectionsOf(chirpstack.key)).toMatchObject([{ reason: "topic_foreign" }]);
    expect(await latestOf(device.id)).toEqual([["temperature", 4]]);
  });

  it("are put out when they are revoked, and do not come in again", async () => {
    const chirpstack = await add("chirpstack");
    const client = await chirpstack.connect();
    const closed = new Promise<void>((resolve) => client.once("close", () => resolve()));
    await revokeIntegration(kentiz.database, chirpstack.id);
    kentiz.feed.publish({ type: "devices" });
    await closed;
    await expect(chirpstack.connect()).rejects.toThrow("Not authorized");
  });

  it("Sparkplug is asked for its births on its own connection", async () => {
    const sparkplug = await add("sparkplug");
    const device = await sparkplug.register("g/n");
    const client = await sparkplug.connect();
    await client.subscribeAsync("spBv1.0/g/NCMD/n/#");
    await expect(client.subscribeAsync("spBv1.0/#")).rejects.toThrow("Unspecified error");
    const asked = new Promise<string>((resolve) => client.once("message", resolve));
    // timestamp, one metric {alias 3, double 1.5}, seq 5.
    const data = Buffer.from("08808080808020120b100369000000000000f83f1805", "hex");
    await client.publishAsync("spBv1.0/g/NDATA/n", data, { qos: 1 });
    expect(await asked).toBe("spBv1.0/g/NCMD/n");
    expect(await latestOf(device.id)).toEqual([]);
    expect((await kentiz.rejectionsOf(sparkplug.key)).map(({ reason }) => reason).toSorted()).toEqual([
      "birth_missing",
      "topic_wildcard",
    ]);
  });

  it.each<[IntegrationFormat, string, string, string, unknown]>([
    [
      "tts",
      "4200000000000000",
      "v3/app@t/devices/dev1/up",
      JSON.stringify({
        end_device_ids: { dev_eui: "4200000000000000" },
        uplink_message: { received_at: T, decoded_payload: { level: 7 } },
      }),
      ["level", 7],
    ],
    [
      "thingsboard-gateway",
      "Sayaç A",
      "v1/gateway/telemetry",
      JSON.stringify({ "Sayaç A": [{ ts: Date.parse(T), values: { energy: 5 } }] }),
      ["energy", 5],
    ],
    ["zigbee2mqtt", "Kat 1/Salon", "zigbee2mqtt/Kat 1/Salon", '{"temperature":21}', ["temperature", 21]],
    [
      "tasmota",
      "bahce",
      "tele/bahce/SENSOR",
      '{"Time":"1970-01-01T00:00:00","AM2301":{"Humidity":40}}',
      ["AM2301.Humidity", 40],
    ],
  ])("%s goes through", async (format, externalId, topic, payload, expected) => {
    const integration = await add(format);
    const device = await integration.register(externalId);
    const client = await integration.connect();
    await client.publishAsync(topic, payload, { qos: 1, retain: true });
    expect(await latestOf(device.id)).toContainEqual(expected);
  });

  it("HFP moves the vehicle its topic names", async () => {
    const hfp = await add("hfp");
    const bus = await hfp.register("0022/00854");
    const client = await hfp.connect();
    const vp = { VP: { tst: T, lat: 38.4, long: 27.1, spd: 10, hdg: 90, desi: "55" } };
    const topic = "/hfp/v2/journey/ongoing/vp/bus/0022/00854/4555/2/X/19:52/1130106/5/60;24/19/73/44";
    await client.publishAsync(topic, JSON.stringify(vp), { qos: 1 });
    expect(await storedPositions(kentiz.database, bus.vehicleId)).toMatchObject([
      { fixTime: "2026-11-20T12:00:00.000Z", lon: 27.1, lat: 38.4, speedKmh: 36, attributes: { lineName: "55" } },
    ]);
    expect(kentiz.events).toContainEqual(
      expect.objectContaining({ type: "states", changes: [expect.objectContaining({ vehicleId: bus.vehicleId })] }),
    );
  });

  it.skipIf(skipReason)(
    "recorded messages come out as the right rows (skipped where ../shared/data is absent)",
    async () => {
      const chirpstack = await add("chirpstack");
      const sensor = await chirpstack.register(EUI);
      const lora = await chirpstack.connect();
      for (const kind of ["up", "status", "join"]) {
        const payload = recordedBytes(`iot/chirpstack/event-${kind}.json`);
        await lora.publishAsync(`application/a/device/${EUI}/event/${kind}`, payload, { qos: 1 });
      }
      expect(await latestOf(sensor.id)).toEqual([
        ["batteryLevel", 88.3],
        ["margin", 10],
        ["rssi", -36],
        ["snr", 10.5],
      ]);

      const sparkplug = await add("sparkplug");
      const plant = await sparkplug.register("g/n/d");
      const node = await sparkplug.connect();
      await node.publishAsync("spBv1.0/g/NBIRTH/n", recordedBytes("iot/sparkplug/NBIRTH.bin"), { qos: 1 });
      await node.publishAsync("spBv1.0/g/DDATA/n/d", recordedBytes("iot/sparkplug/DDATA.bin"), { qos: 1 });
      expect((await latestOf(plant.id)).length).toBe(5);

      const hfp = await add("hfp");
      const lines = recordedLines("fleet/hfp/wrongServiceJourneySelectedWithoutDeadRun__hfp.txt").map((line) => {
        const [, topic = "", json = ""] = /^\S+ (\S.*?) (\{.*)$/.exec(line) ?? [];
        return { topic, json };
      });
      const [, , , , , , , operator = "", number = ""] = (lines[0]?.topic ?? "").split("/");
      const bus = await hfp.register(`${operator}/${number}`);
      const client = await hfp.connect();
      await Promise.all(lines.map(({ topic, json }) => client.publishAsync(topic, json, { qos: 1 })));
      const places = lines.flatMap(({ json }) => {
        const { VP } = JSON.parse(json) as { VP?: { tst: string; lat: number | null; long: number | null } };
        return VP && VP.lat !== null && VP.long !== null ? [`${Date.parse(VP.tst)} ${VP.long} ${VP.lat}`] : [];
      });
      const stored = await storedPositions(kentiz.database, bus.vehicleId);
      expect(stored.map(({ fixTime, lon, lat }) => `${Date.parse(fixTime)} ${lon} ${lat}`)).toEqual(
        [...new Set(places)].toSorted((a, b) => Number(a.split(" ")[0]) - Number(b.split(" ")[0])),
      );
    },
  );
});
