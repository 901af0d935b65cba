// What a commit leaves behind: every fix once, the newest good one as the state, bad values as
// rejections, and nothing lost beside them.
import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../gis/database.ts";
import { commitBatch } from "../../gis/ingest-batch.ts";
import { positionsOfVehicle } from "../../gis/position.ts";
import { listRejections } from "../../gis/rejection.ts";
import { liveStates, vehicleStateOf } from "../../gis/vehicle-state.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import {
  addDevice,
  batch,
  createSmallFleet,
  FAR_AHEAD,
  fix,
  LONG_AGO,
  message,
  NOON_MS,
  rejection,
  storedSeconds,
  type SmallFleet,
} from "./small-fleet.ts";

function nested(depth: number): unknown {
  return JSON.parse("[".repeat(depth) + "]".repeat(depth));
}

describeOnBothDatabases("ingest", (open) => {
  let db: Database;
  let fleet: SmallFleet;
  beforeEach(async () => {
    db = (await open()).database;
    fleet = await createSmallFleet(db);
  });
  const stateOf = async (vehicleId: number) => (await liveStates(db)).find((state) => state.vehicleId === vehicleId);
  const count = async (table: string): Promise<number> =>
    (await db.query<{ count: number }>(`SELECT count(*) AS count FROM ${table}`))[0]?.count ?? -1;

  it("stores fixes under the vehicle and returns the new state", async () => {
    const { truck, van } = fleet;
    const result = await commitBatch(
      db,
      batch({ positions: [fix(truck.deviceId, 1), fix(truck.deviceId, 2), fix(van.deviceId, 1)] }),
    );
    expect(result.inserted).toBe(3);
    expect(result.poisoned).toEqual([]);
    expect(result.stateChanges.toSorted((a, b) => a.vehicleId - b.vehicleId)).toEqual([
      {
        vehicleId: truck.vehicleId,
        deviceId: truck.deviceId,
        fixTimeMs: NOON_MS + 2000,
        linkTimeMs: NOON_MS + 2500,
        lon: 27.10002,
        lat: 38.4,
        headingDeg: 90,
        speedKmh: 30,
        ignition: true,
        stationarySinceMs: null,
      },
      expect.objectContaining({ vehicleId: van.vehicleId, fixTimeMs: NOON_MS + 1000 }),
    ]);
    expect(await storedSeconds(db, truck.vehicleId)).toEqual([1, 2]);
  });

  it("gives back every field as it was sent", async () => {
    const attributes = {
      batteryPct: 87,
      inputs: { pto: true },
      driver: "Şükrü 'Ö' \\ \" 𝄞",
      nested: [1, null, { a: "{}" }],
    };
    const full = {
      ...fix(fleet.truck.deviceId, 1, { attributes }),
      altitudeM: 12.5,
      odometerKm: 123456.789,
      ignition: false,
      headingDeg: 359.5,
      speedKmh: 0.1,
    };
    await commitBatch(db, batch({ positions: [full] }));
    const page = await positionsOfVehicle(db, fleet.truck.vehicleId, LONG_AGO, FAR_AHEAD, 10, null);
    expect(page).toEqual({
      items: [
        {
          fixTime: "2026-06-15T12:00:01.000Z",
          receivedAt: "2026-06-15T12:00:01.500Z",
          lon: 27.10001,
          lat: 38.4,
          speedKmh: 0.1,
          headingDeg: 359.5,
          altitudeM: 12.5,
          accuracyM: 5,
          ignition: false,
          odometerKm: 123456.789,
          flags: [],
          attributes,
        },
      ],
      next: null,
    });
  });

  it("counts an exact duplicate never twice, within a batch and across batches", async () => {
    const { truck } = fleet;
    const rows = [fix(truck.deviceId, 1), fix(truck.deviceId, 1), fix(truck.deviceId, 2)];
    expect((await commitBatch(db, batch({ positions: rows }))).inserted).toBe(2);
    expect((await commitBatch(db, batch({ positions: rows }))).inserted).toBe(0);
    const elsewhere = fix(truck.deviceId, 2, { lon: 27.5 });
    expect((await commitBatch(db, batch({ positions: [elsewhere] }))).inserted).toBe(1);
    expect(await storedSeconds(db, truck.vehicleId)).toEqual([1, 2, 2]);
  });

  it("does the same for batches committed at the same time", async () => {
    const { truck, van } = fleet;
    const rows = Array.from({ length: 300 }, (_, i) => fix(i % 2 ? truck.deviceId : van.deviceId, i));
    const shuffled = [rows, rows.toReversed(), rows.toSorted((a, b) => a.placeHash - b.placeHash)];
    const results = await Promise.all(shuffled.map((positions) => commitBatch(db, batch({ positions }))));
    expect(results.reduce((sum, result) => sum + result.inserted, 0)).toBe(300);
    expect((await stateOf(truck.vehicleId))?.fixTimeMs).toBe(NOON_MS + 299_000);
  });

  it("never moves the marker back for a late fix, but notes that the device was heard", async () => {
    const { truck } = fleet;
    await commitBatch(db, batch({ positions: [fix(truck.deviceId, 60)] }));
    const late = fix(truck.deviceId, 10, { receivedAtMs: NOON_MS + 90_000 });
    const result = await commitBatch(db, batch({ positions: [late] }));
    expect(result.inserted).toBe(1);
    expect(result.stateChanges).toEqual([
      expect.objectContaining({ fixTimeMs: NOON_MS + 60_000, lon: 27.1006, linkTimeMs: NOON_MS + 90_000 }),
    ]);
    expect(await storedSeconds(db, truck.vehicleId)).toEqual([10, 60]);
  });

  it("stores flagged fixes and keeps them out of the state", async () => {
    const { truck } = fleet;
    await commitBatch(
      db,
      batch({
        positions: [
          fix(truck.deviceId, 1),
          fix(truck.deviceId, 9, { flags: ["future", "null_island"], lon: 0, lat: 0 }),
        ],
      }),
    );
    expect((await stateOf(truck.vehicleId))?.fixTimeMs).toBe(NOON_MS + 1000);
    const page = await positionsOfVehicle(db, truck.vehicleId, LONG_AGO, FAR_AHEAD, 10, null);
    expect(page.items.map((position) => position.flags)).toEqual([[], ["future", "null_island"]]);
    const onlyFlagged = await commitBatch(
      db,
      batch({ positions: [fix(fleet.van.deviceId, 1, { flags: ["future"] })] }),
    );
    expect(onlyFlagged).toEqual({ inserted: 1, stateChanges: [], poisoned: [] });
  });

  it("keeps fixes of 1970 and 2100, and those of past months, where they are found", async () => {
    const { truck } = fleet;
    const at = (iso: string) => ({ ...fix(truck.deviceId, 0), fixTimeMs: Date.parse(iso) });
    const times = [
      "1970-01-01T00:00:05.000Z",
      "2000-01-01T00:00:00.000Z",
      "2026-05-31T23:59:59.999Z",
      "2026-06-01T00:00:00.000Z",
      "2100-07-01T00:00:00.000Z",
    ];
    await commitBatch(db, batch({ positions: times.map(at) }));
    const page = await positionsOfVehicle(db, truck.vehicleId, LONG_AGO, FAR_AHEAD, 10, null);
    expect(page.items.map((position) => position.fixTime)).toEqual(times);
    const partitions = await db.query<{ name: string }>(
      "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'position'::regclass ORDER BY 1",
    );
    expect(partitions.map((row) => row.name)).toEqual([
      "position_2000_01",
      "position_2026_05",
      "position_2026_06",
      "position_default",
    ]);
    expect(await count("position_default")).toBe(2);
  });

  it("keeps fixes of a device that serves no vehicle, and changes no state", async () => {
    const spare = await addDevice(db, fleet.cleaning, "spare");
    const result = await commitBatch(db, batch({ positions: [fix(spare, 1)] }));
    expect(result).toEqual({ inserted: 1, stateChanges: [], poisoned: [] });
    expect(await storedSeconds(db, 0)).toEqual([1]);
  });

  it("stores messages once", async () => {
    const messages = [
      message(fleet.truck.deviceId, 1, { a: 1 }),
      message(fleet.truck.deviceId, 1, { a: 2 }),
      message(fleet.truck.deviceId, 1, { a: 1 }),
    ];
    expect((await commitBatch(db, batch({ messages }))).inserted).toBe(2);
    expect((await commitBatch(db, batch({ messages, positions: [fix(fleet.truck.deviceId, 1)] }))).inserted).toBe(1);
  });

  it("takes an empty batch", async () => {
    expect(await commitBatch(db, batch({}))).toEqual({ inserted: 0, stateChanges: [], poisoned: [] });
  });

  it("knows since when a vehicle stands, whatever the order of arrival", async () => {
    const { truck } = fleet;
    const since = async () => (await stateOf(truck.vehicleId))?.stationarySinceMs;
    const still = (seconds: number) => fix(truck.deviceId, seconds, { speedKmh: 0 });
    await commitBatch(db, batch({ positions: [fix(truck.deviceId, 1), still(10), still(20)] }));
    expect(await since()).toBe(NOON_MS + 10_000);
    await commitBatch(db, batch({ positions: [still(30)] }));
    expect(await since()).toBe(NOON_MS + 10_000);
    // A late fix under way divides the standstill, a late still one extends it.
    await commitBatch(db, batch({ positions: [fix(truck.deviceId, 15)] }));
    expect(await since()).toBe(NOON_MS + 20_000);
    const [change] = (await commitBatch(db, batch({ positions: [still(17)] }))).stateChanges;
    expect(change?.stationarySinceMs).toBe(NOON_MS + 17_000);
    await commitBatch(db, batch({ positions: [fix(truck.deviceId, 40), still(50)] }));
    expect(await since()).toBe(NOON_MS + 50_000);
    await commitBatch(db, batch({ positions: [fix(truck.deviceId, 60)] }));
    expect(await since()).toBeNull();
    expect((await vehicleStateOf(db, fleet.everything, truck.vehicleId, NOON_MS + 61_000))?.motion).toBe("moving");
  });

  describe("values the database refuses", () => {
    const poison = { note: "NUL \u0000 inside" };

    it("become rejections, and the rest of the batch is stored", async () => {
      const { truck, van } = fleet;
      const positions = Array.from({ length: 20 }, (_, i) =>
        fix(truck.deviceId, i, i === 7 || i === 13 ? { attributes: poison } : {}),
      );
      const messages = [message(van.deviceId, 1, { fine: true }), message(van.deviceId, 2, poison)];
      const result = await commitBatch(
        db,
        batch({ positions, messages, rejections: [rejection({ deviceId: truck.deviceId })] }),
      );
      expect(result.inserted).toBe(19);
      expect(result.poisoned).toEqual([
        { kind: "position", index: 7 },
        { kind: "position", index: 13 },
        { kind: "message", index: 1 },
      ]);
      expect(result.stateChanges).toEqual([expect.objectContaining({ fixTimeMs: NOON_MS + 19_000 })]);
      expect(await storedSeconds(db, truck.vehicleId)).toHaveLength(18);
      const { items } = await listRejections(db, fleet.everything, { limit: 10, reason: "stored_value_refused" });
      expect(items.map(({ deviceId, topic, count }) => ({ deviceId, topic, count }))).toEqual([
        { deviceId: truck.deviceId, topic: `kentiz/dev-${truck.deviceId}/position`, count: 2 },
        { deviceId: van.deviceId, topic: `kentiz/dev-${van.deviceId}/event`, count: 1 },
      ]);
      expect(items[0]?.payloadStart).toContain("NUL");
      expect((await listRejections(db, fleet.everything, { limit: 10 })).items).toHaveLength(3);
    });

    it.each([
      ["half of a surrogate pair", { text: "\ud800" }],
      ["a structure nested too deep for the database", nested(6000)],
      ["a structure nested too deep for anything", nested(50_000)],
    ])("include %s", async (_name, value) => {
      const positions = [fix(fleet.truck.deviceId, 1), fix(fleet.truck.deviceId, 2, { attributes: { value } })];
      const result = await commitBatch(db, batch({ positions }));
      expect(result.poisoned).toEqual([{ kind: "position", index: 1 }]);
      expect(await storedSeconds(db, fleet.truck.vehicleId)).toEqual([1]);
    });

    it("may be the whole batch", async () => {
      const positions = [1, 2, 3].map((second) => fix(fleet.truck.deviceId, second, { attributes: poison }));
      expect((await commitBatch(db, batch({ positions }))).poisoned).toHaveLength(3);
      expect(await commitBatch(db, batch({ positions: [fix(fleet.truck.deviceId, 4)] }))).toMatchObject({
        inserted: 1,
      });
    });
  });

  describe("rejections", () => {
    it("are added up by principal, topic and reason; the last payload stays", async () => {
      const first = rejection({ payload: Buffer.from("old"), payloadBytes: 3, count: 2, field: "lat" });
      const second = rejection({
        payload: Buffer.from("new \xff"),
        payloadBytes: 900,
        count: 3,
        field: "[3].lon",
        atMs: NOON_MS + 60_000,
      });
      await commitBatch(db, batch({ rejections: [first, second] }));
      await commitBatch(db, batch({ rejections: [rejection({ reason: "payload_empty" }), { ...second, count: 5 }] }));
      const { items } = await listRejections(db, fleet.everything, { limit: 10 });
      expect(items).toEqual([
        expect.objectContaining({
          reason: "payload_not_json",
          count: 10,
          field: "[3].lon",
          payloadStart: "new ÿ",
          payloadBytes: 900,
          firstAt: "2026-06-15T12:00:00.000Z",
          lastAt: "2026-06-15T12:01:00.000Z",
        }),
        expect.objectContaining({ reason: "payload_empty", count: 1 }),
      ]);
    });

    it("survive whatever a stranger sends as name or topic", async () => {
      const hostile = rejection({
        principal: `evil\u0000\ud800'"{}\\`,
        topic: "x\u0000".repeat(40_000),
        deviceId: 999_999,
        payload: Buffer.alloc(5000, 0xff),
        payloadBytes: 5000,
      });
      await commitBatch(db, batch({ rejections: [hostile, hostile] }));
      const { items } = await listRejections(db, fleet.everything, { limit: 10 });
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({ count: 2, deviceId: null, payloadBytes: 5000 });
      expect(items[0]?.payloadStart).toHaveLength(256);
    });
  });
});
