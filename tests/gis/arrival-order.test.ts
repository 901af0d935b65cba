// Promise of the design: any arrival order gives one history, and one state.
import { array, assert, asyncProperty, boolean, constantFrom, infiniteStream, integer, nat, record } from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { PositionRow } from "../../gis/ingest-row.ts";
import type { Database } from "../../gis/database.ts";
import { commitBatch } from "../../gis/ingest-batch.ts";
import { positionsOfVehicle } from "../../gis/position.ts";
import { liveStates, rebuildBehindStates, rebuildStates } from "../../gis/vehicle-state.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import {
  addDevice,
  addVehicle,
  batch,
  createSmallFleet,
  FAR_AHEAD,
  fix,
  LONG_AGO,
  type SmallFleet,
} from "./small-fleet.ts";
import { assignDevice } from "../../gis/device-assignment.ts";

/** A short drive: seconds, places and speeds collide often. */
const drive = array(
  record({
    seconds: integer({ min: 0, max: 12 }),
    lon: constantFrom(27.1, 27.2),
    speedKmh: constantFrom(0, 40, null),
    flagged: boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

describeOnBothDatabases("arrival order", (open) => {
  let db: Database;
  let fleet: SmallFleet;
  let runs = 0;
  beforeAll(async () => {
    db = (await open()).database;
    fleet = await createSmallFleet(db);
  });

  async function deliver(batches: PositionRow[][], code: string) {
    const vehicleId = await addVehicle(db, fleet.cleaning, code);
    const deviceId = await addDevice(db, fleet.cleaning, code.toLowerCase());
    await assignDevice(db, deviceId, vehicleId, LONG_AGO);
    for (const rows of batches) {
      await commitBatch(db, batch({ positions: rows.map((row) => ({ ...row, deviceId })) }));
    }
    const state = async () => {
      const found = (await liveStates(db)).find((candidate) => candidate.vehicleId === vehicleId);
      // When it was heard, and by which device, is not history.
      return found ? { ...found, vehicleId: 0, deviceId: 0, linkTimeMs: 0 } : null;
    };
    const incremental = await state();
    await rebuildStates(db, [vehicleId]);
    const { items } = await positionsOfVehicle(db, vehicleId, LONG_AGO, FAR_AHEAD, 1000, null);
    return { incremental, rebuilt: await state(), items };
  }

  it("changes neither the history nor the state", async () => {
    await assert(
      asyncProperty(drive, infiniteStream(nat()), integer({ min: 1, max: 4 }), async (steps, random, size) => {
        runs += 1;
        const rows = steps.map(({ seconds, lon, speedKmh, flagged }) =>
          // What a fix says follows from its identity: one sent twice says the same.
          fix(0, seconds, {
            lon,
            speedKmh: lon === 27.1 ? speedKmh : 40,
            flags: flagged ? ["future"] : [],
            receivedAtMs: 0,
          }),
        );
        const unique = rows.filter((row, i) => rows.findIndex((other) => other.fixTimeMs === row.fixTimeMs) === i);
        const inOrder = unique.toSorted((a, b) => a.fixTimeMs - b.fixTimeMs);
        const shuffled = [...unique, ...unique.slice(0, 3)]
          .map((row) => ({ row, key: random.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ row }) => row);
        const pieces = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, i) =>
          shuffled.slice(i * size, (i + 1) * size),
        );
        const live = await deliver(
          inOrder.map((row) => [row]),
          `LIVE-${runs}`,
        );
        const late = await deliver(pieces, `LATE-${runs}`);
        expect(late).toEqual(live);
        expect(live.rebuilt).toEqual(live.incremental);
      }),
      { numRuns: 25 },
    );
  });

  it("leaves no state behind its fixes, and one that is gets rebuilt", async () => {
    const { truck } = fleet;
    await commitBatch(db, batch({ positions: [fix(truck.deviceId, 1), fix(truck.deviceId, 2)] }));
    expect(await rebuildBehindStates(db)).toBe(0);
    const before = (await liveStates(db)).find((state) => state.vehicleId === truck.vehicleId);
    await db.execute("DELETE FROM vehicle_state WHERE vehicle_id = $1", [truck.vehicleId]);
    expect(await rebuildBehindStates(db)).toBe(1);
    expect((await liveStates(db)).find((state) => state.vehicleId === truck.vehicleId)).toEqual(before);
  });
});
