// Geofences and rules over HTTP: drawn, changed, refused with the place of the fault.
import { beforeAll, expect, it } from "vitest";
import type { GeofenceShape } from "../../domain/geofence/shape.ts";
import type { Unit } from "../../domain/unit.ts";
import { startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

const depot: GeofenceShape = {
  type: "Polygon",
  coordinates: [
    [
      [27.1, 38.38],
      [27.11, 38.38],
      [27.11, 38.39],
      [27.1, 38.39],
      [27.1, 38.38],
    ],
    [
      [27.102, 38.382],
      [27.102, 38.384],
      [27.104, 38.384],
      [27.104, 38.382],
      [27.102, 38.382],
    ],
  ],
};

describeOnBothDatabases("geofences", (open) => {
  let test: TestApi;
  let cleaning: Unit;
  beforeAll(async () => {
    test = await startTestApi((await open()).database);
    cleaning = await test.createUnit("Temizlik");
    return () => test.stop();
  });
  const draw = (name: string, shape: GeofenceShape) =>
    test.admin.call("createGeofence", { body: { name, unitId: cleaning.id, shape, group: "Depo" } });
  const refusedShape = async (shape: object) => {
    const body = JSON.stringify({ name: "x", unitId: cleaning.id, shape });
    const headers = { "content-type": "application/json" };
    const response = await test.admin.fetch("/api/geofences", { method: "POST", body, headers });
    expect(response.status).toBe(400);
    return ((await response.json()) as { fields: object[] }).fields;
  };

  it("keep their shape, and have an outline and an area", async () => {
    const created = await draw("Halkapınar deposu", depot);
    expect(created).toMatchObject({
      shape: depot,
      shapeType: "Polygon",
      vertexCount: 10,
      bbox: [27.1, 38.38, 27.11, 38.39],
      group: "Depo",
      exitMarginM: 25,
      schedule: null,
    });
    // A hundredth of a degree at this latitude is 873 × 1,110 m; the hole is a twenty-fifth.
    expect(created.areaM2 / (0.96 * 873 * 1110)).toBeCloseTo(1, 1);
    expect(created.outline.coordinates[0]).toHaveLength(2);
    const found = await test.admin.call("listGeofences", { query: { q: "HALKAPINAR" } });
    expect(found.items.map((item) => item.id)).toEqual([created.id]);
    expect((await test.admin.call("listGeofenceGroups")).items).toEqual([{ group: "Depo", count: 1 }]);
  });

  it("may be circles and corridors, as wide in metres as they say", async () => {
    const circle = await draw("Meydan", { type: "Circle", centre: [27.1, 38.4], radiusM: 500 });
    expect(circle.areaM2 / (Math.PI * 500 * 500)).toBeCloseTo(1, 1);
    const line: [number, number][] = [
      [27.1, 38.4],
      [27.1, 38.41],
    ];
    const corridor = await draw("Güzergâh", { type: "Corridor", coordinates: line, widthM: 100 });
    // 1,110 m by 100 m and a round end at both sides.
    expect(corridor.areaM2 / (1110 * 100 + Math.PI * 50 * 50)).toBeCloseTo(1, 1);
    expect(corridor.vertexCount).toBe(2);
  });

  it("say where a shape is wrong", async () => {
    const bowTie = [
      [27, 38],
      [27.2, 38.2],
      [27.2, 38],
      [27, 38.2],
      [27, 38],
    ];
    const [crossed] = await refusedShape({ type: "Polygon", coordinates: [bowTie] });
    expect(crossed).toMatchObject({ path: "shape.coordinates[0][2]", reason: "self_intersection" });
    expect(crossed).toHaveProperty("at", [expect.closeTo(27.1, 9), expect.closeTo(38.1, 9)]);
    expect(await refusedShape({ type: "Circle", centre: [38.4, 127], radiusM: 50 })).toEqual([
      { path: "shape.centre", reason: "coordinate_out_of_bounds", at: [38.4, 127] },
    ]);
    expect(await refusedShape({ type: "Circle", centre: [27, 38], radiusM: 0 })).toMatchObject([
      { path: "shape.radiusM", reason: "too_small" },
    ]);
    expect(await refusedShape({ type: "Point", coordinates: [27, 38] })).toMatchObject([{ path: "shape.type" }]);
  });

  it("may have 50,000 vertices, and no more", async () => {
    const ring = (corners: number): [number, number][] => {
      const positions = Array.from({ length: corners - 1 }, (_, i): [number, number] => {
        const angle = (i / (corners - 1)) * 2 * Math.PI;
        return [27.1 + 0.02 * Math.cos(angle), 38.4 + 0.02 * Math.sin(angle)];
      });
      return [...positions, positions[0] ?? [0, 0]];
    };
    const created = await draw("İlçe sınırı", { type: "Polygon", coordinates: [ring(50_000)] });
    expect(created.vertexCount).toBe(50_000);
    expect(created.outline.coordinates[0]?.[0]?.length).toBeLessThan(2000);
    const fields = await refusedShape({ type: "Polygon", coordinates: [ring(50_001)] });
    expect(fields).toMatchObject([{ path: "shape.coordinates", reason: "too_many_vertices" }]);
  });

  it("change from now on, and leave a trace of who did it", async () => {
    const { id } = await draw("Şantiye", depot);
    const changed = await test.admin.call("changeGeofence", {
      params: { id },
      body: { name: "Şantiye 2", shape: { type: "Circle", centre: [27.1, 38.4], radiusM: 80 }, speedLimitKmh: 20 },
    });
    expect(changed).toMatchObject({ name: "Şantiye 2", shapeType: "Circle", speedLimitKmh: 20, group: "Depo" });
    const versions = await test.database.query(
      "SELECT valid_to IS NULL AS present FROM geofence_version WHERE geofence_id = $1 ORDER BY valid_from",
      [id],
    );
    expect(versions).toEqual([{ present: false }, { present: true }]);
    await test.admin.call("deleteGeofence", { params: { id } });
    expect((await test.admin.refused("getGeofence", { params: { id } })).status).toBe(404);
    const { items } = await test.admin.call("listAudit");
    const actions = items.filter((entry) => entry.objectType === "geofence" && entry.objectId === id);
    expect(actions.map((entry) => entry.action)).toEqual(["delete", "change", "create"]);
  });

  it("keep a unit from being deleted", async () => {
    const unit = await test.createUnit("Park");
    await test.admin.call("createGeofence", { body: { name: "Park", unitId: unit.id, shape: depot } });
    expect(await test.admin.refused("deleteUnit", { params: { id: unit.id } })).toMatchObject({
      code: "unit_not_empty",
      blockers: [{ kind: "geofences", count: 1 }],
    });
  });

  it("look into the past on request, not for ever", async () => {
    const { id } = await draw("Yeni bölge", depot);
    const from = new Date(Date.now() - 7 * 86_400_000).toISOString();
    expect(await test.admin.call("evaluateGeofence", { params: { id }, body: { from } })).toEqual({
      from,
      vehicles: 0,
    });
    expect((await test.admin.call("getGeofence", { params: { id } })).watchedSince).toBe(from);
    const refused = (days: number) =>
      test.admin.refused("evaluateGeofence", {
        params: { id },
        body: { from: new Date(Date.now() - days * 86_400_000).toISOString() },
      });
    expect((await refused(100)).fields).toEqual([{ path: "from", reason: "too_small" }]);
    expect((await refused(-1)).fields).toEqual([{ path: "from", reason: "time_in_future" }]);
  });

  it("are chosen by rules, which say what they lack", async () => {
    const { id: geofenceId } = await draw("Yasak bölge", depot);
    const rule = { name: "Yasak bölge", unitId: cleaning.id, severity: "critical" as const };
    const condition = { kind: "geofence-forbidden" as const };
    const created = await test.admin.call("createRule", { body: { ...rule, condition, geofenceIds: [geofenceId] } });
    expect(created).toMatchObject({ enabled: true, condition: { minSeconds: 0 }, schedule: null });
    expect(
      (await test.admin.call("changeRule", { params: { id: created.id }, body: { enabled: false } })).enabled,
    ).toBe(false);
    expect((await test.admin.call("listRules")).items.map((item) => item.id)).toEqual([created.id]);
    const refused = async (body: object) => {
      const answer = await test.admin.fetch("/api/rules", {
        method: "POST",
        body: JSON.stringify({ ...rule, ...body }),
        headers: { "content-type": "application/json" },
      });
      return ((await answer.json()) as { fields: object[] }).fields;
    };
    expect(await refused({ condition })).toEqual([{ path: "geofenceIds", reason: "geofences_needed" }]);
    expect(await refused({ condition, geofenceIds: [999] })).toEqual([
      { path: "geofenceIds[0]", reason: "geofence_unknown" },
    ]);
    expect(await refused({ condition: { kind: "out-of-hours" } })).toEqual([
      { path: "schedule", reason: "schedule_needed" },
    ]);
    await test.admin.call("deleteRule", { params: { id: created.id } });
    expect((await test.admin.call("listRules")).items).toEqual([]);
  });
});
