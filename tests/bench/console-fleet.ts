// A fleet that never stands still: every vehicle drives up and down a street of the demo city and
// reports each second. It goes into the real database once and then, as ingest would tell it, into
// the change feed: what is measured is the console, not the broker.
import { VEHICLE_KIND_KEYS } from "../../domain/vehicle-kind.ts";
import type { Database } from "../../gis/database.ts";
import { assignDevice } from "../../gis/device-assignment.ts";
import { createDevice } from "../../gis/device.ts";
import type { Feed } from "../../gis/feed.ts";
import { commitBatch } from "../../gis/ingest-batch.ts";
import type { PositionRow, StateChange } from "../../gis/ingest-row.ts";
import { placeHashOf } from "../../gis/place-hash.ts";
import { createVehicle } from "../../gis/vehicle.ts";
import type { City } from "../../simulators/city/generate-city.ts";

const LANES = 8;
const BATCH = 500;
const LONG_AGO = new Date("2000-01-01T00:00:00Z");
const METRES_PER_DEGREE = 111_320;
const SPEED_KMH = 32;
const REPORT_MS = 1000;

interface Runner {
  vehicleId: number;
  deviceId: number;
  line: readonly (readonly number[])[];
  /** Where on its street it started, metres. */
  startM: number;
}

export interface ConsoleFleet {
  /** Reports every vehicle once a second until stopped. */
  drive(): { stop(): void };
}

interface Spot {
  lon: number;
  lat: number;
  headingDeg: number;
}

/** The place after `travelledM` metres of driving to and fro along the line. */
function spotOf({ line, startM }: Runner, travelledM: number): Spot {
  const legs = line.slice(1).map(([toLon = 0, toLat = 0], index) => {
    const [fromLon = 0, fromLat = 0] = line[index] ?? [];
    const east = (toLon - fromLon) * METRES_PER_DEGREE * Math.cos((fromLat * Math.PI) / 180);
    const north = (toLat - fromLat) * METRES_PER_DEGREE;
    return { fromLon, fromLat, toLon, toLat, lengthM: Math.hypot(east, north), bearing: Math.atan2(east, north) };
  });
  const wholeM = legs.reduce((sum, leg) => sum + leg.lengthM, 0);
  const phaseM = (startM + travelledM) % (2 * wholeM);
  const back = phaseM > wholeM;
  let restM = back ? 2 * wholeM - phaseM : phaseM;
  for (const leg of legs) {
    if (restM > leg.lengthM) {
      restM -= leg.lengthM;
      continue;
    }
    const share = restM / leg.lengthM;
    const headingDeg = ((leg.bearing * 180) / Math.PI + (back ? 540 : 360)) % 360;
    return {
      lon: leg.fromLon + (leg.toLon - leg.fromLon) * share,
      lat: leg.fromLat + (leg.toLat - leg.fromLat) * share,
      headingDeg,
    };
  }
  const [lon = 0, lat = 0] = line.at(-1) ?? [];
  return { lon, lat, headingDeg: 0 };
}

function changeOf(runner: Runner, travelledM: number, nowMs: number): StateChange {
  const { vehicleId, deviceId } = runner;
  return {
    vehicleId,
    deviceId,
    fixTimeMs: nowMs,
    linkTimeMs: nowMs,
    ...spotOf(runner, travelledM),
    speedKmh: SPEED_KMH,
    ignition: true,
    stationarySinceMs: null,
  };
}

const rowOf = (change: StateChange): PositionRow => ({
  kind: "position",
  deviceId: change.deviceId,
  fixTimeMs: change.fixTimeMs,
  receivedAtMs: change.linkTimeMs,
  lon: change.lon,
  lat: change.lat,
  speedKmh: change.speedKmh,
  headingDeg: change.headingDeg,
  altitudeM: null,
  accuracyM: null,
  ignition: change.ignition,
  odometerKm: null,
  attributes: null,
  flags: [],
  principal: "bench",
  topic: "bench",
  placeHash: placeHashOf(change.lon, change.lat),
});

export async function createConsoleFleet(
  { database, feed }: { database: Database; feed: Feed },
  unitId: number,
  city: City,
  count: number,
): Promise<ConsoleFleet> {
  const streets = city.streets.filter(({ line }) => line.coordinates.length > 1);
  const runners: Runner[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      const plate = `35 BNC ${String(index).padStart(4, "0")}`;
      const kind = VEHICLE_KIND_KEYS[index % VEHICLE_KIND_KEYS.length] ?? "other";
      const vehicle = await createVehicle(database, { plate, kind, unitId });
      const device = await createDevice(database, {
        key: `bench-${index}`,
        name: plate,
        format: "kentiz",
        unitId,
        secretHash: new Uint8Array(32),
      });
      await assignDevice(database, device.id, vehicle.id, LONG_AGO);
      const line = streets[(index * 7) % streets.length]?.line.coordinates ?? [];
      runners.push({ vehicleId: vehicle.id, deviceId: device.id, line, startM: (index * 37) % 1000 });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const nowMs = Date.now();
  for (let from = 0; from < runners.length; from += BATCH) {
    const positions = runners.slice(from, from + BATCH).map((runner) => rowOf(changeOf(runner, 0, nowMs)));
    await commitBatch(database, { positions, messages: [], observations: [], rejections: [] });
  }
  return {
    drive() {
      const startedAt = Date.now();
      const timer = setInterval(() => {
        const now = Date.now();
        const travelledM = ((now - startedAt) / 3_600_000) * SPEED_KMH * 1000;
        feed.publish({ type: "states", changes: runners.map((runner) => changeOf(runner, travelledM, now)) });
      }, REPORT_MS);
      return { stop: () => clearInterval(timer) };
    },
  };
}
