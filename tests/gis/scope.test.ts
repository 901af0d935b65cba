// What lies outside a scope does not exist: lists, single things, states and rejections.
import { beforeEach, expect, it } from "vitest";
import type { Scope } from "../../domain/rights.ts";
import type { User } from "../../domain/user.ts";
import type { Database } from "../../gis/database.ts";
import { changeDevice, deviceById, listDevices, revokeDevice, rotateDevice } from "../../gis/device.ts";
import { commitBatch } from "../../gis/ingest-batch.ts";
import { listRejections } from "../../gis/rejection.ts";
import { hasOtherRootAdministrator } from "../../gis/root-administrator.ts";
import { createUnit, listUnits, rootUnit, unitById } from "../../gis/unit.ts";
import {
  changeUser,
  countUsers,
  createUser,
  listUsers,
  userByUsername,
  type UserFields,
  type UserFieldsChange,
} from "../../gis/user.ts";
import {
  changeVehicle,
  createVehicle,
  listVehicles,
  setVehiclePhoto,
  vehicleById,
  vehiclePhoto,
} from "../../gis/vehicle.ts";
import { vehicleStateOf } from "../../gis/vehicle-state.ts";
import { principalByKey, revokedOrRotated } from "../../gis/principal.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { addVehicle, batch, createSmallFleet, fix, NOON_MS, rejection, type SmallFleet } from "./small-fleet.ts";

const NOBODY: Scope = { unitIds: [] };

describeOnBothDatabases("scopes", (open) => {
  let db: Database;
  let fleet: SmallFleet;
  let cleaners: Scope;
  beforeEach(async () => {
    db = (await open()).database;
    fleet = await createSmallFleet(db);
    cleaners = { unitIds: [fleet.cleaning] };
  });

  it("hold a unit's subtree, and show its ancestors", async () => {
    const section = await createUnit(db, { parentId: fleet.cleaning, name: "Çöp Toplama", kind: "section" });
    expect(section.path).toEqual([fleet.root, fleet.cleaning, section.id]);
    expect((await listUnits(db, fleet.everything)).map((unit) => unit.name)).toEqual([
      "Başkanlık",
      "Temizlik İşleri Müdürlüğü",
      "Çöp Toplama",
      "Park ve Bahçeler Müdürlüğü",
    ]);
    expect((await listUnits(db, { unitIds: [section.id] })).map((unit) => unit.id)).toEqual([
      fleet.root,
      fleet.cleaning,
      section.id,
    ]);
    expect(await listUnits(db, NOBODY)).toEqual([]);
    expect((await unitById(db, section.id))?.parentId).toBe(fleet.cleaning);
    expect((await rootUnit(db))?.id).toBe(fleet.root);
    await expect(createUnit(db, { parentId: null, name: "Second", kind: "presidency" })).rejects.toMatchObject({
      kind: "conflict",
    });
    await expect(createUnit(db, { parentId: 999, name: "Lost", kind: "section" })).rejects.toMatchObject({
      kind: "refused",
    });
  });

  it("hide vehicles, devices and states of other units", async () => {
    const { truck, van } = fleet;
    await commitBatch(db, batch({ positions: [fix(truck.deviceId, 1), fix(van.deviceId, 1)] }));
    const filter = { archived: false, limit: 10 };
    expect((await listVehicles(db, cleaners, filter)).items.map((vehicle) => vehicle.id)).toEqual([truck.vehicleId]);
    expect((await listDevices(db, cleaners, { limit: 10 })).items.map((device) => device.id)).toEqual([truck.deviceId]);
    for (const [scope, visible] of [
      [cleaners, false],
      [NOBODY, false],
      [fleet.everything, true],
    ] as const) {
      expect((await vehicleById(db, scope, van.vehicleId)) !== null).toBe(visible);
      expect((await deviceById(db, scope, van.deviceId)) !== null).toBe(visible);
      expect((await vehicleStateOf(db, scope, van.vehicleId)) !== null).toBe(visible);
    }
  });

  it("list vehicles page by page and find them the Turkish way", async () => {
    await createVehicle(db, {
      plate: "35 ABC 123",
      name: "Şimşek IŞIK",
      kind: "sweeper",
      unitId: fleet.cleaning,
      colour: "#00ff00",
      speedLimitKmh: 50,
    });
    await addVehicle(db, fleet.cleaning, "GRY-03");
    const pages: string[][] = [];
    let after: string | undefined;
    do {
      const page = await listVehicles(db, fleet.everything, { archived: false, limit: 3, after });
      pages.push(page.items.map((vehicle) => vehicle.plate ?? vehicle.code ?? ""));
      after = page.next ?? undefined;
    } while (after);
    expect(pages).toEqual([["TRUCK-1", "VAN-1", "35 ABC 123"], ["GRY-03"]]);
    const find = async (q: string) =>
      (await listVehicles(db, fleet.everything, { q, archived: false, limit: 10 })).items.length;
    for (const q of ["35abc", "35-ABC 12", "şimşek", "SIMSEK", "ışık", "isik", "gry03"])
      expect([q, await find(q)]).toEqual([q, 1]);
    for (const q of ["%", "_", ""]) expect([q, await find(q)]).toEqual([q, 4]);
    expect(await find("nothing like it")).toBe(0);
    await expect(listVehicles(db, fleet.everything, { archived: false, limit: 1, after: "x" })).rejects.toMatchObject({
      code: "input_invalid",
    });
  });

  it("keep plates and codes unique, however they are written", async () => {
    const vehicle = await createVehicle(db, { plate: "35 ABC 123", kind: "van", unitId: fleet.parks });
    await expect(createVehicle(db, { plate: "35ABC123", kind: "van", unitId: fleet.cleaning })).rejects.toMatchObject({
      kind: "conflict",
      constraint: "vehicle_plate_index",
    });
    await expect(createVehicle(db, { code: "TRUCK-1", kind: "van", unitId: fleet.cleaning })).rejects.toMatchObject({
      constraint: "vehicle_code_index",
    });
    const changed = await changeVehicle(db, vehicle.id, { plate: null, code: "KMY-1", archived: true });
    expect(changed).toEqual({ ...vehicle, plate: null, code: "KMY-1", archived: true });
    expect((await listVehicles(db, fleet.everything, { q: "kmy1", archived: false, limit: 10 })).items).toEqual([]);
    expect((await listVehicles(db, fleet.everything, { q: "kmy1", archived: true, limit: 10 })).items).toEqual([
      changed,
    ]);
    await expect(changeVehicle(db, 999, {})).rejects.toMatchObject({ code: "not_found" });
  });

  it("keep photos", async () => {
    const { vehicleId } = fleet.truck;
    const bytes = Buffer.from([0xff, 0xd8, 0, 1]);
    await setVehiclePhoto(db, vehicleId, { bytes, type: "image/jpeg" });
    expect(await vehiclePhoto(db, vehicleId)).toEqual({ bytes, type: "image/jpeg" });
    expect((await vehicleById(db, fleet.everything, vehicleId))?.hasPhoto).toBe(true);
    await setVehiclePhoto(db, vehicleId, null);
    expect(await vehiclePhoto(db, vehicleId)).toBeNull();
  });

  it("show rejections of their devices, and strangers' only with the root", async () => {
    const { truck, van } = fleet;
    const rejections = [
      rejection({ principal: "truck", deviceId: truck.deviceId, atMs: NOON_MS + 3000 }),
      rejection({ principal: "van", deviceId: van.deviceId, atMs: NOON_MS + 2000 }),
      rejection({ principal: "stranger", reason: "credentials_wrong", atMs: NOON_MS + 1000 }),
    ];
    await commitBatch(db, batch({ rejections }));
    const names = async (scope: Scope, extra = {}) =>
      (await listRejections(db, scope, { limit: 10, ...extra })).items.map((row) => row.principal);
    expect(await names(cleaners)).toEqual(["truck"]);
    expect(await names(fleet.everything)).toEqual(["truck", "van", "stranger"]);
    expect(await names(NOBODY)).toEqual([]);
    expect(await names(fleet.everything, { deviceId: van.deviceId })).toEqual(["van"]);
    expect(await names(fleet.everything, { reason: "credentials_wrong" })).toEqual(["stranger"]);
    const first = await listRejections(db, fleet.everything, { limit: 2 });
    expect(first.next).not.toBeNull();
    expect(await names(fleet.everything, { after: first.next })).toEqual(["stranger"]);
  });

  it("show people who hold a role inside", async () => {
    const create = (fields: UserFields) => db.transaction((tx) => createUser(tx, fields));
    const change = (user: User, fields: UserFieldsChange) => db.transaction((tx) => changeUser(tx, user, fields));
    const account = { displayName: "Ayşe", passwordHash: "$argon2id$…" };
    const admin = await create({
      ...account,
      username: "admin",
      grants: [{ role: "administrator", unitId: fleet.root }],
    });
    const cleaner = await create({
      ...account,
      username: "cleaner",
      grants: [
        { role: "viewer", unitId: fleet.cleaning },
        { role: "viewer", unitId: fleet.cleaning },
      ],
    });
    const nobody = await create({ ...account, username: "nobody", grants: [] });
    expect(cleaner.grants).toEqual([{ role: "viewer", unitId: fleet.cleaning }]);
    const ids = async (scope: Scope) => (await listUsers(db, scope, { limit: 10 })).items.map((user) => user.id);
    expect(await ids(cleaners)).toEqual([cleaner.id]);
    expect(await ids(fleet.everything)).toEqual([admin.id, cleaner.id, nobody.id]);
    expect((await userByUsername(db, "cleaner"))?.passwordHash).toBe(account.passwordHash);
    expect(await countUsers(db)).toBe(3);
    await expect(create({ ...account, username: "admin", grants: [] })).rejects.toMatchObject({
      constraint: "user_account_username_key",
    });
    await expect(
      create({ ...account, username: "ghost", grants: [{ role: "viewer", unitId: 999 }] }),
    ).rejects.toMatchObject({ kind: "refused" });
    expect(await userByUsername(db, "ghost")).toBeNull();

    expect(await hasOtherRootAdministrator(db, admin.id)).toBe(false);
    await change(nobody, { grants: [{ role: "administrator", unitId: fleet.root }] });
    expect(await hasOtherRootAdministrator(db, admin.id)).toBe(true);
    expect(await change(nobody, { disabled: true })).toMatchObject({ disabled: true, displayName: "Ayşe" });
    expect(await hasOtherRootAdministrator(db, admin.id)).toBe(false);
    await expect(change({ ...nobody, id: 999 }, { disabled: true })).rejects.toThrow("999");
  });

  it("know a device's credentials, and which sessions they end", async () => {
    const { truck, van } = fleet;
    const key = (await deviceById(db, fleet.everything, truck.deviceId))?.key ?? "";
    const access = await principalByKey(db, key);
    expect(access).toMatchObject({ id: truck.deviceId, credentialVersion: 1, revoked: false });
    expect(access?.secretHash).toEqual(Buffer.alloc(32));
    const sessions = [truck, van].map(({ deviceId }) => ({ deviceId, credentialVersion: 1 }));
    expect(await revokedOrRotated(db, sessions)).toEqual([]);
    await rotateDevice(db, truck.deviceId, Buffer.alloc(32, 1));
    expect(await revokedOrRotated(db, sessions)).toEqual([truck.deviceId]);
    await revokeDevice(db, van.deviceId);
    const revokedAt = (await deviceById(db, fleet.everything, van.deviceId))?.revokedAt;
    await revokeDevice(db, van.deviceId);
    expect((await deviceById(db, fleet.everything, van.deviceId))?.revokedAt).toBe(revokedAt);
    expect(
      (await revokedOrRotated(db, [...sessions, { deviceId: 999, credentialVersion: 1 }])).toSorted((a, b) => a - b),
    ).toEqual([truck.deviceId, van.deviceId, 999]);
    const device = await deviceById(db, fleet.everything, truck.deviceId);
    if (!device) throw new Error("no device");
    expect(await changeDevice(db, device, { name: "Ön takip" })).toMatchObject({ name: "Ön takip" });
    expect((await listDevices(db, fleet.everything, { q: "on TAKIP", limit: 10 })).items).toHaveLength(1);
    expect(await principalByKey(db, "nobody's")).toBeNull();
  });
});
