// Values of sensors: stored once, under datastreams that make themselves, in one commit with what else
// the batch holds; the newest believable one is kept, and bad ones keep nothing else out.
import { beforeEach, expect, it } from "vitest";
import type { Observation } from "../../domain/observation.ts";
import type { Database } from "../../gis/database.ts";
import { changeDatastream, datastreamsOfDevice, observationsOf, sparklinesOf } from "../../gis/datastream.ts";
import { commitBatch } from "../../gis/ingest-batch.ts";
import type { ObservationRow } from "../../gis/ingest-row.ts";
import { migrate, readMigrations } from "../../gis/migrate.ts";
import { listRejections } from "../../gis/rejection.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import {
  batch,
  createSmallFleet,
  FAR_AHEAD,
  fix,
  LONG_AGO,
  NOON_MS,
  storedSeconds,
  type SmallFleet,
} from "./small-fleet.ts";

function value(deviceId: number, seconds: number, parts: Partial<ObservationRow> = {}): ObservationRow {
  return {
    kind: "observation",
    deviceId,
    principal: `dev-${deviceId}`,
    topic: `kentiz/dev-${deviceId}/observation`,
    name: "pm10",
    timeMs: NOON_MS + seconds * 1000,
    receivedAtMs: NOON_MS + seconds * 1000 + 500,
    value: seconds,
    unitOfMeasurement: null,
    flags: [],
    ...parts,
  };
}

describeOnBothDatabases("observations", (open) => {
  let db: Database;
  let fleet: SmallFleet;
  let device: number;
  beforeEach(async () => {
    db = (await open()).database;
    fleet = await createSmallFleet(db);
    device = fleet.truck.deviceId;
  });
  const store = (...observations: ObservationRow[]) => commitBatch(db, batch({ observations }));
  const streams = (deviceId = device) => datastreamsOfDevice(db, deviceId, NOON_MS + 60_000);
  async function history(key = "pm10"): Promise<Observation[]> {
    const stream = (await streams()).find((one) => one.key === key);
    if (!stream) return [];
    return (await observationsOf(db, stream, { from: LONG_AGO, to: FAR_AHEAD }, { limit: 1000 })).items;
  }

  it("make their datastreams, with unit and guessed property, and keep the newest value", async () => {
    const result = await store(
      value(device, 1, { unitOfMeasurement: "ug/m3" }),
      value(device, 2),
      value(device, 2, { name: "door", value: true }),
      value(device, 2, { name: "tilt", value: "normal" }),
    );
    expect(result).toMatchObject({ inserted: 4, poisoned: [] });
    expect(await streams()).toMatchObject([
      { key: "door", valueType: "boolean", latest: { value: true }, ageSeconds: 58 },
      {
        key: "pm10",
        name: "pm10",
        deviceId: device,
        observedProperty: "pm10",
        unitOfMeasurement: "ug/m3",
        valueType: "number",
        hidden: false,
        latest: { time: new Date(NOON_MS + 2000).toISOString(), value: 2, flags: [] },
      },
      { key: "tilt", valueType: "text", latest: { value: "normal" } },
    ]);
    expect(await db.query("SELECT name FROM thing WHERE device_id = $1", [device])).toHaveLength(1);
  });

  it("are stored once, however often and in whatever order they come", async () => {
    const values = [3, 1, 2, 1, 3].map((seconds) => value(device, seconds));
    expect((await store(...values)).inserted).toBe(3);
    expect((await store(...values.toReversed())).inserted).toBe(0);
    expect((await history()).map((one) => one.value)).toEqual([1, 2, 3]);
    // Two values of one instant are two values, and the newest is the same from either side.
    await store(value(device, 9, { value: 5 }), value(device, 9, { value: 6 }));
    const newest = (await streams())[0]?.latest?.value;
    await store(value(device, 9, { value: 6 }), value(device, 9, { value: 5 }));
    expect((await streams())[0]?.latest?.value).toBe(newest);
    expect(await history()).toHaveLength(5);
  });

  it("late or flagged never replace the newest value", async () => {
    await store(value(device, 10));
    await store(
      value(device, 5),
      value(device, 4000, { flags: ["future"] }),
      value(device, -1e9, { flags: ["ancient"] }),
    );
    expect((await streams())[0]?.latest).toMatchObject({ value: 10 });
    expect((await history()).map(({ flags }) => flags)).toEqual([["ancient"], [], [], ["future"]]);
    await store(value(device, 11, { flags: ["received_time"] }));
    expect((await streams())[0]?.latest).toMatchObject({ value: 11, flags: ["received_time"] });
  });

  it("go with fixes in one commit", async () => {
    const result = await commitBatch(
      db,
      batch({
        positions: [fix(device, 1), fix(device, 2)],
        observations: [value(device, 1), value(fleet.van.deviceId, 1)],
      }),
    );
    expect(result.inserted).toBe(4);
    expect(result.stateChanges).toHaveLength(1);
    expect(await storedSeconds(db, fleet.truck.vehicleId)).toEqual([1, 2]);
    expect(await streams(fleet.van.deviceId)).toHaveLength(1);
  });

  it("that the database refuses become rejections and keep nothing else out", async () => {
    const bad = value(device, 2, { value: "a\0b" });
    const result = await commitBatch(
      db,
      batch({ positions: [fix(device, 1)], observations: [value(device, 1), bad, value(device, 3)] }),
    );
    expect(result).toMatchObject({ inserted: 3, poisoned: [{ kind: "observation", index: 1 }] });
    expect((await history()).map((one) => one.value)).toEqual([1, 3]);
    const { items } = await listRejections(db, fleet.everything, { limit: 10 });
    expect(items).toMatchObject([{ reason: "stored_value_refused", topic: bad.topic, deviceId: device }]);
  });

  it("of names that cannot be, or of too many, are rejected; the others are stored", async () => {
    await store(value(device, 1, { name: "a\0b" }), value(device, 1));
    expect(await history()).toHaveLength(1);
    const invented = Array.from({ length: 350 }, (_, index) => value(device, 2, { name: `name ${index}` }));
    await store(...invented, value(device, 3));
    expect(await streams()).toHaveLength(300);
    expect(await history()).toHaveLength(2);
    const { items } = await listRejections(db, fleet.everything, { limit: 10 });
    expect(Object.fromEntries(items.map(({ reason, count }) => [reason, count]))).toEqual({
      stored_value_refused: 1,
      too_many_datastreams: 51,
    });
  });

  it("of two commits at once under a new name are both kept", async () => {
    await Promise.all([store(value(device, 1)), store(value(device, 2)), store(value(device, 3, { name: "pm25" }))]);
    expect(await history()).toHaveLength(2);
    expect(await streams()).toHaveLength(2);
  });

  it("lie in partitions of their month", async () => {
    const times = ["1990-01-01T00:00:00Z", "2026-05-31T23:59:59Z", "2026-06-01T00:00:00Z"];
    await store(...times.map((time) => value(device, 0, { timeMs: Date.parse(time) })));
    const partitions = await db.query<{ name: string }>(
      "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'observation'::regclass ORDER BY 1",
    );
    expect(partitions.map(({ name }) => name)).toEqual([
      "observation_2026_05",
      "observation_2026_06",
      "observation_default",
    ]);
    expect(await history()).toHaveLength(3);
  });

  it("can be renamed and hidden; a day of them is a line of means", async () => {
    await store(
      ...[0, 10, 70].map((seconds) => value(device, seconds)),
      value(device, 0, { name: "tilt", value: "x" }),
    );
    const [stream] = await streams();
    if (!stream) throw new Error("no datastream");
    expect(await sparklinesOf(db, device, NOON_MS, 60, 3)).toEqual([
      { datastreamId: stream.id, values: [5, 70, null] },
    ]);
    await changeDatastream(db, stream, {
      name: "İnce toz",
      unitOfMeasurement: "ug/m3",
      expectedIntervalSeconds: 60,
      hidden: true,
    });
    expect((await streams()).at(-1)).toMatchObject({
      name: "İnce toz",
      unitOfMeasurement: "ug/m3",
      expectedIntervalSeconds: 60,
      hidden: true,
      key: "pm10",
    });
    expect(await sparklinesOf(db, device, NOON_MS, 60, 3)).toEqual([]);
  });
});

describeOnBothDatabases("observations of the time when they were messages", (open) => {
  it("move over, and a value sent again is found again", async () => {
    const { database: db } = await open();
    // Back to where they were messages.
    await db.execute("DROP TABLE datastream_state, observation, datastream, thing");
    const migrations = (await readMigrations()).filter(({ name }) => name.startsWith("0003"));
    await db.execute("DELETE FROM schema_migration WHERE name LIKE '0003%'");
    const { truck } = await createSmallFleet(db);
    const said = [{ values: { pm10: 41.2, door: true } }, { values: { pm10: 7 } }, { values: 5 }];
    for (const [index, data] of said.entries()) {
      await db.execute(
        "INSERT INTO message (device_id, time, type, data_hash, received_at, data) VALUES ($1, $2, 'observation', $3, $2, $4)",
        [truck.deviceId, new Date(NOON_MS + index * 1000), index, JSON.stringify(data)],
      );
    }
    const all = await readMigrations();
    expect(migrations).toHaveLength(1);
    expect(await migrate(db, all)).toEqual(migrations.map(({ name }) => name));
    expect(await datastreamsOfDevice(db, truck.deviceId, NOON_MS)).toMatchObject([
      { key: "door", valueType: "boolean", latest: { value: true } },
      { key: "pm10", valueType: "number", latest: { value: 7 } },
    ]);
    expect(await db.query("SELECT type FROM message")).toEqual([]);
    const again = await commitBatch(
      db,
      batch({
        observations: [
          value(truck.deviceId, 0, { value: 41.2 }),
          value(truck.deviceId, 0, { name: "door", value: true }),
        ],
      }),
    );
    expect(again.inserted).toBe(0);
  });
});
