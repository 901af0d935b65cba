// The past over HTTP: replay columns, the fleet at a moment, who was in an area, and the traces they leave.
import { beforeAll, describe, expect, it } from "vitest";
import { createDayOf } from "../../domain/fleet/local-day.ts";
import { deriveStep } from "../../gis/fleet/derive.ts";
import { startTestApi, type TestApi, type TestClient } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { createTracked, storeFixes, type Fix, type Tracked } from "./store-fixes.ts";

const START_MS = Date.UTC(2026, 5, 15, 8);
const METER = 1 / 111_195;

/** Stands 10 min, drives north for 20 min at 36 km/h (a fix each 100 m), stands 10 min. */
const drive = Array.from({ length: 240 }, (_, i): Fix => {
  const meters = Math.min(Math.max(i - 60, 0), 120) * 100;
  return {
    fixTimeMs: START_MS + i * 10_000,
    lon: 27.1,
    lat: 38.35 + meters * METER,
    speedKmh: i >= 60 && i < 180 ? 36 : 0,
    ignition: true,
    attributes: { driver: "KART-7", inputs: { lift: i % 2 === 0 }, fuelPct: 80 },
  };
});

const box = (southM: number, northM: number, width = 0.001): [number, number][] => [
  [27.1 - width, 38.35 + southM * METER],
  [27.1 + width, 38.35 + southM * METER],
  [27.1 + width, 38.35 + northM * METER],
  [27.1 - width, 38.35 + northM * METER],
  [27.1 - width, 38.35 + southM * METER],
];
const area = (...coordinates: [number, number][][]) => ({ type: "Polygon" as const, coordinates });
const DAY = { from: "2026-06-15T00:00:00Z", to: "2026-06-16T00:00:00Z" };

describeOnBothDatabases("the past", (open) => {
  let test: TestApi;
  let car: Tracked;
  let stranger: TestClient;
  beforeAll(async () => {
    const { database } = await open();
    test = await startTestApi(database);
    car = await createTracked(test, "35 KNT 501", test.root.id);
    // A jump no vehicle can make, and a fix of a clock far ahead: neither belongs into a replay.
    const jump = { ...drive[30], fixTimeMs: START_MS + 305_000, lon: 28.9, lat: 41, speedKmh: 50 };
    await storeFixes(test, car.deviceId, [...drive.toReversed(), jump]);
    const options = {
      dayOf: createDayOf("Europe/Istanbul"),
      maxVehicles: 10,
      pageFixes: 2000,
      minRestMs: 0,
      restPerFixMs: 0,
    };
    while ((await deriveStep(database, options)) > 0);
    const unit = await test.createUnit("Park");
    stranger = await test.clientOf("yabanci", "dispatcher", unit);
    return () => test.stop();
  });

  const params = () => ({ id: car.vehicleId });

  it("of a vehicle comes as columns, with trips and stops, without what is no fix", async () => {
    const { track, trips, stops, next } = await test.admin.call("getHistory", { params: params(), query: DAY });
    expect(next).toBeNull();
    expect(track.startMs).toBe(START_MS);
    expect(track.offsetMs).toEqual(drive.map((_, i) => i * 10_000));
    expect(track.speedKmh[100]).toBe(36);
    expect(track.ignition[0]).toBe(1);
    expect(track.fuelPct[0]).toBe(80);
    expect(track.inputs["lift"]?.slice(0, 3)).toEqual([1, 0, 1]);
    expect(trips).toHaveLength(1);
    expect(stops).toHaveLength(2);
  });

  it("of a vehicle is refused for too long a period, and does not exist outside the scope", async () => {
    const long = { from: "2026-06-01T00:00:00Z", to: "2026-06-15T00:00:00Z" };
    expect(await test.admin.refused("getHistory", { params: params(), query: long })).toMatchObject({
      fields: [{ path: "to", reason: "period_too_long" }],
    });
    expect(await stranger.refused("getHistory", { params: params(), query: DAY })).toMatchObject({ status: 404 });
  });

  it("of the fleet is the last fix before the moment, within the look-back", async () => {
    const time = new Date(START_MS + 1_000_500).toISOString();
    const { items } = await test.admin.call("getFleetAt", { query: { time } });
    expect(items).toMatchObject([
      { vehicleId: car.vehicleId, label: "35 KNT 501", fixTime: new Date(START_MS + 1_000_000).toISOString() },
    ]);
    const later = await test.admin.call("getFleetAt", { query: { time: "2026-06-18T00:00:00Z" } });
    expect(later.items).toEqual([]);
    expect((await stranger.call("getFleetAt", { query: { time } })).items).toEqual([]);
  });

  describe("of an area", () => {
    const ask = async (coordinates: [number, number][][], period = DAY) =>
      (await test.admin.call("askArea", { body: { area: area(...coordinates), ...period } })).items;

    it("counts a pass through an area that lies between two fixes", async () => {
      const [found] = await ask([box(510, 512)]);
      expect(found).toMatchObject({ label: "35 KNT 501", passCount: 1, insideSeconds: 0, meanSpeedKmh: 36 });
      expect(found?.passes).toMatchObject([{ driverId: "KART-7" }]);
    });

    it("counts minutes, speed and the stop inside", async () => {
      const [found] = await ask([box(10_000, 13_000)]);
      // 2,000 m at 10 m/s, then the last stop of ten minutes.
      expect(found).toMatchObject({ passCount: 1, meanSpeedKmh: 36, maxSpeedKmh: 36 });
      expect(found?.insideSeconds).toBeGreaterThan(780);
      expect(found?.insideSeconds).toBeLessThan(800);
    });

    it("leaves a hole out: in, out and in again are two passes", async () => {
      const [found] = await ask([box(2000, 8000), box(3000, 7000, 0.0005)]);
      expect(found).toMatchObject({ passCount: 2, insideSeconds: 200 });
    });

    it("counts only what lies in the period", async () => {
      const period = {
        from: new Date(START_MS + 800_000).toISOString(),
        to: new Date(START_MS + 850_000).toISOString(),
      };
      const [found] = await ask([box(-100, 13_000)], period);
      expect(found).toMatchObject({ insideSeconds: 50, firstTime: period.from, lastTime: period.to });
      expect(await ask([box(-100, 13_000)], { from: "2026-06-14T00:00:00Z", to: "2026-06-15T00:00:00Z" })).toEqual([]);
    });

    it("is empty beside the way and for another unit", async () => {
      expect(await ask([box(13_000, 14_000)])).toEqual([]);
      expect((await stranger.call("askArea", { body: { area: area(box(0, 13_000)), ...DAY } })).items).toEqual([]);
    });

    it("is refused where the polygon crosses itself, with the place", async () => {
      const [a, b, c, d] = box(0, 1000) as [[number, number], [number, number], [number, number], [number, number]];
      const problem = await test.admin.refused("askArea", { body: { area: area([a, c, b, d, a]), ...DAY } });
      expect(problem).toMatchObject({ status: 400, fields: [{ path: "area", reason: "area_invalid" }] });
      expect(problem.detail).toMatch(/Self-intersection at 27\.1/);
    });

    it("is refused where the ring is open or has too many corners", async () => {
      const open = box(0, 1000).with(4, [27, 38]);
      const refusal = async (ring: [number, number][]) =>
        (await test.admin.refused("askArea", { body: { area: area(ring), ...DAY } })).fields?.[0]?.reason;
      expect(await refusal(open)).toBe("area_open");
      const corners = Array.from({ length: 1001 }, (_, i): [number, number] => [
        27 + Math.cos((i / 1000) * 2 * Math.PI) / 100,
        38 + Math.sin((i / 1000) * 2 * Math.PI) / 100,
      ]);
      expect(await refusal(corners.with(1000, corners[0] ?? [0, 0]))).toBe("area_too_detailed");
    });
  });

  it("leaves a trace of who looked, once an hour for the same", async () => {
    const query = { from: "2026-06-15T01:00:00Z", to: "2026-06-15T02:00:00Z" };
    for (let time = 0; time < 3; time += 1) await test.admin.call("getHistory", { params: params(), query });
    const { items } = await test.admin.call("listAudit", { query: { objectType: "vehicle", objectId: car.vehicleId } });
    const looks = items.filter(({ action, after }) => action === "view" && after?.["from"] === query.from);
    expect(looks).toMatchObject([{ username: "admin", objectLabel: "35 KNT 501" }]);
    const fleet = await test.admin.call("listAudit", { query: { objectType: "unit", objectId: test.root.id } });
    expect(fleet.items.filter(({ action }) => action === "view").map(({ after }) => after)).toContainEqual({
      day: "2026-06-15",
    });
  });

  it("is not for those without the right to see tracks", async () => {
    const viewer = await test.clientOf("bakan", "viewer", test.root);
    for (const refused of [
      await viewer.refused("getHistory", { params: params(), query: DAY }),
      await viewer.refused("getFleetAt", { query: { time: DAY.from } }),
      await viewer.refused("askArea", { body: { area: area(box(0, 1000)), ...DAY } }),
    ])
      expect(refused).toMatchObject({ status: 403, code: "forbidden", detail: "This needs the right track:read." });
  });
});
