// Stores fixes the way the broker does, without MQTT in between.
import { flagsOf } from "../../domain/report.ts";
import { commitBatch } from "../../gis/ingest-batch.ts";
import type { PositionRow, StateChange } from "../../gis/ingest-row.ts";
import { placeHashOf } from "../../gis/place-hash.ts";
import type { TestApi } from "../harness/api.ts";

export interface Fix extends Partial<PositionRow> {
  fixTimeMs: number;
  lon: number;
  lat: number;
}

/** Commits the fixes of a device and tells the feed, as ingest does. */
export async function storeFixes(
  { database, feed }: TestApi,
  deviceId: number,
  fixes: readonly Fix[],
): Promise<StateChange[]> {
  const receivedAtMs = Date.now();
  const positions = fixes.map((fix): PositionRow => ({
    kind: "position",
    deviceId,
    receivedAtMs,
    principal: "test",
    topic: "test",
    speedKmh: null,
    headingDeg: null,
    altitudeM: null,
    accuracyM: null,
    ignition: null,
    odometerKm: null,
    attributes: null,
    flags: flagsOf(fix.fixTimeMs, fix.lon, fix.lat, receivedAtMs),
    placeHash: placeHashOf(fix.lon, fix.lat),
    ...fix,
  }));
  const { stateChanges } = await commitBatch(database, { positions, messages: [], observations: [], rejections: [] });
  feed.publish({ type: "states", changes: stateChanges });
  return stateChanges;
}

export interface Tracked {
  vehicleId: number;
  deviceId: number;
}

/** A vehicle with a device that served it from the beginning. */
export async function createTracked({ admin }: TestApi, plate: string, unitId: number): Promise<Tracked> {
  const vehicle = await admin.call("createVehicle", { body: { plate, kind: "car", unitId } });
  const device = await admin.call("createDevice", { body: { name: `${plate} takip`, vehicleId: vehicle.id } });
  return { vehicleId: vehicle.id, deviceId: device.id };
}
