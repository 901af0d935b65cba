// Whose history a fix belongs to when trackers move between vehicles.
import { beforeEach, expect, it } from "vitest";
import type { Database } from "../../gis/database.ts";
import { DatabaseError } from "../../gis/database-error.ts";
import { assignDevice, assignmentsOfDevice, assignmentsOfVehicle } from "../../gis/device-assignment.ts";
import { deviceById } from "../../gis/device.ts";
import { commitBatch } from "../../gis/ingest-batch.ts";
import { liveStates } from "../../gis/vehicle-state.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import {
  addDevice,
  addVehicle,
  batch,
  createSmallFleet,
  fix,
  NOON_MS,
  storedSeconds,
  type SmallFleet,
} from "./small-fleet.ts";

const at = (seconds: number): Date => new Date(NOON_MS + seconds * 1000);

describeOnBothDatabases("assignments", (open) => {
  let db: Database;
  let fleet: SmallFleet;
  let spare: number;
  beforeEach(async () => {
    db = (await open()).database;
    fleet = await createSmallFleet(db);
    spare = await addVehicle(db, fleet.cleaning, "SPARE-1");
  });
  const newestOf = async (vehicleId: number): Promise<number | null> => {
    const state = (await liveStates(db)).find((candidate) => candidate.vehicleId === vehicleId);
    return state ? (state.fixTimeMs - NOON_MS) / 1000 : null;
  };
  const send = (deviceId: number, ...seconds: number[]) =>
    commitBatch(db, batch({ positions: seconds.map((second) => fix(deviceId, second)) }));

  it("leave the history with the old vehicle when a tracker is swapped", async () => {
    const { truck } = fleet;
    await send(truck.deviceId, 1, 2, 3);
    await assignDevice(db, truck.deviceId, spare, at(10));
    await send(truck.deviceId, 4, 9, 10, 11);
    expect(await storedSeconds(db, truck.vehicleId)).toEqual([1, 2, 3, 4, 9]);
    expect(await storedSeconds(db, spare)).toEqual([10, 11]);
    expect(await newestOf(truck.vehicleId)).toBe(9);
    expect(await newestOf(spare)).toBe(11);
    expect(await assignmentsOfDevice(db, truck.deviceId)).toEqual([
      {
        id: expect.any(Number),
        deviceId: truck.deviceId,
        vehicleId: spare,
        validFrom: at(10).toISOString(),
        validTo: null,
      },
      expect.objectContaining({ vehicleId: truck.vehicleId, validTo: at(10).toISOString() }),
    ]);
    expect(await assignmentsOfVehicle(db, spare)).toHaveLength(1);
    expect((await deviceById(db, fleet.everything, truck.deviceId))?.vehicleId).toBe(spare);
  });

  it("split one batch at the moment of the swap, and change both states", async () => {
    const { truck } = fleet;
    await assignDevice(db, truck.deviceId, spare, at(10));
    const { stateChanges } = await send(truck.deviceId, 1, 8, 9, 10, 30);
    const newest = new Map(stateChanges.map((change) => [change.vehicleId, (change.fixTimeMs - NOON_MS) / 1000]));
    expect(newest).toEqual(
      new Map([
        [truck.vehicleId, 9],
        [spare, 30],
      ]),
    );
  });

  it("cover earlier fixes when they are made later", async () => {
    const device = await addDevice(db, fleet.cleaning, "found-in-drawer");
    await send(device, 1, 5, 9);
    await assignDevice(db, device, spare, at(4));
    expect(await storedSeconds(db, spare)).toEqual([5, 9]);
    expect(await storedSeconds(db, 0)).toEqual([1]);
    expect(await newestOf(spare)).toBe(9);
    expect((await send(device, 1, 5, 9)).inserted).toBe(0);
  });

  it("move fixes along when a swap is entered with a past time", async () => {
    const { truck } = fleet;
    await send(truck.deviceId, 1, 2, 3, 4);
    await assignDevice(db, truck.deviceId, spare, at(3));
    expect(await storedSeconds(db, truck.vehicleId)).toEqual([1, 2]);
    expect(await storedSeconds(db, spare)).toEqual([3, 4]);
    expect(await newestOf(truck.vehicleId)).toBe(2);
    // What is sent again is the same fix, wherever it is now.
    expect((await send(truck.deviceId, 1, 2, 3, 4)).inserted).toBe(0);
  });

  it("take a vehicle's state away with its last fix", async () => {
    const { truck } = fleet;
    await send(truck.deviceId, 5);
    await assignDevice(db, truck.deviceId, null, at(1));
    expect(await newestOf(truck.vehicleId)).toBeNull();
    expect(await storedSeconds(db, 0)).toEqual([5]);
    expect((await deviceById(db, fleet.everything, truck.deviceId))?.vehicleId).toBeNull();
    await send(truck.deviceId, 6);
    expect(await newestOf(truck.vehicleId)).toBeNull();
  });

  it("are not repeated for the vehicle a device serves already", async () => {
    const { truck } = fleet;
    await assignDevice(db, truck.deviceId, truck.vehicleId, at(10));
    expect(await assignmentsOfDevice(db, truck.deviceId)).toHaveLength(1);
  });

  it("never overlap: an earlier one than the present is refused and changes nothing", async () => {
    const { truck } = fleet;
    await assignDevice(db, truck.deviceId, spare, at(10));
    await send(truck.deviceId, 11);
    for (const vehicleId of [fleet.van.vehicleId, null]) {
      await expect(assignDevice(db, truck.deviceId, vehicleId, at(5))).rejects.toMatchObject({
        kind: "conflict",
        constraint: "device_assignment_no_overlap",
      });
    }
    expect(await storedSeconds(db, spare)).toEqual([11]);
    await expect(
      db.execute("INSERT INTO device_assignment (device_id, vehicle_id, valid_from) VALUES ($1, $2, $3)", [
        truck.deviceId,
        fleet.van.vehicleId,
        at(20),
      ]),
    ).rejects.toThrow(DatabaseError);
  });

  it("refuse a device or vehicle that does not exist", async () => {
    await expect(assignDevice(db, 999, spare, at(0))).rejects.toMatchObject({ kind: "refused" });
    await expect(assignDevice(db, fleet.truck.deviceId, 999, at(0))).rejects.toMatchObject({ kind: "refused" });
    expect(await assignmentsOfDevice(db, fleet.truck.deviceId)).toHaveLength(1);
  });

  it("agree with fixes that are being stored at the same moment", async () => {
    const device = await addDevice(db, fleet.cleaning, "busy");
    const sending = Array.from({ length: 40 }, (_, i) => send(device, i * 3, i * 3 + 1, i * 3 + 2));
    await Promise.all([...sending.slice(0, 20), assignDevice(db, device, spare, at(0)), ...sending.slice(20)]);
    expect(await storedSeconds(db, 0)).toEqual([]);
    expect(await storedSeconds(db, spare)).toHaveLength(120);
  });
});
