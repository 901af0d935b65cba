// Changing the tree of units: what moves with a unit, what keeps it from going, who may do it.
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Unit } from "../../domain/unit.ts";
import type { FeedEvent } from "../../gis/feed.ts";
import { startTestApi, type TestApi, type TestClient } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { createTracked } from "./store-fixes.ts";

describeOnBothDatabases("units", (open) => {
  let test: TestApi;
  let cleaning: Unit;
  let parks: Unit;
  let sweeping: Unit;
  let events: FeedEvent["type"][];
  beforeEach(async () => {
    const { database } = await open();
    test = await startTestApi(database);
    cleaning = await test.createUnit("Temizlik");
    parks = await test.createUnit("Park");
    sweeping = await test.createUnit("Süpürme", cleaning);
    events = [];
    test.feed.subscribe((event) => events.push(event.type));
  });
  afterEach(() => test.stop());

  const change = (unit: Unit, body: Partial<Pick<Unit, "name" | "kind">> & { parentId?: number }) =>
    test.admin.call("changeUnit", { params: { id: unit.id }, body });
  const unitsOf = async (client: TestClient): Promise<number[]> =>
    (await client.call("listUnits")).items.map((unit) => unit.id);

  it("are renamed and change their kind", async () => {
    expect(await change(sweeping, { name: " Süpürge Birimi ", kind: "section" })).toEqual({
      ...sweeping,
      name: "Süpürge Birimi",
      kind: "section",
    });
    expect(await change(test.root, { name: "Belediye" })).toMatchObject({ name: "Belediye", parentId: null });
    expect(events).toContain("vehicles");
  });

  it("move with all below them, and rights move along", async () => {
    const night = await test.createUnit("Gece", sweeping);
    const { vehicleId } = await createTracked(test, "35 ABC 101", night.id);
    const parkChief = await test.clientOf("park", "fleet-manager", parks);
    const cleaningChief = await test.clientOf("temizlik", "fleet-manager", cleaning);
    const params = { id: vehicleId };
    await cleaningChief.call("getVehicle", { params });
    events.length = 0;
    const moved = await change(sweeping, { parentId: parks.id });
    expect(moved).toMatchObject({ parentId: parks.id, path: [test.root.id, parks.id, sweeping.id] });
    expect(events).toEqual(["vehicles", "users"]);
    const { items } = await test.admin.call("listUnits");
    expect(items.find((unit) => unit.id === night.id)?.path).toEqual([test.root.id, parks.id, sweeping.id, night.id]);
    await parkChief.call("getVehicle", { params });
    expect((await cleaningChief.refused("getVehicle", { params })).code).toBe("not_found");
  });

  it("never hang below themselves, and the topmost one stays", async () => {
    const refused = (unit: Unit, parentId: number) =>
      test.admin.refused("changeUnit", { params: { id: unit.id }, body: { parentId } });
    expect(await refused(cleaning, cleaning.id)).toMatchObject({
      status: 409,
      code: "unit_cycle",
      fields: [{ path: "parentId", reason: "unit_cycle" }],
    });
    expect((await refused(cleaning, sweeping.id)).code).toBe("unit_cycle");
    expect((await refused(test.root, cleaning.id)).code).toBe("unit_is_root");
    expect((await refused(cleaning, 4711)).fields).toEqual([{ path: "parentId", reason: "unit_unknown" }]);
    const two = await Promise.all([
      test.admin.fetch(`/api/units/${cleaning.id}`, move(parks.id)),
      test.admin.fetch(`/api/units/${parks.id}`, move(cleaning.id)),
    ]);
    expect(two.map((response) => response.status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it("are deleted only when nothing is left in them, and say what is", async () => {
    await createTracked(test, "35 ABC 101", cleaning.id);
    await test.createUser("ayse", "viewer", cleaning);
    const full = await test.admin.refused("deleteUnit", { params: { id: cleaning.id } });
    expect(full).toMatchObject({
      status: 409,
      code: "unit_not_empty",
      detail: expect.stringContaining("1 units, 1 vehicles, 1 devices, 1 users"),
      blockers: [
        { kind: "units", count: 1 },
        { kind: "vehicles", count: 1 },
        { kind: "devices", count: 1 },
        { kind: "users", count: 1 },
      ],
    });
    await test.admin.call("deleteUnit", { params: { id: sweeping.id } });
    expect(await unitsOf(test.admin)).toEqual([test.root.id, cleaning.id, parks.id]);
    expect((await test.admin.refused("deleteUnit", { params: { id: sweeping.id } })).code).toBe("not_found");
    expect((await test.admin.refused("deleteUnit", { params: { id: test.root.id } })).code).toBe("unit_is_root");
  });

  it("say what they hold themselves", async () => {
    await createTracked(test, "35 ABC 101", sweeping.id);
    await test.createUser("ayse", "viewer", sweeping);
    const { items } = await test.admin.call("countUnits");
    expect(items.find((counts) => counts.unitId === sweeping.id)).toEqual({
      unitId: sweeping.id,
      units: 0,
      vehicles: 1,
      devices: 1,
      users: 1,
    });
    expect(items.find((counts) => counts.unitId === cleaning.id)).toMatchObject({ units: 1, vehicles: 0 });
  });

  it("stay where they are for who administers only one of them", async () => {
    const chief = await test.clientOf("sef", "administrator", cleaning);
    const away = await chief.refused("changeUnit", { params: { id: cleaning.id }, body: { parentId: parks.id } });
    expect(away.fields).toEqual([{ path: "parentId", reason: "unit_unknown" }]);
    expect(
      (await chief.refused("changeUnit", { params: { id: parks.id }, body: { parentId: cleaning.id } })).code,
    ).toBe("not_found");
    await chief.call("changeUnit", { params: { id: sweeping.id }, body: { name: "Süpürge" } });
    const manager = await test.clientOf("filo", "fleet-manager", cleaning);
    expect((await manager.refused("deleteUnit", { params: { id: sweeping.id } })).code).toBe("forbidden");
  });
});

const move = (parentId: number): RequestInit => ({
  method: "PATCH",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ parentId }),
});
