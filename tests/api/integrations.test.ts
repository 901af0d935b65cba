import { afterEach, beforeEach, expect, it } from "vitest";
import { noteUnknownDevices, type UnknownDeviceRow } from "../../gis/unknown-device.ts";
import { startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

describeOnBothDatabases("integrations in administration", (open) => {
  let test: TestApi;
  let id: number;
  beforeEach(async () => {
    test = await startTestApi((await open()).database);
    const body = { name: "LoRa ağı", format: "chirpstack", unitId: test.root.id } as const;
    const created = await test.admin.call("createIntegration", { body });
    expect(created.mqtt).toEqual({ username: created.key, password: expect.stringMatching(/^[0-9a-z]{32}$/) });
    id = created.id;
  });
  afterEach(() => test.stop());
  const only = async () => (await test.admin.call("listIntegrations", {})).items;
  const heard = (externalId: string, parts: Partial<UnknownDeviceRow> = {}): UnknownDeviceRow => ({
    integrationId: id,
    externalId,
    name: null,
    topic: "t",
    payloadStart: Buffer.from("{}"),
    payloadBytes: 2,
    count: 1,
    firstMs: 1000,
    lastMs: 1000,
    ...parts,
  });

  it("are listed, changed, rotated and revoked, and every step is in the log", async () => {
    expect(await only()).toMatchObject([{ id, name: "LoRa ağı", topicFilters: [], devices: 0, unknownDevices: 0 }]);
    const body = { name: "LoRaWAN", topicFilters: ["application/a/#"] };
    expect(await test.admin.call("changeIntegration", { params: { id }, body })).toMatchObject(body);
    const rotated = await test.admin.call("rotateIntegration", { params: { id } });
    expect(rotated.mqtt.password).toHaveLength(32);
    expect((await test.admin.call("revokeIntegration", { params: { id } })).revokedAt).not.toBeNull();
    expect(await test.admin.refused("rotateIntegration", { params: { id } })).toMatchObject({ code: "conflict" });
    const log = await test.database.query<{ action: string }>(
      "SELECT action FROM audit_entry WHERE object_type = 'integration' ORDER BY id",
    );
    expect(log.map(({ action }) => action)).toEqual(["create", "change", "rotate", "revoke"]);
    expect(JSON.stringify(log)).not.toContain(rotated.mqtt.password);
  });

  it.each(["a/#/b", "a+/b", "#a", "$SYS/#", ""])("refuse %j as a topic filter", async (filter) => {
    const problem = await test.admin.refused("changeIntegration", { params: { id }, body: { topicFilters: [filter] } });
    expect(problem).toMatchObject({ code: "input_invalid", fields: [{ path: "topicFilters[0]" }] });
  });

  it("show unknown devices, last heard first, and register one with its vehicle", async () => {
    await noteUnknownDevices(test.database, [heard("aa", { name: "Sayaç" }), heard("bb", { lastMs: 5000 })]);
    await noteUnknownDevices(test.database, [heard("aa", { count: 2, lastMs: 9000 })]);
    expect((await test.admin.call("listUnknownDevices", { params: { id } })).items).toMatchObject([
      { externalId: "aa", name: "Sayaç", count: 3, payloadStart: "{}", lastAt: "1970-01-01T00:00:09.000Z" },
      { externalId: "bb", name: null, count: 1 },
    ]);
    const vehicle = await test.admin.call("createVehicle", {
      body: { plate: "35 ABC 123", kind: "car", unitId: test.root.id },
    });
    const body = { externalId: "aa", vehicleId: vehicle.id };
    const device = await test.admin.call("registerIntegrationDevice", { params: { id }, body });
    expect(device).toMatchObject({ name: "Sayaç", format: "chirpstack", unitId: test.root.id, vehicleId: vehicle.id });
    expect(await only()).toMatchObject([{ devices: 1, unknownDevices: 1 }]);
    expect(await test.admin.refused("registerIntegrationDevice", { params: { id }, body })).toMatchObject({
      code: "conflict",
    });
    // One that was registered meanwhile does not come back as unknown.
    await noteUnknownDevices(test.database, [heard("aa")]);
    expect(await only()).toMatchObject([{ unknownDevices: 1 }]);
  });

  it("keep no more unknown devices than a person goes through", async () => {
    await noteUnknownDevices(
      test.database,
      Array.from({ length: 600 }, (_, index) => heard(`dev ${index}`)),
    );
    await noteUnknownDevices(test.database, [heard("another"), heard("dev 0", { lastMs: 7000 })]);
    const { items } = await test.admin.call("listUnknownDevices", { params: { id } });
    expect(items).toHaveLength(500);
    expect(items[0]).toMatchObject({ externalId: "dev 0", count: 2 });
  });

  it("do not exist outside the scope", async () => {
    const other = await test.clientOf("baska", "fleet-manager", await test.createUnit("Temizlik"));
    expect((await other.call("listIntegrations", {})).items).toEqual([]);
    expect(await other.refused("listUnknownDevices", { params: { id } })).toMatchObject({ status: 404 });
    const body = { name: "x", format: "hfp", unitId: test.root.id } as const;
    expect(await other.refused("createIntegration", { body })).toMatchObject({ fields: [{ path: "unitId" }] });
  });
});
