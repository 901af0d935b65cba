// The log of administration: who, what, before and after, and never a secret.
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeOutdated } from "../../api/upkeep.ts";
import { PASSWORD, startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

describeOnBothDatabases("the audit log", (open) => {
  let test: TestApi;
  beforeEach(async () => {
    const { database } = await open();
    test = await startTestApi(database);
  });
  afterEach(() => test.stop());

  it("tells every change with the values that differ, newest first", async () => {
    const { admin, root } = test;
    const vehicle = await admin.call("createVehicle", { body: { plate: "35 ABC 101", kind: "car", unitId: root.id } });
    await admin.call("changeVehicle", { params: { id: vehicle.id }, body: { name: "Hizmet 1" } });
    await admin.call("changeVehicle", { params: { id: vehicle.id }, body: { name: "Hizmet 1" } });
    await admin.call("changeVehicle", { params: { id: vehicle.id }, body: { archived: true } });
    const query = { objectType: "vehicle" as const, objectId: vehicle.id };
    const { items } = await admin.call("listAudit", { query });
    expect(items.map(({ action, before, after }) => ({ action, before, after }))).toEqual([
      { action: "change", before: { archived: false }, after: { archived: true } },
      { action: "change", before: { name: null }, after: { name: "Hizmet 1" } },
      { action: "create", before: null, after: expect.objectContaining({ plate: "35 ABC 101", kind: "car" }) },
    ]);
    const { user } = await admin.call("getSession");
    expect(items[0]).toMatchObject({ username: "admin", userId: user.id, objectLabel: "35 ABC 101" });
  });

  it("goes back as far as it may be kept", async () => {
    const { admin, root, database } = test;
    for (const plate of ["35 ABC 101", "35 ABC 102"]) {
      await admin.call("createVehicle", { body: { plate, kind: "car", unitId: root.id } });
    }
    await database.execute("UPDATE audit_entry SET at = at - interval '31 days' WHERE object_label = $1", [
      "35 ABC 101",
    ]);
    await removeOutdated(database, { auditDays: 30, rejectionDays: 90 });
    expect((await admin.call("listAudit")).items.map(({ objectLabel }) => objectLabel)).toEqual(["35 ABC 102"]);
  });

  it("holds no password and no secret", async () => {
    const { admin, root } = test;
    const user = await admin.call("createUser", {
      body: {
        username: "ayse",
        displayName: "Ayşe",
        password: PASSWORD,
        grants: [{ role: "viewer", unitId: root.id }],
      },
    });
    const reset = await admin.call("resetPassword", { params: { id: user.id }, body: {} });
    const device = await admin.call("createDevice", { body: { name: "Takip", unitId: root.id } });
    const rotated = await admin.call("rotateDevice", { params: { id: device.id } });
    await admin.call("revokeDevice", { params: { id: device.id } });
    const token = await admin.call("createToken", { body: { name: "Rapor" } });
    await admin.call("deleteUser", { params: { id: user.id } });
    const { items } = await admin.call("listAudit");
    expect(items.map(({ objectType, action }) => `${objectType} ${action}`)).toEqual([
      "user delete",
      "token create",
      "device revoke",
      "device rotate",
      "device create",
      "user reset-password",
      "user create",
    ]);
    const text = JSON.stringify(items);
    for (const secret of [
      PASSWORD,
      reset.temporaryPassword,
      device.mqtt.password,
      rotated.mqtt.password,
      token.token,
    ]) {
      expect(secret).toBeTruthy();
      expect(text).not.toContain(secret);
    }
  });

  it("is found by words, person, kind and period, in pages", async () => {
    const { admin, root } = test;
    for (const plate of ["35 ABC 101", "35 ABC 102", "35 ABC 103"]) {
      await admin.call("createVehicle", { body: { plate, kind: "car", unitId: root.id } });
    }
    await test.createUnit("Süpürme");
    const labels = async (query: Parameters<typeof admin.call<"listAudit">>[1]): Promise<string[]> =>
      (await admin.call("listAudit", query)).items.map((entry) => entry.objectLabel);
    expect(await labels({ query: { q: "supurme" } })).toEqual(["Süpürme"]);
    expect(await labels({ query: { q: "35abc102" } })).toEqual(["35 ABC 102"]);
    expect(await labels({ query: { objectType: "unit" } })).toEqual(["Süpürme"]);
    expect(await labels({ query: { userId: 4711 } })).toEqual([]);
    const past = { from: "2020-01-01T00:00:00Z", to: "2020-01-02T00:00:00Z" };
    expect(await labels({ query: past })).toEqual([]);
    const first = await admin.call("listAudit", { query: { limit: 2 } });
    const rest = await labels({ query: { limit: 2, after: first.next ?? "" } });
    expect([...first.items.map((entry) => entry.objectLabel), ...rest]).toEqual([
      "Süpürme",
      "35 ABC 103",
      "35 ABC 102",
      "35 ABC 101",
    ]);
  });
});
