// What a vehicle did, over HTTP: whose it is, which period, where.
import { beforeAll, describe, expect, it } from "vitest";
import { createDayOf } from "../../domain/fleet/local-day.ts";
import { deriveStep } from "../../gis/fleet/derive.ts";
import { startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { createTracked, storeFixes, type Fix, type Tracked } from "./store-fixes.ts";

/** 23:40 in Istanbul. */
const START_MS = Date.UTC(2026, 5, 15, 20, 40);

/** Stands 10 min, drives north for 20 min at 36 km/h, stands 10 min. */
const drive = Array.from({ length: 240 }, (_, i): Fix => {
  const meters = Math.min(Math.max(i - 60, 0), 120) * 100;
  return {
    fixTimeMs: START_MS + i * 10_000,
    lon: 27.1,
    lat: 38.35 + meters / 111_195,
    speedKmh: i >= 60 && i < 180 ? 36 : 0,
    ignition: true,
    attributes: { driver: "KART-7" },
  };
});

describeOnBothDatabases("trips of a vehicle", (open) => {
  let test: TestApi;
  let car: Tracked;
  beforeAll(async () => {
    const { database } = await open();
    test = await startTestApi(database);
    await database.execute(
      `INSERT INTO base.neighbourhood (name, label, geom)
       SELECT 'Bozyaka', ST_Centroid(g), ST_Multi(g) FROM ST_MakeEnvelope(27.0, 38.3, 27.2, 38.36, 4326) AS g`,
    );
    car = await createTracked(test, "35 KNT 501", test.root.id);
    await storeFixes(test, car.deviceId, drive.toReversed());
    const dayOf = createDayOf("Europe/Istanbul");
    const options = { dayOf, maxVehicles: 10, pageFixes: 2000, minRestMs: 0, restPerFixMs: 0 };
    while ((await deriveStep(database, options)) > 0);
    return () => test.stop();
  });

  const during = { from: "2026-06-15T21:00:00Z", to: "2026-06-15T21:01:00Z" };
  const params = () => ({ id: car.vehicleId });

  it("touch the period, and name neighbourhood and driver", async () => {
    const { items, next } = await test.admin.call("listTrips", { params: params(), query: during });
    expect(next).toBeNull();
    expect(items).toMatchObject([
      {
        id: `${car.vehicleId}-${START_MS + 600_000}`,
        startTime: "2026-06-15T20:50:00.000Z",
        endTime: "2026-06-15T21:10:00.000Z",
        distanceKm: 12,
        startPlace: "Bozyaka",
        endPlace: null,
        driverId: "KART-7",
      },
    ]);
  });

  it("come in pages", async () => {
    const query = { from: "2026-06-15T00:00:00Z", to: "2026-06-17T00:00:00+03:00", limit: 1 };
    const first = await test.admin.call("listStops", { params: params(), query });
    expect(first.items).toMatchObject([{ durationSeconds: 600, place: "Bozyaka", engineOnSeconds: 600, open: false }]);
    const second = await test.admin.call("listStops", {
      params: params(),
      query: { ...query, after: first.next ?? "" },
    });
    expect(second).toMatchObject({ items: [{ startTime: "2026-06-15T21:10:00.000Z", open: true }], next: null });
  });

  it("add up to days of Istanbul", async () => {
    const query = { from: "2026-06-15T12:00:00+03:00", to: "2026-06-17T00:00:00+03:00" };
    const { items } = await test.admin.call("listDays", { params: params(), query });
    expect(items).toMatchObject([
      { day: "2026-06-15", distanceKm: 6, tripCount: 1, drivingSeconds: 600, lastArrival: null },
      { day: "2026-06-16", distanceKm: 6, tripCount: 0, drivingSeconds: 600, firstDeparture: null, maxSpeedKmh: 36 },
    ]);
  });

  describe.each(["listTrips", "listStops", "listDays"] as const)("%s", (route) => {
    it("is empty for a period without data", async () => {
      const query = { from: "2024-01-01T00:00:00Z", to: "2024-02-01T00:00:00Z" };
      expect(await test.admin.call(route, { params: params(), query })).toEqual({ items: [], next: null });
    });

    it("says what is wrong with a period", async () => {
      const query = { from: during.to, to: during.from };
      expect(await test.admin.refused(route, { params: params(), query })).toMatchObject({
        status: 400,
        code: "input_invalid",
        fields: [{ path: "to", reason: "period_reversed" }],
      });
    });

    it("does not exist outside the scope, nor for those who may not see tracks", async () => {
      const unit = await test.createUnit(`Birim ${route}`);
      const call = { params: params(), query: during };
      const stranger = await test.clientOf(`yabanci-${route.toLowerCase()}`, "dispatcher", unit);
      expect(await stranger.refused(route, call)).toMatchObject({ status: 404 });
      const viewer = await test.clientOf(`izleyen-${route.toLowerCase()}`, "viewer", test.root);
      expect(await viewer.refused(route, call)).toMatchObject({ status: 403 });
      expect(await test.anonymous().refused(route, call)).toMatchObject({ status: 401 });
    });
  });
});
