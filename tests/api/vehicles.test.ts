import { afterEach, beforeEach, expect, it } from "vitest";
import { startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

describeOnBothDatabases("vehicles", (open) => {
  let test: TestApi;
  const car = (plate: string) => ({ plate, kind: "car", unitId: test.root.id }) as const;
  beforeEach(async () => {
    const { database } = await open();
    test = await startTestApi(database);
  });
  afterEach(() => test.stop());

  it("are registered by plate in its normal form", async () => {
    const body = { ...car("35abc-123"), name: "Başkanlık makam", colour: "#0b6e6a", speedLimitKmh: 90 };
    const vehicle = await test.admin.call("createVehicle", { body });
    expect(vehicle).toEqual({
      id: vehicle.id,
      plate: "35 ABC 123",
      code: null,
      name: "Başkanlık makam",
      kind: "car",
      unitId: test.root.id,
      colour: "#0b6e6a",
      speedLimitKmh: 90,
      archived: false,
      hasPhoto: false,
    });
    expect(await test.admin.call("getVehicle", { params: { id: vehicle.id } })).toEqual(vehicle);
  });

  it("are registered by machine code where there is no plate", async () => {
    const body = { code: "GRY-03", kind: "grader", unitId: test.root.id } as const;
    expect(await test.admin.call("createVehicle", { body })).toMatchObject({ plate: null, code: "GRY-03" });
  });

  it.each([
    ["a plate that is none", { plate: "35 ÇĞ 123", kind: "car" }, [{ path: "plate", reason: "plate_invalid" }]],
    ["a province that is none", { plate: "82 ABC 123", kind: "car" }, [{ path: "plate", reason: "plate_invalid" }]],
    ["neither plate nor code", { kind: "car" }, [{ path: "plate", reason: "plate_or_code_required" }]],
    ["an unknown kind", { plate: "35 ABC 123", kind: "tank" }, [{ path: "kind", reason: "not_offered" }]],
    [
      "a colour and a limit that are none",
      { plate: "35 ABC 123", kind: "car", colour: "yeşil", speedLimitKmh: 3 },
      [
        { path: "colour", reason: "wrong_format" },
        { path: "speedLimitKmh", reason: "too_small" },
      ],
    ],
    [
      "a unit that does not exist",
      { plate: "35 ABC 123", kind: "car", unitId: 4711 },
      [{ path: "unitId", reason: "unit_unknown" }],
    ],
    ["a unit id beyond all ids", { plate: "35 ABC 123", kind: "car", unitId: 3e9 }, undefined],
  ])("are refused with %s, naming the field", async (_, fields, expected) => {
    const response = await test.admin.fetch("/api/vehicles", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ unitId: test.root.id, ...fields }),
    });
    expect(response.status).toBe(400);
    const problem: unknown = await response.json();
    expect(problem).toMatchObject({ code: "input_invalid", ...(expected ? { fields: expected } : {}) });
  });

  it("cannot share a plate or a code, however it is written", async () => {
    await test.admin.call("createVehicle", { body: { ...car("35 ABC 123"), code: "M-1" } });
    const samePlate = await test.admin.refused("createVehicle", { body: car("35-abc-123") });
    expect(samePlate).toMatchObject({
      status: 409,
      code: "plate_taken",
      fields: [{ path: "plate", reason: "plate_taken" }],
    });
    const sameCode = await test.admin.refused("createVehicle", { body: { ...car("35 ABC 124"), code: "M-1" } });
    expect(sameCode).toMatchObject({ code: "code_taken", fields: [{ path: "code", reason: "code_taken" }] });
  });

  it("can be changed field by field, but never lose both plate and code", async () => {
    const { id } = await test.admin.call("createVehicle", { body: { ...car("35 ABC 123"), name: "eski" } });
    const change = { name: null, kind: "van", colour: "#112233" } as const;
    const after = await test.admin.call("changeVehicle", { params: { id }, body: change });
    expect(after).toMatchObject({ plate: "35 ABC 123", name: null, kind: "van", colour: "#112233" });
    const problem = await test.admin.refused("changeVehicle", { params: { id }, body: { plate: null } });
    expect(problem.fields).toEqual([{ path: "plate", reason: "plate_or_code_required" }]);
    expect(
      await test.admin.call("changeVehicle", { params: { id }, body: { plate: null, code: "X-1" } }),
    ).toMatchObject({
      plate: null,
      code: "X-1",
    });
  });

  it("are filtered and counted by unit, kind, tracker and archive", async () => {
    const { admin, root } = test;
    const cleaning = await test.createUnit("Temizlik");
    const sweeping = await test.createUnit("Süpürme", cleaning);
    const add = async (plate: string, kind: "sweeper" | "bus", unitId: number): Promise<number> =>
      (await admin.call("createVehicle", { body: { plate, kind, unitId } })).id;
    const first = await add("35 ABC 101", "sweeper", sweeping.id);
    await add("35 ABC 102", "bus", cleaning.id);
    await add("35 ABC 103", "bus", root.id);
    const old = await add("35 ABC 104", "bus", root.id);
    await admin.call("changeVehicle", { params: { id: old }, body: { archived: true } });
    await admin.call("createDevice", { body: { name: "Takip", vehicleId: first } });
    const plates = async (query: Parameters<typeof admin.call<"listVehicles">>[1]): Promise<(string | null)[]> =>
      (await admin.call("listVehicles", query)).items.map((vehicle) => vehicle.plate);
    expect(await plates({ query: { unitId: cleaning.id } })).toEqual(["35 ABC 101", "35 ABC 102"]);
    expect(await plates({ query: { kind: "bus" } })).toEqual(["35 ABC 102", "35 ABC 103"]);
    expect(await plates({ query: { tracked: "true" } })).toEqual(["35 ABC 101"]);
    expect(await plates({ query: { tracked: "false", kind: "bus", unitId: cleaning.id } })).toEqual(["35 ABC 102"]);
    expect(await plates({ query: { onlyArchived: "true" } })).toEqual(["35 ABC 104"]);
    expect(await admin.call("countVehicles")).toEqual({
      total: 3,
      archived: 1,
      untracked: 2,
      byKind: expect.arrayContaining([
        { kind: "bus", count: 2 },
        { kind: "sweeper", count: 1 },
      ]),
      byUnit: [
        { unitId: root.id, count: 1 },
        { unitId: cleaning.id, count: 1 },
        { unitId: sweeping.id, count: 1 },
      ],
    });
    expect(await admin.call("countVehicles", { query: { q: "abc101" } })).toMatchObject({ total: 1, archived: 0 });
  });

  it("disappear from the list when archived and come back", async () => {
    const { id } = await test.admin.call("createVehicle", { body: car("35 ABC 123") });
    await test.admin.call("changeVehicle", { params: { id }, body: { archived: true } });
    expect((await test.admin.call("listVehicles")).items).toEqual([]);
    expect((await test.admin.call("listVehicles", { query: { archived: "true" } })).items).toMatchObject([{ id }]);
    await test.admin.call("changeVehicle", { params: { id }, body: { archived: false } });
    expect((await test.admin.call("listVehicles")).items).toMatchObject([{ id }]);
  });

  it("are found by plate, code and name the Turkish way", async () => {
    await test.admin.call("createVehicle", { body: { ...car("35 ABC 123"), name: "Şehir içi İZMİR" } });
    await test.admin.call("createVehicle", { body: { ...car("35 KMB 45"), code: "GRY-03" } });
    const found = async (q: string): Promise<(string | null)[]> =>
      (await test.admin.call("listVehicles", { query: { q } })).items.map((vehicle) => vehicle.plate);
    expect(await found("35abc")).toEqual(["35 ABC 123"]);
    expect(await found("izmir")).toEqual(["35 ABC 123"]);
    expect(await found("sehir")).toEqual(["35 ABC 123"]);
    expect(await found("gry03")).toEqual(["35 KMB 45"]);
    expect(await found("%")).not.toContain("35 KMB 45 %");
    expect(await found("yok")).toEqual([]);
  });

  it("come in pages that hold each one once", async () => {
    const plates = Array.from({ length: 7 }, (_, i) => `35 ABC 10${i}`);
    for (const plate of plates) await test.admin.call("createVehicle", { body: car(plate) });
    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await test.admin.call("listVehicles", { query: { limit: 3, ...(after ? { after } : {}) } });
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map((vehicle) => String(vehicle.plate)));
      after = page.next ?? undefined;
      pages += 1;
    } while (after);
    expect(seen.toSorted()).toEqual(plates);
    expect(pages).toBe(3);
  });

  it("refuse a cursor that is none", async () => {
    const problem = await test.admin.refused("listVehicles", { query: { after: "'; DROP TABLE vehicle; --" } });
    expect(problem.code).toBe("input_invalid");
  });

  it("do not exist under ids that are none", async () => {
    for (const id of ["0", "-1", "x", "1.5", "99999999999", "%00", "4711"]) {
      const response = await test.admin.fetch(`/api/vehicles/${id}`);
      expect([id, response.status]).toEqual([id, 404]);
    }
  });
});

describeOnBothDatabases("units", (open) => {
  let test: TestApi;
  beforeEach(async () => {
    const { database } = await open();
    test = await startTestApi(database);
  });
  afterEach(() => test.stop());

  it("form a tree whose paths lead down from the root", async () => {
    const cleaning = await test.createUnit("Temizlik İşleri Müdürlüğü");
    const section = await test.createUnit("Süpürme Birimi", cleaning);
    expect(section).toMatchObject({ parentId: cleaning.id, path: [test.root.id, cleaning.id, section.id] });
    const { items } = await test.admin.call("listUnits");
    expect(items.map((unit) => unit.name).toSorted()).toEqual(
      ["Başkanlık", "Süpürme Birimi", "Temizlik İşleri Müdürlüğü"].toSorted(),
    );
  });

  it("come in pages", async () => {
    for (const name of ["A", "B", "C", "D"]) await test.createUnit(name);
    const first = await test.admin.call("listUnits", { query: { limit: 3 } });
    const second = await test.admin.call("listUnits", { query: { limit: 3, after: String(first.next) } });
    expect(new Set([...first.items, ...second.items].map((unit) => unit.id))).toHaveLength(5);
    expect(second.next).toBeNull();
  });

  it("cannot hang below nothing", async () => {
    const problem = await test.admin.refused("createUnit", { body: { parentId: 4711, name: "X", kind: "section" } });
    expect(problem.fields).toEqual([{ path: "parentId", reason: "unit_unknown" }]);
  });
});
