// A user of one directorate walks through every route of the contract: nothing of the other
// directorate may exist there.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contract, type RouteName } from "../../domain/contract.ts";
import { fileContract } from "../../api/file-contract.ts";
import type { Unit } from "../../domain/unit.ts";
import { PASSWORD, startTestApi, type TestApi, type TestClient } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { storeAlarm } from "./store-alarm.ts";
import { createTracked, storeFixes, type Tracked } from "./store-fixes.ts";
import { storeValues } from "./store-values.ts";

const PERIOD = "from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z";
const SEND: Partial<Record<RouteName, object>> = {
  changeUser: { displayName: "x" },
  changeVehicle: { name: "x" },
  changeDevice: { name: "x" },
  assignDevice: { vehicleId: null },
  changeUnit: { name: "x" },
  resetPassword: {},
  changeView: { name: "x" },
  changeDatastream: { name: "x" },
  changeIntegration: { name: "x" },
  registerIntegrationDevice: { externalId: "x" },
  changeConnector: { name: "x" },
  changeGeofence: { name: "x" },
  evaluateGeofence: { from: new Date().toISOString() },
  changeRule: { name: "x" },
  commentAlarm: { text: "x" },
};

const routesWithId = [
  ...Object.entries(contract).map(([name, route]) => ({
    name,
    path: route.path as string,
    method: route.method,
    body: SEND[name as RouteName],
  })),
  ...Object.entries(fileContract).map(([name, route]) => ({
    name,
    path: route.path as string,
    method: route.method,
    body: undefined,
  })),
  // Optional base maps are files of the whole installation: everybody signed in may see them.
].filter((route) => route.path.includes("{id}") && !route.path.startsWith("/api/basemaps/"));

describeOnBothDatabases("the scope of a user", (open) => {
  let test: TestApi;
  let own: Unit;
  let foreign: Unit;
  let chief: TestClient;
  let ownCar: Tracked;
  let foreignCar: Tracked;
  let foreignUserId: number;
  let foreignViewId: number;
  let foreignTokenId: number;
  let foreignDatastreamId: number;
  let foreignIntegrationId: number;
  let foreignConnectorId: number;
  let foreignGeofenceId: number;
  let foreignRuleId: number;
  let foreignAlarmId: number;

  beforeAll(async () => {
    const { database } = await open();
    test = await startTestApi(database);
    own = await test.createUnit("Temizlik");
    foreign = await test.createUnit("Park");
    chief = await test.clientOf("sef", "administrator", own);
    ownCar = await createTracked(test, "35 ABC 101", own.id);
    foreignCar = await createTracked(test, "35 ABC 102", foreign.id);
    foreignUserId = (await test.createUser("yabanci", "viewer", foreign)).id;
    const other = await test.signIn("yabanci", PASSWORD);
    foreignViewId = (await other.call("createView", { body: { name: "Benim", path: "/canli" } })).id;
    foreignTokenId = (await other.call("createToken", { body: { name: "Benim" } })).id;
    const body = { name: "Ağ", format: "chirpstack" as const, unitId: foreign.id };
    foreignIntegrationId = (await test.admin.call("createIntegration", { body })).id;
    const connector = {
      ...body,
      name: "Başka aracı",
      url: "mqtt://127.0.0.1:1",
      topicFilters: ["application/#"],
    };
    foreignConnectorId = (await test.admin.call("createConnector", { body: connector })).id;
    const shape = { type: "Circle" as const, centre: [27.1, 38.4] as [number, number], radiusM: 100 };
    foreignGeofenceId = (await test.admin.call("createGeofence", { body: { name: "Depo", unitId: foreign.id, shape } }))
      .id;
    const rule = {
      name: "Park",
      unitId: foreign.id,
      condition: { kind: "panic" as const },
      severity: "urgent" as const,
    };
    foreignRuleId = (await test.admin.call("createRule", { body: rule })).id;
    foreignAlarmId = await storeAlarm(database, foreignCar.vehicleId, foreignRuleId);
    const fix = { fixTimeMs: Date.now() - 1000, lon: 27.1, lat: 38.4 };
    await storeFixes(test, ownCar.deviceId, [fix]);
    await storeFixes(test, foreignCar.deviceId, [fix]);
    await storeValues(test, foreignCar.deviceId, [{ name: "pm10", timeMs: fix.fixTimeMs, value: 41 }]);
    const datastreams = await test.admin.call("listDatastreams", { params: { id: foreignCar.deviceId } });
    foreignDatastreamId = datastreams.items[0]?.id ?? 0;
  });
  afterAll(() => test.stop());

  const foreignIdOf = (path: string): number => {
    const ids: Record<string, number> = {
      users: foreignUserId,
      units: foreign.id,
      devices: foreignCar.deviceId,
      vehicles: foreignCar.vehicleId,
      views: foreignViewId,
      tokens: foreignTokenId,
      datastreams: foreignDatastreamId,
      integrations: foreignIntegrationId,
      connectors: foreignConnectorId,
      geofences: foreignGeofenceId,
      rules: foreignRuleId,
      alarms: foreignAlarmId,
    };
    const id = ids[path.split("/")[2] ?? ""];
    if (id === undefined) throw new Error(`no foreign thing is known for ${path}`);
    return id;
  };

  it.each(routesWithId)("hides what is foreign from $method $path", async ({ path, method, body }) => {
    const address = `${path.replace("{id}", String(foreignIdOf(path)))}?${PERIOD}`;
    const init: RequestInit = { method };
    if (body) Object.assign(init, { body: JSON.stringify(body), headers: { "content-type": "application/json" } });
    const response = await chief.fetch(address, init);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "not_found" });
    // The same for something that never existed: the answer gives nothing away.
    const nothing = await chief.fetch(`${path.replace("{id}", "999999")}?${PERIOD}`, init);
    expect(nothing.status).toBe(404);
  });

  it("keeps foreign things out of every list", async () => {
    expect((await chief.call("listVehicles")).items.map((vehicle) => vehicle.id)).toEqual([ownCar.vehicleId]);
    expect((await chief.call("listVehicles", { query: { q: "35abc102" } })).items).toEqual([]);
    expect((await chief.call("listDevices")).items.map((device) => device.id)).toEqual([ownCar.deviceId]);
    expect((await chief.call("listUsers")).items.map((user) => user.username)).toEqual(["sef"]);
    expect((await chief.call("listUnits")).items.map((unit) => unit.id)).toEqual([test.root.id, own.id]);
    expect((await chief.call("countUnits")).items.map((counts) => counts.unitId)).toEqual([own.id]);
    expect(await chief.call("countVehicles")).toMatchObject({ total: 1, byUnit: [{ unitId: own.id, count: 1 }] });
    expect((await chief.call("listViews")).items).toEqual([]);
    expect((await chief.call("listTokens")).items).toEqual([]);
    expect((await chief.call("listIntegrations")).items).toEqual([]);
    expect((await chief.call("listGeofences")).items).toEqual([]);
    expect((await chief.call("listGeofenceGroups")).items).toEqual([]);
    expect((await chief.call("listRules")).items).toEqual([]);
    expect((await chief.call("listAlarms", { query: { state: "all" } })).items).toEqual([]);
    expect((await chief.call("listHandover")).items).toEqual([]);
    expect(await chief.call("countAlarms")).toMatchObject({ open: 0 });
    const objects = (await chief.call("listAudit")).items.map((entry) => entry.objectLabel);
    expect(objects).toContain("35 ABC 101");
    expect(objects).not.toContain("35 ABC 102");
  });

  it("shows the own things", async () => {
    const params = { id: ownCar.vehicleId };
    expect(await chief.call("getVehicle", { params })).toMatchObject({ plate: "35 ABC 101" });
    expect(await chief.call("getVehicleState", { params })).toMatchObject({ lon: 27.1, lat: 38.4 });
  });

  it("does not let things be created in or moved to a foreign unit, nor named there", async () => {
    const unitUnknown = [{ path: "unitId", reason: "unit_unknown" }];
    const created = await chief.refused("createVehicle", {
      body: { plate: "35 ABC 103", kind: "car", unitId: foreign.id },
    });
    expect(created.fields).toEqual(unitUnknown);
    const moved = await chief.refused("changeVehicle", {
      params: { id: ownCar.vehicleId },
      body: { unitId: foreign.id },
    });
    expect(moved.fields).toEqual(unitUnknown);
    const device = await chief.refused("createDevice", { body: { name: "x", unitId: foreign.id } });
    expect(device.fields).toEqual(unitUnknown);
    const vehicleUnknown = [{ path: "vehicleId", reason: "vehicle_unknown" }];
    const stolen = await chief.refused("createDevice", { body: { name: "x", vehicleId: foreignCar.vehicleId } });
    expect(stolen.fields).toEqual(vehicleUnknown);
    const assigned = await chief.refused("assignDevice", {
      params: { id: ownCar.deviceId },
      body: { vehicleId: foreignCar.vehicleId },
    });
    expect(assigned.fields).toEqual(vehicleUnknown);
    const unit = await chief.refused("createUnit", { body: { parentId: test.root.id, name: "x", kind: "section" } });
    expect(unit.fields).toEqual([{ path: "parentId", reason: "unit_unknown" }]);
  });

  describe("of a viewer", () => {
    let viewer: TestClient;
    beforeAll(async () => {
      viewer = await test.clientOf("bakan", "viewer", own);
    });

    it.each([
      ["listPositions", "track:read"],
      ["listDevices", "device:read"],
      ["listRejections", "rejection:read"],
      ["listUsers", "user:read"],
      ["listAudit", "audit:read"],
      ["getSystem", "system:read"],
      ["deleteUnit", "unit:write"],
      ["createVehicle", "vehicle:write"],
      ["revokeDevice", "device:write"],
    ] as const)("refuses %s without %s", async (name, permission) => {
      const route = contract[name];
      const response = await viewer.fetch(`${route.path.replace("{id}", String(ownCar.vehicleId))}?${PERIOD}`, {
        method: route.method,
      });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: "forbidden", detail: expect.stringContaining(permission) });
    });
  });

  it("is asked for on every route that is not public", async () => {
    const anonymous = test.anonymous();
    for (const route of [...Object.values(contract), ...Object.values(fileContract)]) {
      if (route.permission === "public") continue;
      const response = await anonymous.fetch(route.path.replace("{id}", "1"), { method: route.method });
      expect([route.method, route.path, response.status]).toEqual([route.method, route.path, 401]);
    }
  });
});
