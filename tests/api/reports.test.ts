// Reports: the same rows on screen and in files, whole local days, and nothing out of scope.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Unit } from "../../domain/unit.ts";
import { startTestApi, type TestApi, type TestClient } from "../harness/api.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

const NOVEMBER = { from: "2026-11-01", to: "2026-11-30" };

describeOnBothDatabases("reports", (open) => {
  let test: TestApi;
  let cleaning: Unit;
  let compactor: number;
  let sweeper: number;
  let grader: number;

  const addDay = (vehicleId: number, day: string, distanceM: number, engineSeconds: number | null = 7200) =>
    test.database.execute(
      `INSERT INTO day_summary (vehicle_id, day, distance_m, trip_count, driving_seconds, stop_count, stop_seconds,
                                engine_seconds, idle_seconds, max_speed_kmh)
       VALUES ($1, $2::date, $3, 2, 3600, 1, 600, $4, 1800, 55)`,
      [vehicleId, day, distanceM, engineSeconds],
    );
  const addTrip = (vehicleId: number, start: string, minutes: number, distanceM = 5000) =>
    test.database.execute(
      `INSERT INTO trip (vehicle_id, start_time, end_time, distance_m, max_speed_kmh, idle_seconds, driver,
                         start_geom, end_geom, start_place, end_place, open, parts)
       SELECT $1::int, $2::timestamptz, $2::timestamptz + make_interval(mins => $3::int), $4::int, 50, 60, 'Örnek Sürücü',
              p, p, 'Iğdır', 'Şehitler', false, '[]'
       FROM (SELECT ST_SetSRID(ST_MakePoint(27.1, 38.4), 4326) AS p) AS q`,
      [vehicleId, start, minutes, distanceM],
    );
  const fileOf = async (client: TestClient, kind: string, more = ""): Promise<Response> =>
    client.fetch(`/api/reports/${kind}/file?from=2026-11-01&to=2026-11-30${more}`);

  beforeAll(async () => {
    const { database } = await open();
    test = await startTestApi(database);
    cleaning = await test.createUnit("Temizlik");
    const works = await test.createUnit("Fen");
    const create = async (plate: string, unitId: number): Promise<number> =>
      (await test.admin.call("createVehicle", { body: { plate, kind: "compactor", unitId } })).id;
    compactor = await create("35 ABC 102", cleaning.id);
    sweeper = await create("35 ABC 101", cleaning.id);
    grader = await create("35 ABC 103", works.id);
    await addDay(compactor, "2026-11-02", 10_000);
    await addDay(compactor, "2026-11-09", 5_500);
    await addDay(sweeper, "2026-11-02", 1_000, null);
    await addDay(grader, "2026-11-30", 2_000);
    await addDay(grader, "2026-12-01", 90_000);
    // 23:30 in Istanbul on the last day; 00:30 on the day after it.
    await addTrip(compactor, "2026-11-30T20:30:00Z", 20);
    await addTrip(compactor, "2026-11-30T21:30:00Z", 20);
    // A Thursday at noon, and Republic Day.
    await addTrip(compactor, "2026-11-19T09:00:00Z", 60);
    await addTrip(compactor, "2026-10-29T09:00:00Z", 60);
    await addTrip(grader, "2026-11-21T09:00:00Z", 60);
  });
  afterAll(() => test.stop());

  it("adds days up by vehicle, and by unit and week", async () => {
    const report = await test.admin.call("getReport", { params: { kind: "summary" }, query: NOVEMBER });
    expect(
      report.rows.map(({ vehicle, distanceKm, activeDays, engineSeconds }) => [
        vehicle,
        distanceKm,
        activeDays,
        engineSeconds,
      ]),
    ).toEqual([
      ["35 ABC 101", 1, 1, null],
      ["35 ABC 102", 15.5, 2, 14_400],
      ["35 ABC 103", 2, 1, 7200],
    ]);
    expect(report.totals).toMatchObject({ distanceKm: 18.5, tripCount: 8 });
    const query = { ...NOVEMBER, groupBy: "unit" as const, step: "week" as const };
    const byUnit = await test.admin.call("getReport", { params: { kind: "engine-hours" }, query });
    expect(byUnit.rows.map(({ unit, span, vehicleCount, idleShare }) => [unit, span, vehicleCount, idleShare])).toEqual(
      [
        ["Fen", "2026-11-30", 1, 0.25],
        ["Temizlik", "2026-11-02", 2, 0.5],
        ["Temizlik", "2026-11-09", 1, 0.25],
      ],
    );
  });

  it("takes the days of the city, not those of Greenwich", async () => {
    const trips = await test.admin.call("getReport", { params: { kind: "trips" }, query: NOVEMBER });
    expect(trips.rows.map(({ startTime }) => startTime)).toEqual([
      "2026-11-19T09:00:00.000Z",
      "2026-11-30T20:30:00.000Z",
      "2026-11-21T09:00:00.000Z",
    ]);
    expect(trips.totals).toEqual({ durationSeconds: 8400, distanceKm: 15, idleSeconds: 180 });
    // 2015: clocks went back at four on 8 November, so the day began two hours before Greenwich's ended.
    await addTrip(sweeper, "2015-11-08T22:30:00Z", 10);
    const day = { from: "2015-11-08", to: "2015-11-08" };
    const old = await test.admin.call("getReport", { params: { kind: "trips" }, query: day });
    expect(old.rows).toEqual([]);
    const next = { from: "2015-11-09", to: "2015-11-09" };
    expect((await test.admin.call("getReport", { params: { kind: "trips" }, query: next })).rows).toHaveLength(1);
  });

  it("finds use out of hours and on holidays", async () => {
    const query = { from: "2026-10-01", to: "2026-11-30" };
    const { rows } = await test.admin.call("getReport", { params: { kind: "out-of-hours" }, query });
    expect(rows.map(({ startTime, reason, outsideSeconds }) => [startTime, reason, outsideSeconds])).toEqual([
      ["2026-10-29T09:00:00.000Z", "holiday", 3600],
      ["2026-11-30T20:30:00.000Z", "hours", 1200],
      ["2026-11-21T09:00:00.000Z", "day_off", 3600],
    ]);
    const night = { ...NOVEMBER, shiftFrom: "22:00", shiftTo: "06:00" };
    const atNight = await test.admin.call("getReport", { params: { kind: "out-of-hours" }, query: night });
    expect(atNight.rows.map(({ reason }) => reason)).toEqual(["hours", "day_off"]);
  });

  it("is empty and says so over a period without data, and refuses a wrong one", async () => {
    const query = { from: "2020-01-01", to: "2020-01-31" };
    for (const kind of ["summary", "trips", "stops", "idling", "engine-hours", "out-of-hours"] as const) {
      const report = await test.admin.call("getReport", { params: { kind }, query });
      expect(report).toMatchObject({ rows: [], totals: null, more: false });
    }
    const refused = async (period: { from: string; to: string }) =>
      (await test.admin.refused("getReport", { params: { kind: "summary" }, query: period })).fields;
    expect(await refused({ from: "2026-02-01", to: "2026-01-01" })).toMatchObject([{ reason: "period_reversed" }]);
    expect(await refused({ from: "2024-01-01", to: "2026-01-01" })).toMatchObject([{ reason: "period_too_long" }]);
  });

  it("holds nothing out of scope, and drivers only for who may know them", async () => {
    const chief = await test.clientOf("sef", "dispatcher", cleaning);
    const report = await chief.call("getReport", { params: { kind: "trips" }, query: NOVEMBER });
    expect(new Set(report.rows.map(({ vehicle }) => vehicle))).toEqual(new Set(["35 ABC 102"]));
    expect(report.rows[0]?.["driver"]).toBe("Örnek Sürücü");
    const sums = await chief.call("getReport", { params: { kind: "summary" }, query: NOVEMBER });
    expect(sums.totals).toMatchObject({ distanceKm: 16.5 });
    const foreign = { ...NOVEMBER, vehicleId: grader };
    const refused = await chief.refused("getReport", { params: { kind: "trips" }, query: foreign });
    expect(refused.fields).toMatchObject([{ path: "vehicleId", reason: "vehicle_unknown" }]);
    expect((await fileOf(chief, "trips", `&vehicleId=${grader}`)).status).toBe(400);
    const viewer = await test.clientOf("bakan", "viewer", cleaning);
    expect((await fileOf(viewer, "summary")).status).toBe(403);
  });

  it("comes as CSV with the same rows, in Turkish, and leaves a trace", async () => {
    const response = await fileOf(test.admin, "summary", `&unitId=${cleaning.id}`);
    expect(response.headers.get("content-disposition")).toContain("summary_2026-11-01_2026-11-30.csv");
    const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
    const [header, ...lines] = text
      .replace(/^\uFEFF/, "")
      .trim()
      .split("\r\n");
    expect(text.startsWith("\uFEFF")).toBe(true);
    expect(header).toMatch(/^Araç;Birim;Çalışılan gün;Mesafe \(km\);Sefer;/);
    expect(lines.map((line) => line.split(";").slice(0, 4).join(";"))).toEqual([
      "35 ABC 101;Temizlik;1;1",
      "35 ABC 102;Temizlik;2;15,5",
      "Toplam;;3;16,5",
    ]);
    const { items } = await test.admin.call("listAudit", { query: { objectType: "unit", objectId: cleaning.id } });
    expect(items[0]).toMatchObject({ action: "export", after: { report: "summary", format: "csv" } });
  });

  it("comes as PDF with a font that has the letters of Turkish", async () => {
    const response = await fileOf(test.admin, "trips", "&format=pdf");
    expect(response.headers.get("content-type")).toBe("application/pdf");
    const bytes = Buffer.from(await response.arrayBuffer()).toString("latin1");
    expect(bytes.slice(0, 5)).toBe("%PDF-");
    expect(bytes).toMatch(/\+NotoSans/);
  });

  it("comes as a workbook", async () => {
    const response = await fileOf(test.admin, "out-of-hours", "&format=xlsx&lang=en");
    expect(response.headers.get("content-type")).toContain("spreadsheetml");
    const bytes = Buffer.from(await response.arrayBuffer());
    // A ZIP archive.
    expect(bytes.subarray(0, 2).toString("latin1")).toBe("PK");
    expect(bytes.length).toBeGreaterThan(2000);
  });
});
