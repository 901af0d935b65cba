// Whether a vehicle's device is connected, and how old its link is.
import { beforeEach, expect, it } from "vitest";
import type { Database } from "../../gis/database.ts";
import { assignDevice } from "../../gis/device-assignment.ts";
import { closeAllLinks, setLinks } from "../../gis/device-link.ts";
import { deviceById } from "../../gis/device.ts";
import { commitBatch } from "../../gis/ingest-batch.ts";
import { liveStates, vehicleStateOf } from "../../gis/vehicle-state.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { batch, createSmallFleet, fix, NOON_MS, type SmallFleet } from "./small-fleet.ts";

describeOnBothDatabases("links", (open) => {
  let db: Database;
  let fleet: SmallFleet;
  beforeEach(async () => {
    db = (await open()).database;
    fleet = await createSmallFleet(db);
    await commitBatch(db, batch({ positions: [fix(fleet.truck.deviceId, 0)] }));
  });
  const live = async () => (await liveStates(db)).find((state) => state.vehicleId === fleet.truck.vehicleId);

  it("are told with the vehicle they are of", async () => {
    const { truck, van } = fleet;
    const links = await setLinks(db, [
      { deviceId: truck.deviceId, connected: true, lastSeenMs: NOON_MS + 5000 },
      { deviceId: van.deviceId, connected: false, lastSeenMs: NOON_MS },
      { deviceId: 999, connected: true, lastSeenMs: NOON_MS },
    ]);
    expect(links.toSorted((a, b) => a.deviceId - b.deviceId)).toEqual([
      { deviceId: truck.deviceId, vehicleId: truck.vehicleId, connected: true, atMs: NOON_MS + 5000 },
      { deviceId: van.deviceId, vehicleId: van.vehicleId, connected: false, atMs: NOON_MS },
    ]);
    expect(await setLinks(db, [])).toEqual([]);
  });

  it("make the state's link younger than its fix, never older", async () => {
    const { deviceId } = fleet.truck;
    expect(await live()).toMatchObject({ connected: false, linkTimeMs: NOON_MS + 500 });
    await setLinks(db, [{ deviceId, connected: true, lastSeenMs: NOON_MS + 9000 }]);
    await setLinks(db, [{ deviceId, connected: true, lastSeenMs: NOON_MS + 100 }]);
    expect(await live()).toMatchObject({
      connected: true,
      linkTimeMs: NOON_MS + 9000,
      unitPath: [fleet.root, fleet.cleaning],
      archived: false,
    });
    const state = await vehicleStateOf(db, fleet.everything, fleet.truck.vehicleId, NOON_MS + 10_000);
    expect(state).toMatchObject({
      connected: true,
      motion: "moving",
      linkTime: "2026-06-15T12:00:09.000Z",
      place: null,
    });
    expect((await deviceById(db, fleet.everything, deviceId))?.lastSeenAt).toBe("2026-06-15T12:00:09.000Z");
  });

  it("are all closed when the broker starts, and follow the device", async () => {
    const { truck, van } = fleet;
    await setLinks(db, [{ deviceId: truck.deviceId, connected: true, lastSeenMs: NOON_MS }]);
    await assignDevice(db, truck.deviceId, van.vehicleId, new Date(NOON_MS + 60_000));
    expect((await live())?.connected).toBe(false);
    await closeAllLinks(db);
    expect(await db.query("SELECT 1 FROM device_link WHERE connected")).toEqual([]);
  });
});
