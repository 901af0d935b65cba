// Promise of the design: any arrival order gives the same trips, stops, gaps and days, whatever of it was
// derived in between.
import { array, assert, asyncProperty, boolean, constantFrom, infiniteStream, integer, nat, record } from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createDayOf } from "../../domain/fleet/local-day.ts";
import { assignDevice } from "../../gis/device-assignment.ts";
import type { Database } from "../../gis/database.ts";
import { deriveStep } from "../../gis/fleet/derive.ts";
import { daysOfVehicle, stopsOfVehicle, tripsOfVehicle } from "../../gis/fleet/trip.ts";
import { commitBatch } from "../../gis/ingest-batch.ts";
import type { PositionRow } from "../../gis/ingest-row.ts";
import { createRule } from "../../gis/alarm/rule.ts";
import { createGeofence } from "../../gis/geofence/geofence.ts";
import { NewGeofence } from "../../domain/geofence/geofence.ts";
import { NewRule } from "../../domain/alarm/rule.ts";
import { changeVehicle } from "../../gis/vehicle.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { recordedDataMissing, recordedLines } from "../recorded/recorded-data.ts";
import {
  addDevice,
  addVehicle,
  batch,
  createSmallFleet,
  FAR_AHEAD,
  fix,
  LONG_AGO,
  NOON_MS,
  type SmallFleet,
} from "./small-fleet.ts";

const dayOf = createDayOf("Europe/Istanbul");
const EVER = { from: LONG_AGO, to: FAR_AHEAD };
const DAY_SECONDS = 86_400;
const METERS_PER_DEGREE = 111_195;

/** Works until nothing is pending; gives the number of steps. */
async function deriveAll(db: Database, pageFixes = 2000): Promise<number> {
  const options = { dayOf, maxVehicles: 20, minRestMs: 0, restPerFixMs: 0, pageFixes };
  let steps = 0;
  while ((await deriveStep(db, options)) > 0) steps += 1;
  return steps;
}

const TABLES = ["visit", "trip", "stop", "idle", "track_gap", "outlier", "segment_boundary", "day_summary"];

/** All that was derived of a vehicle, as text; whose and by which device it was left out. */
async function derivedRows(db: Database, vehicleId: number): Promise<Record<string, unknown[]>> {
  const entries = TABLES.map(async (table) => {
    const rows = await db.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) - 'vehicle_id' - 'device_id' AS row FROM ${table} t WHERE vehicle_id = $1 ORDER BY t`,
      [vehicleId],
    );
    return [table, rows.map(({ row }) => row)] as const;
  });
  const alarms = await db.query<{ row: Record<string, unknown> }>(
    `SELECT to_jsonb(a) - '{id,vehicle_id,raised_at,escalate_at}'::text[] AS row FROM alarm a
     WHERE vehicle_id = $1 ORDER BY start_time, rule_id, geofence_id`,
    [vehicleId],
  );
  return { ...Object.fromEntries(await Promise.all(entries)), alarm: alarms.map(({ row }) => row) };
}

/** Areas along the way, and rules that tracks of these tests meet again and again. */
async function watchTheWay(db: Database, unitId: number): Promise<void> {
  const centre = (meters: number): [number, number] => [27.1, 38.35 + meters / METERS_PER_DEGREE];
  const circle = (meters: number, radiusM: number) => ({ type: "Circle" as const, centre: centre(meters), radiusM });
  await db.transaction(async (tx) => {
    const ids: number[] = [];
    for (const [name, shape] of [
      ["Depo", circle(0, 100)],
      ["Yol", circle(200, 150)],
      ["Uzak", circle(60_000, 300)],
    ] as const) {
      ids.push(await createGeofence(tx, NewGeofence.parse({ name, unitId, shape })));
    }
    const conditions = [
      { kind: "speeding", limitKmh: 20 },
      { kind: "idling", minSeconds: 300 },
      { kind: "geofence-enter" },
      { kind: "geofence-exit" },
      { kind: "geofence-forbidden", minSeconds: 30 },
      { kind: "towing" },
    ];
    for (const condition of conditions) {
      const rule = { name: condition.kind, unitId, condition, severity: "high", geofenceIds: ids };
      await createRule(tx, NewRule.parse(rule));
    }
    // As if they had been drawn long before.
    await tx.execute("UPDATE geofence_version SET valid_from = '2000-01-01'");
    await tx.execute("UPDATE rule_version SET valid_from = '2000-01-01'");
  });
}

/** A fix so many seconds after noon and so many metres north. */
function at(
  seconds: number,
  meters: number,
  speedKmh: number | null = 0,
  ignition: boolean | null = true,
): PositionRow {
  const row = fix(0, seconds, { lon: 27.1, lat: 38.35 + meters / METERS_PER_DEGREE, speedKmh });
  return { ...row, ignition, receivedAtMs: NOON_MS };
}

function leg(from: number, to: number, fromM: number, toM: number, every = 10): PositionRow[] {
  const speedKmh = (Math.abs(toM - fromM) / (to - from)) * 3.6;
  return Array.from({ length: Math.floor((to - from) / every) }, (_, i) =>
    at(from + i * every, fromM + ((toM - fromM) * i * every) / (to - from), speedKmh),
  );
}

/** Stands 10 min, drives 3 km in 5 min, stands 10 min. */
const errand = (from = 0): PositionRow[] => [
  ...leg(from, from + 600, 0, 0),
  ...leg(from + 600, from + 900, 0, 3000),
  ...leg(from + 900, from + 1500, 3000, 3000),
];

const track = array(
  record({
    afterSeconds: constantFrom(1, 10, 10, 60, 200, 900, 4000, 90_000),
    moveM: constantFrom(0, 0, 0, 5, 30, 70, -120, 300, 60_000, -60_000),
    speedKmh: constantFrom(0, 0, 30, null),
    ignition: boolean(),
    repeat: integer({ min: 1, max: 6 }),
  }),
  { minLength: 1, maxLength: 25 },
).map((steps) => {
  let now = 0;
  let meters = 0;
  return steps.flatMap(({ afterSeconds, moveM, speedKmh, ignition, repeat }) =>
    Array.from({ length: repeat }, () => {
      now += afterSeconds;
      meters += moveM;
      return at(now, meters, speedKmh, ignition);
    }),
  );
});

const split = <T>(rows: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size));

describeOnBothDatabases("derived trips", (open) => {
  let db: Database;
  let fleet: SmallFleet;
  let made = 0;
  beforeAll(async () => {
    db = (await open()).database;
    fleet = await createSmallFleet(db);
    await watchTheWay(db, fleet.root);
  });

  async function newVehicle(): Promise<{ vehicleId: number; deviceId: number }> {
    made += 1;
    const vehicleId = await addVehicle(db, fleet.cleaning, `ARAÇ-${made}`);
    const deviceId = await addDevice(db, fleet.cleaning, `derive-${made}`);
    await assignDevice(db, deviceId, vehicleId, LONG_AGO);
    return { vehicleId, deviceId };
  }
  const send = (deviceId: number, rows: readonly PositionRow[]) =>
    commitBatch(db, batch({ positions: rows.map((row) => ({ ...row, deviceId })) }));

  /** Delivers piece by piece; derives after each piece that `derives` says, and at the end. */
  async function deliver(pieces: readonly PositionRow[][], derives: (piece: number) => boolean, pageFixes = 2000) {
    const { vehicleId, deviceId } = await newVehicle();
    for (const [i, rows] of pieces.entries()) {
      await send(deviceId, rows);
      if (derives(i)) await deriveAll(db, pageFixes);
    }
    await deriveAll(db, pageFixes);
    return derivedRows(db, vehicleId);
  }

  it("are equal in any arrival order", async () => {
    await assert(
      asyncProperty(track, infiniteStream(nat()), integer({ min: 2, max: 9 }), async (rows, random, size) => {
        const shuffled = [...rows, ...rows.filter((_row, i) => i % 10 === 0)]
          .map((row) => ({ row, key: random.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ row }) => row);
        const whole = await deliver([rows], () => false);
        expect(await deliver(split(rows, size), () => true)).toEqual(whole);
        expect(await deliver(split(rows, size).toReversed(), (i) => i % 2 === 0)).toEqual(whole);
        expect(await deliver(split(shuffled, size), (i) => i % 3 === 0, 20)).toEqual(whole);
      }),
      { numRuns: 8 },
    );
  });

  it("leave rows alone that a late fix does not touch", async () => {
    const { vehicleId, deviceId } = await newVehicle();
    const days = [0, 1, 2, 3].flatMap((day) => errand(day * DAY_SECONDS));
    const late = days.filter((_row, i) => i >= 215 && i < 225).map((row) => ({ ...row, speedKmh: 50 }));
    await send(
      deviceId,
      days.filter((row) => late.every((missing) => missing.fixTimeMs !== row.fixTimeMs)),
    );
    await deriveAll(db);
    const written = (table: string) =>
      db.query<{ xmin: string }>(`SELECT xmin::text FROM ${table} WHERE vehicle_id = $1 ORDER BY start_time`, [
        vehicleId,
      ]);
    const before = { trip: await written("trip"), stop: await written("stop") };
    await send(deviceId, late);
    await deriveAll(db);
    const after = { trip: await written("trip"), stop: await written("stop") };
    const changed = (table: "trip" | "stop") =>
      after[table].flatMap((row, i) => (row.xmin === before[table][i]?.xmin ? [] : [i]));
    // The second day's trip was faster than it had seemed: nothing else is written again.
    expect(changed("trip")).toEqual([1]);
    expect(changed("stop")).toEqual([]);
    const { items } = await tripsOfVehicle(db, vehicleId, EVER, { limit: 10 });
    expect(items.map((trip) => [trip.distanceKm, trip.maxSpeedKmh])).toEqual([
      [3, 36],
      [3, 50],
      [3, 36],
      [3, 36],
    ]);
  });

  it("survive a week-old buffer of 3,000 fixes between live ones", async () => {
    const week = [-7, -6, -5].flatMap((day) =>
      [0, 1, 2, 3, 4, 5, 6].flatMap((n) => errand(day * DAY_SECONDS + n * 4500)),
    );
    expect(week.length).toBeGreaterThan(3000);
    const live = errand();
    const buffered = split(week, 300).toReversed();
    const pieces = split(live, 15).flatMap((rows, i) => [rows, [...(buffered[i] ?? []), ...rows.slice(0, 2)]]);
    pieces.push(buffered.slice(10).flat());
    expect(await deliver(pieces, (i) => i % 2 === 0, 500)).toEqual(await deliver([[...week, ...live]], () => false));
  });

  it("go to each vehicle's own when a tracker moves mid-trip, also afterwards", async () => {
    const { vehicleId, deviceId } = await newVehicle();
    const other = await addVehicle(db, fleet.cleaning, `ARAÇ-DEVRALAN-${made}`);
    await send(deviceId, errand());
    await deriveAll(db);
    await assignDevice(db, deviceId, other, new Date(NOON_MS + 750_000));
    await deriveAll(db);
    const kmOf = async (id: number) =>
      (await tripsOfVehicle(db, id, EVER, { limit: 10 })).items.map((trip) => trip.distanceKm);
    expect(await kmOf(vehicleId)).toEqual([1.4]);
    expect(await kmOf(other)).toEqual([1.5]);
  });

  it("follow one of two trackers, and take nothing twice", async () => {
    const { vehicleId, deviceId } = await newVehicle();
    const second = await addDevice(db, fleet.cleaning, `derive-second-${made}`);
    await assignDevice(db, second, vehicleId, LONG_AGO);
    await send(second, errand(3));
    await send(deviceId, errand());
    await deriveAll(db);
    const { items } = await tripsOfVehicle(db, vehicleId, EVER, { limit: 10 });
    expect(items.map((trip) => trip.distanceKm)).toEqual([3]);
  });

  it("are told in the words of the contract, by day too", async () => {
    const { vehicleId, deviceId } = await newVehicle();
    await send(deviceId, errand());
    // A clock that jumps back a day tells another day's history.
    await send(deviceId, errand(-DAY_SECONDS));
    await deriveAll(db);
    const noon = new Date(NOON_MS);
    const { items, next } = await tripsOfVehicle(db, vehicleId, { from: noon, to: FAR_AHEAD }, { limit: 10 });
    expect(next).toBeNull();
    expect(items).toEqual([
      {
        id: `${vehicleId}-${NOON_MS + 600_000}`,
        startTime: "2026-06-15T12:10:00.000Z",
        endTime: "2026-06-15T12:15:00.000Z",
        durationSeconds: 300,
        distanceKm: 3,
        maxSpeedKmh: 36,
        meanSpeedKmh: 36,
        idleSeconds: 0,
        startLon: 27.1,
        startLat: 38.35,
        endLon: 27.1,
        endLat: expect.closeTo(38.35 + 3000 / METERS_PER_DEGREE, 9),
        startPlace: null,
        endPlace: null,
        driverId: null,
        open: false,
      },
    ]);
    // The night before is a stop of its own place: it reaches into the period or not by its times.
    const stops = await stopsOfVehicle(db, vehicleId, { from: noon, to: FAR_AHEAD }, { limit: 10 });
    expect(stops.items).toMatchObject([
      { startTime: "2026-06-15T12:00:00.000Z", durationSeconds: 600, open: false },
      { startTime: "2026-06-15T12:15:00.000Z", durationSeconds: 590, engineOnSeconds: 590, open: true },
    ]);
    const days = await daysOfVehicle(db, vehicleId, "2026-06-14", "2026-06-20");
    expect(days).toMatchObject([
      { day: "2026-06-14", distanceKm: 3, tripCount: 1, drivingSeconds: 300, stopCount: 2 },
      { day: "2026-06-15", distanceKm: 3, tripCount: 1, engineSeconds: 1490, idleSeconds: 1190, maxSpeedKmh: 36 },
    ]);
    expect(await daysOfVehicle(db, vehicleId, "2026-07-01", "2026-07-31")).toEqual([]);
  });

  it("count anew when the vehicle turns out to be of another kind", async () => {
    const { vehicleId, deviceId } = await newVehicle();
    await send(deviceId, [
      ...leg(0, 300, 0, 0),
      ...leg(300, 340, 0, 200),
      ...leg(340, 380, 200, 200),
      ...leg(380, 420, 200, 400),
      ...leg(420, 720, 400, 400),
    ]);
    await deriveAll(db);
    const stops = async () => (await stopsOfVehicle(db, vehicleId, EVER, { limit: 10 })).items.length;
    expect(await stops()).toBe(3);
    await changeVehicle(db, vehicleId, { kind: "police" });
    await deriveAll(db);
    expect(await stops()).toBe(2);
  });

  it("are not lost when the work is cut off before its end", async () => {
    const { vehicleId, deviceId } = await newVehicle();
    await send(deviceId, errand());
    const cut = { ...db, transaction: () => Promise.reject(new Error("killed")) } satisfies Database;
    await expect(
      deriveStep(cut, { dayOf, maxVehicles: 20, minRestMs: 0, restPerFixMs: 0, pageFixes: 2000 }),
    ).rejects.toThrow("killed");
    expect(await deriveAll(db)).toBeGreaterThan(0);
    expect((await tripsOfVehicle(db, vehicleId, EVER, { limit: 10 })).items).toHaveLength(1);
    expect(await deriveAll(db)).toBe(0);
  });

  const missing = recordedDataMissing();
  describe.skipIf(missing !== null)(`of recorded tracks${missing === null ? "" : ` (skipped: ${missing})`}`, () => {
    it.each(["curitiba_driver_A_1hz.csv", "iowa_trip_gps.csv"])(
      "%s: equal in order, in blocks and shuffled",
      async (file) => {
        const rows = recordedLines(`fleet/tracks/${file}`)
          .slice(1)
          .map((line): PositionRow => {
            const [, time = "", lat, lon, speed] = line.split(",");
            const seconds = (Date.parse(time) - NOON_MS) / 1000;
            return {
              ...fix(0, seconds, { lon: Number(lon), lat: Number(lat), speedKmh: speed ? Number(speed) : null }),
              receivedAtMs: NOON_MS,
            };
          });
        const keys = new Set<string>();
        const unique = rows.filter((row) => {
          const key = `${row.fixTimeMs} ${row.placeHash}`;
          return !keys.has(key) && keys.add(key);
        });
        const whole = await deliver([unique], () => false);
        expect(whole["trip"]?.length).toBeGreaterThan(0);
        const blocks = split(unique, 400);
        expect(await deliver(blocks, () => true)).toEqual(whole);
        expect(await deliver(blocks.toReversed(), () => true, 300)).toEqual(whole);
        const shuffled = unique.toSorted((a, b) => ((a.placeHash * 31) % 1009) - ((b.placeHash * 31) % 1009));
        expect(
          await deliver(split([...shuffled, ...unique.slice(0, unique.length / 10)], 500), (i) => i % 4 === 0),
        ).toEqual(whole);
      },
    );
  });
});
