import { afterEach, beforeEach, expect, it } from "vitest";
import { hashSecret } from "../../api/device-credential.ts";
import type { RejectionReason } from "../../domain/rejection.ts";
import type { FeedEvent } from "../../gis/feed.ts";
import { purgeRejections } from "../../gis/rejection.ts";
import { startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { createTracked, storeFixes } from "./store-fixes.ts";

const DAY_MS = 24 * 3600 * 1000;

describeOnBothDatabases("devices", (open) => {
  let test: TestApi;
  let events: FeedEvent["type"][];
  beforeEach(async () => {
    const { database } = await open();
    test = await startTestApi(database);
    events = [];
    test.feed.subscribe((event) => events.push(event.type));
  });
  afterEach(() => test.stop());

  const createVehicle = async (plate: string): Promise<number> =>
    (await test.admin.call("createVehicle", { body: { plate, kind: "car", unitId: test.root.id } })).id;

  it("show their password once, and only its hash is kept", async () => {
    const vehicleId = await createVehicle("35 ABC 123");
    const created = await test.admin.call("createDevice", {
      body: { name: "Takip 1", vehicleId, format: "owntracks" },
    });
    expect(created.mqtt.username).toBe(created.key);
    expect(created.mqtt.password).toMatch(/^[0-9a-z]{32}$/);
    const device = await test.admin.call("getDevice", { params: { id: created.id } });
    expect(device).toMatchObject({
      key: created.key,
      format: "owntracks",
      unitId: test.root.id,
      vehicleId,
      revokedAt: null,
    });
    expect(JSON.stringify(device)).not.toContain(created.mqtt.password);
    const [row] = await test.database.query<{ hash: Buffer }>("SELECT secret_hash AS hash FROM device");
    expect(row?.hash.equals(hashSecret(created.mqtt.password))).toBe(true);
    expect(events).toContain("devices");
  });

  it("belong to the unit named where there is no vehicle", async () => {
    const unit = await test.createUnit("Temizlik");
    const { id } = await test.admin.call("createDevice", { body: { name: "Yedek", unitId: unit.id } });
    expect(await test.admin.call("getDevice", { params: { id } })).toMatchObject({ unitId: unit.id, vehicleId: null });
  });

  it.each([
    [{}, { path: "name", reason: "required" }],
    [{ name: "x" }, { path: "unitId", reason: "required" }],
    [
      { name: "x", vehicleId: 4711 },
      { path: "vehicleId", reason: "vehicle_unknown" },
    ],
    [
      { name: "x", unitId: 4711 },
      { path: "unitId", reason: "unit_unknown" },
    ],
    [
      { name: "x", unitId: 1, format: "telgraf" },
      { path: "format", reason: "not_offered" },
    ],
  ])("are refused with %o", async (body, expected) => {
    const response = await test.admin.fetch("/api/devices", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ fields: [expected] });
  });

  it("get a new password that replaces the old one", async () => {
    const first = await test.admin.call("createDevice", { body: { name: "x", unitId: test.root.id } });
    events.length = 0;
    const second = await test.admin.call("rotateDevice", { params: { id: first.id } });
    expect(second).toMatchObject({ id: first.id, key: first.key });
    expect(second.mqtt.password).not.toBe(first.mqtt.password);
    const [row] = await test.database.query<{ hash: Buffer; version: number }>(
      "SELECT secret_hash AS hash, credential_version AS version FROM device",
    );
    expect(row?.hash.equals(hashSecret(second.mqtt.password))).toBe(true);
    expect(row?.version).toBe(2);
    expect(events).toEqual(["devices"]);
  });

  it("stay revoked", async () => {
    const { id } = await test.admin.call("createDevice", { body: { name: "x", unitId: test.root.id } });
    const revoked = await test.admin.call("revokeDevice", { params: { id } });
    expect(revoked.revokedAt).not.toBeNull();
    expect(await test.admin.call("revokeDevice", { params: { id } })).toEqual(revoked);
    expect((await test.admin.refused("rotateDevice", { params: { id } })).code).toBe("conflict");
  });

  it("are renamed and found by name and key", async () => {
    const { id, key } = await test.admin.call("createDevice", { body: { name: "eski", unitId: test.root.id } });
    await test.admin.call("changeDevice", { params: { id }, body: { name: "Süpürge Cihazı" } });
    for (const q of ["supurge", key]) {
      expect((await test.admin.call("listDevices", { query: { q } })).items).toMatchObject([
        { id, name: "Süpürge Cihazı" },
      ]);
    }
    expect((await test.admin.call("listDevices", { query: { q: "eski" } })).items).toEqual([]);
  });

  it("keep the history of the vehicles they served", async () => {
    const [first, second] = [await createVehicle("35 ABC 101"), await createVehicle("35 ABC 102")];
    const { id } = await test.admin.call("createDevice", { body: { name: "x", vehicleId: first } });
    const from = new Date(Date.now() - DAY_MS).toISOString();
    const { items } = await test.admin.call("assignDevice", { params: { id }, body: { vehicleId: second, from } });
    expect(items).toMatchObject([
      { vehicleId: second, validFrom: from, validTo: null },
      { vehicleId: first, validFrom: "1970-01-01T00:00:00.000Z", validTo: from },
    ]);
    expect((await test.admin.call("listAssignments", { params: { id } })).items).toEqual(items);
    expect((await test.admin.call("listVehicleAssignments", { params: { id: first } })).items).toEqual([items[1]]);

    const taken = await test.admin.call("assignDevice", { params: { id }, body: { vehicleId: null } });
    expect(taken.items[0]).toMatchObject({ vehicleId: second, validTo: expect.any(String) });
    expect((await test.admin.call("getDevice", { params: { id } })).vehicleId).toBeNull();
  });

  it("cannot be assigned before what they already serve, nor in the future", async () => {
    const [first, second] = [await createVehicle("35 ABC 101"), await createVehicle("35 ABC 102")];
    const { id } = await test.admin.call("createDevice", { body: { name: "x", vehicleId: first } });
    const params = { id };
    await test.admin.call("assignDevice", { params, body: { vehicleId: second, from: "2026-01-10T00:00:00+03:00" } });
    const overlap = await test.admin.refused("assignDevice", {
      params,
      body: { vehicleId: first, from: "2026-01-05T00:00:00Z" },
    });
    expect(overlap).toMatchObject({ status: 409, code: "assignment_overlap" });
    const from = new Date(Date.now() + DAY_MS).toISOString();
    const future = await test.admin.refused("assignDevice", { params, body: { vehicleId: first, from } });
    expect(future.fields).toEqual([{ path: "from", reason: "time_in_future" }]);
  });

  it("leave a vehicle its history when they move on", async () => {
    const tracked = await createTracked(test, "35 ABC 123", test.root.id);
    const other = await createVehicle("35 ABC 124");
    const now = Date.now();
    await storeFixes(test, tracked.deviceId, [
      { fixTimeMs: now - 2 * DAY_MS, lon: 27.1, lat: 38.4 },
      { fixTimeMs: now - 3600_000, lon: 27.2, lat: 38.4 },
    ]);
    const body = { vehicleId: other, from: new Date(now - DAY_MS).toISOString() };
    await test.admin.call("assignDevice", { params: { id: tracked.deviceId }, body });
    const period = { from: "2000-01-01T00:00:00Z", to: new Date(now + 1000).toISOString() };
    const lons = async (id: number): Promise<number[]> =>
      (await test.admin.call("listPositions", { params: { id }, query: period })).items.map((position) => position.lon);
    expect(await lons(tracked.vehicleId)).toEqual([27.1]);
    expect(await lons(other)).toEqual([27.2]);
  });
});

describeOnBothDatabases("lists of devices", (open) => {
  let test: TestApi;
  beforeEach(async () => {
    const { database } = await open();
    test = await startTestApi(database);
  });
  afterEach(() => test.stop());

  const found = async (query: Parameters<typeof test.admin.call<"listDevices">>[1]): Promise<string[]> =>
    (await test.admin.call("listDevices", query)).items.map((device) => device.name);

  it("show link, vehicle and refusals, and filter by each", async () => {
    const { admin, database, root } = test;
    const cleaning = await test.createUnit("Temizlik");
    const { vehicleId, deviceId } = await createTracked(test, "35 ABC 101", cleaning.id);
    const spare = await admin.call("createDevice", { body: { name: "Yedek", unitId: root.id, format: "owntracks" } });
    const old = await admin.call("createDevice", { body: { name: "Eski", unitId: root.id } });
    await admin.call("revokeDevice", { params: { id: old.id } });
    await database.execute(
      "INSERT INTO device_link (device_id, connected, last_seen_at) VALUES ($1, true, now()), ($2, false, now())",
      [deviceId, spare.id],
    );
    await database.execute(
      `INSERT INTO rejection (principal, topic, reason, field, device_id, payload_start, payload_bytes, count, first_at, last_at)
       VALUES ('a', 't', 'payload_not_json', NULL, $1, '', 0, 7, now(), now()),
              ('b', 't', 'payload_not_json', NULL, $2, '', 0, 9, now() - interval '3 days', now() - interval '2 days')`,
      [spare.id, deviceId],
    );
    const { items } = await admin.call("listDevices");
    expect(items).toMatchObject([
      { vehicleId, vehicleLabel: "35 ABC 101", link: "connected", rejectionsLastDay: 0 },
      { vehicleId: null, vehicleLabel: null, link: "disconnected", rejectionsLastDay: 7, format: "owntracks" },
      { link: "never", lastSeenAt: null },
    ]);
    expect(await admin.call("getDevice", { params: { id: spare.id } })).toEqual(items[1]);
    expect(await found({ query: { link: "connected" } })).toEqual(["35 ABC 101 takip"]);
    expect(await found({ query: { link: "disconnected" } })).toEqual(["Yedek"]);
    expect(await found({ query: { link: "never" } })).toEqual(["Eski"]);
    expect(await found({ query: { assigned: "false" } })).toEqual(["Yedek", "Eski"]);
    expect(await found({ query: { vehicleId } })).toEqual(["35 ABC 101 takip"]);
    expect(await found({ query: { revoked: "true" } })).toEqual(["Eski"]);
    expect(await found({ query: { rejected: "true" } })).toEqual(["Yedek"]);
    expect(await found({ query: { format: "owntracks" } })).toEqual(["Yedek"]);
    expect(await found({ query: { unitId: cleaning.id } })).toEqual(["35 ABC 101 takip"]);
  });

  it("follow a device to another unit", async () => {
    const cleaning = await test.createUnit("Temizlik");
    const { id } = await test.admin.call("createDevice", { body: { name: "Yedek", unitId: test.root.id } });
    const moved = await test.admin.call("changeDevice", { params: { id }, body: { unitId: cleaning.id } });
    expect(moved).toMatchObject({ name: "Yedek", unitId: cleaning.id });
    expect(await found({ query: { unitId: cleaning.id } })).toEqual(["Yedek"]);
  });
});

describeOnBothDatabases("rejections", (open) => {
  let test: TestApi;
  beforeEach(async () => {
    const { database } = await open();
    test = await startTestApi(database);
  });
  afterEach(() => test.stop());

  it("are listed newest first, by device and by reason", async () => {
    const { deviceId } = await createTracked(test, "35 ABC 123", test.root.id);
    const insert = (reason: string, device: number | null, minute: number): Promise<number> =>
      test.database.execute(
        `INSERT INTO rejection (principal, topic, reason, field, device_id, payload_start, payload_bytes, count, first_at, last_at)
         VALUES ('k', $1 || '/t', $1, NULL, $2, '\\xff7b'::bytea, 2, 3, now(), now() + make_interval(mins => $3))`,
        [reason, device, minute],
      );
    await insert("topic_foreign", deviceId, 1);
    await insert("payload_not_json", deviceId, 2);
    await insert("credentials_wrong", null, 3);
    const reasons = async (query: { deviceId?: number; reason?: RejectionReason; limit?: number }): Promise<string[]> =>
      (await test.admin.call("listRejections", { query })).items.map((rejection) => rejection.reason);
    expect(await reasons({})).toEqual(["credentials_wrong", "payload_not_json", "topic_foreign"]);
    expect(await reasons({ deviceId })).toEqual(["payload_not_json", "topic_foreign"]);
    expect(await reasons({ reason: "topic_foreign" })).toEqual(["topic_foreign"]);
    expect(await reasons({ limit: 1 })).toEqual(["credentials_wrong"]);
    const [first] = (await test.admin.call("listRejections")).items;
    expect(first).toMatchObject({ payloadStart: "\uFFFD{", payloadBytes: 2, count: 3, deviceId: null });
  });

  it("are found by principal and period, added up by reason, and forgotten", async () => {
    const { admin, database } = test;
    const { deviceId } = await createTracked(test, "35 ABC 123", test.root.id);
    const refuse = (principal: string, reason: string, count: number, hoursAgo: number): Promise<number> =>
      database.execute(
        `INSERT INTO rejection AS r (principal, topic, reason, field, device_id, payload_start, payload_bytes, count, first_at, last_at)
         VALUES ($1, 't', $2, NULL, $3, '\\x00e280aeff41'::bytea, 6, $4, now() - make_interval(hours => $5), now() - make_interval(hours => $5))
         ON CONFLICT (principal, topic, reason) DO UPDATE SET count = r.count + excluded.count, last_at = greatest(r.last_at, excluded.last_at)`,
        [principal, reason, principal === "Yabancı" ? null : deviceId, count, hoursAgo],
      );
    await refuse("k1", "payload_not_json", 5, 30);
    await refuse("k1", "payload_not_json", 2, 1);
    await refuse("Yabancı", "credentials_wrong", 4, 2);
    await refuse("k1", "topic_foreign", 1, 24 * 100);
    const { items } = await admin.call("listRejections", { query: { principal: "yabancı" } });
    expect(items).toMatchObject([
      {
        principal: "Yabancı",
        deviceName: null,
        // A zero byte, a mark that turns the direction, a byte that is no text.
        payloadStart: "\uFFFD\uFFFD\uFFFDA",
        payloadHex: "00e280aeff41",
      },
    ]);
    const since = new Date(Date.now() - 26 * 3_600_000).toISOString();
    const recent = await admin.call("listRejections", { query: { from: since } });
    expect(recent.items.map((row) => [row.reason, row.deviceName])).toEqual([
      ["payload_not_json", "35 ABC 123 takip"],
      ["credentials_wrong", null],
    ]);
    const summary = async (hours: number): Promise<[string, number, number][]> =>
      (await admin.call("summariseRejections", { query: { hours } })).items.map((row) => [
        row.reason,
        row.count,
        row.devices,
      ]);
    expect(await summary(24)).toEqual([
      ["credentials_wrong", 4, 0],
      ["payload_not_json", 2, 1],
    ]);
    expect(await summary(48)).toEqual([
      ["payload_not_json", 7, 1],
      ["credentials_wrong", 4, 0],
    ]);
    await purgeRejections(database, 90);
    expect((await admin.call("listRejections")).items.map((row) => row.reason)).not.toContain("topic_foreign");
    expect((await admin.call("listRejections")).items).toHaveLength(2);
  });
});
