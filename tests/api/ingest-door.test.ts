// Reports by HTTP: answered after the commit, refused with a reason, for devices and integrations.
import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { datastreamsOfDevice } from "../../gis/datastream.ts";
import { revokeDevice } from "../../gis/device.ts";
import { startTestApi, type TestApi } from "../harness/api.ts";
import { startTestBroker, type TestBroker, type TestDevice } from "../harness/broker.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

const T = "2026-11-20T12:00:00Z";

describeOnBothDatabases("reports by HTTP", (open) => {
  let kentiz: TestBroker;
  let test: TestApi;
  let phone: TestDevice;
  beforeEach(async () => {
    const { database } = await open();
    kentiz = await startTestBroker(database);
    test = await startTestApi(database, {
      feed: kentiz.feed,
      takeHttpReport: (report) => kentiz.broker.takeHttpReport(report),
    });
    phone = await kentiz.addDevice("osmand");
  });
  afterEach(async () => {
    await test.stop();
    await kentiz.stop();
  });
  const basic = (name: string, password: string): { authorization: string } => ({
    authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
  });
  const get = (query: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL(`/ingest/osmand?${query}`, test.url), { headers });
  const post = (door: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL(`/ingest/${door}`, test.url), {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });

  it("are stored when they are answered, and once", async () => {
    for (const _time of [1, 2]) {
      const response = await get(`id=${phone.key}.${phone.secret}&lat=38.4&lon=27.1&timestamp=${T}&speed=10`);
      expect(response.status).toBe(200);
      expect(await kentiz.positionsOf(phone)).toMatchObject([{ lat: 38.4, lon: 27.1, speedKmh: 18.52 }]);
    }
    const location = { timestamp: "2026-11-20T12:00:05Z", coords: { latitude: 38.5, longitude: 27.1, speed: 10 } };
    const json = await post("osmand", { device_id: `${phone.key}.${phone.secret}`, location });
    expect(json.status).toBe(200);
    expect(await kentiz.positionsOf(phone)).toHaveLength(2);
    const seen = () => kentiz.database.query("SELECT connected FROM device_link WHERE device_id = $1", [phone.id]);
    await expect.poll(seen).toEqual([{ connected: false }]);
  });

  it("take HTTP Basic, and tell strangers nothing", async () => {
    expect((await get(`lat=38.4&lon=27.1&timestamp=${T}`, basic(phone.key, phone.secret))).status).toBe(200);
    const wrong = await get("lat=38.4&lon=27.1", basic(phone.key, "wrong"));
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get("www-authenticate")).toContain("Basic");
    expect((await get(`id=${phone.key}&lat=38.4&lon=27.1`)).status).toBe(401);
    expect((await get("id=constructor.x&lat=38.4&lon=27.1")).status).toBe(401);
    // A tracker of another format.
    const tracker = await kentiz.addDevice();
    expect((await get("lat=38.4&lon=27.1", basic(tracker.key, tracker.secret))).status).toBe(401);
    await revokeDevice(kentiz.database, phone.id);
    kentiz.feed.publish({ type: "devices" });
    expect((await get(`lat=38.4&lon=27.1&timestamp=${T}`, basic(phone.key, phone.secret))).status).toBe(401);
    expect(await kentiz.positionsOf(phone)).toHaveLength(1);
    await expect
      .poll(async () => (await kentiz.rejectionsOf(phone)).map(({ reason }) => reason).toSorted())
      .toEqual(["credentials_wrong", "device_revoked"]);
  });

  it("say what is wrong, and list it", async () => {
    const response = await get(`id=${phone.key}.${phone.secret}&lat=95&lon=27.1&timestamp=${T}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ fields: [{ path: "lat", reason: "latitude_out_of_range" }] });
    await expect
      .poll(() => kentiz.rejectionsOf(phone))
      .toMatchObject([{ reason: "latitude_out_of_range", topic: "ingest/osmand" }]);
    expect(JSON.stringify(await kentiz.rejectionsOf(phone))).not.toContain(phone.secret);
    expect((await fetch(new URL("/ingest/osmand", test.url), { method: "DELETE" })).status).toBe(405);
    expect((await fetch(new URL("/ingest/telex", test.url))).status).toBe(404);
  });

  it("of an NGSI-LD broker reach the devices registered under it", async () => {
    const body = { name: "Orion", format: "ngsi-ld", unitId: test.root.id } as const;
    const orion = await test.admin.call("createIntegration", { body });
    const headers = basic(orion.mqtt.username, orion.mqtt.password);
    const entity = {
      id: "urn:hava:1",
      type: "AirQualityObserved",
      dateObserved: T,
      pm10: { value: 41, unitCode: "GQ" },
    };
    const unknown = await post("ngsi-ld", { data: [entity] }, headers);
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toMatchObject({ fields: [{ path: "urn:hava:1", reason: "device_unknown" }] });
    const device = await test.admin.call("registerIntegrationDevice", {
      params: { id: orion.id },
      body: { externalId: entity.id },
    });
    await expect.poll(async () => (await post("ngsi-ld", { data: [entity] }, headers)).status).toBe(200);
    expect(await datastreamsOfDevice(kentiz.database, device.id, Date.now())).toMatchObject([
      { key: "pm10", unitOfMeasurement: "ug/m3", latest: { value: 41 } },
    ]);
  });

  it("survive a restart of the broker, as what it is answered for is stored", async () => {
    const key = `n${randomBytes(2).toString("hex")}`;
    expect((await get(`id=${phone.key}.${phone.secret}&lat=38.4&lon=27.1&timestamp=${T}&note=${key}`)).status).toBe(
      200,
    );
    await kentiz.restart();
    expect(await kentiz.positionsOf(phone)).toMatchObject([{ attributes: { note: key } }]);
  });
});
