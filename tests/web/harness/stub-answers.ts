// What the stub server answers about vehicles: registry, units, state, the last hour.
import type { Assignment, Device } from "../../../domain/device.ts";
import type { Position } from "../../../domain/position.ts";
import type { VehicleState } from "../../../domain/vehicle-state.ts";
import { recordOf, type StubFleet, type StubVehicle } from "./stub-fleet.ts";

const FIX_EVERY_MS = 10_000;
/** An outage in the middle of the hour, to be seen as a gap. */
const GAP = { fromMinutesAgo: 35, toMinutesAgo: 28 } as const;

function stateOf(stub: StubVehicle, nowMs: number): VehicleState | null {
  const record = recordOf(stub, nowMs);
  if (!record) return null;
  return {
    vehicleId: record.vehicleId,
    deviceId: record.vehicleId,
    motion: record.motion,
    fixTime: new Date(record.fixTimeMs).toISOString(),
    linkTime: new Date(record.linkTimeMs).toISOString(),
    connected: record.connected,
    lon: record.lon,
    lat: record.lat,
    speedKmh: record.speedKmh,
    headingDeg: record.headingDeg,
    accuracyM: 5,
    altitudeM: 120,
    ignition: record.ignition,
    odometerKm: 48_213.4,
    stationarySince: record.motion === "moving" ? null : new Date(record.fixTimeMs - 14 * 60_000).toISOString(),
    attributes: { batteryPct: 85, inputs: { pto: record.motion === "moving" } },
    place: "Şehitler",
  };
}

function positionsOf(stub: StubVehicle, fromMs: number, toMs: number, nowMs: number): Position[] {
  const positions: Position[] = [];
  for (
    let fixTimeMs = Math.ceil(fromMs / FIX_EVERY_MS) * FIX_EVERY_MS;
    fixTimeMs < Math.min(toMs, nowMs);
    fixTimeMs += FIX_EVERY_MS
  ) {
    const minutesAgo = (nowMs - fixTimeMs) / 60_000;
    if (minutesAgo < GAP.fromMinutesAgo && minutesAgo > GAP.toMinutesAgo) continue;
    const record = recordOf(stub, fixTimeMs);
    if (!record) continue;
    const resting = stub.motion !== "moving" || Math.sin(fixTimeMs / 400_000) < -0.6;
    positions.push({
      fixTime: new Date(fixTimeMs).toISOString(),
      receivedAt: new Date(fixTimeMs + 800).toISOString(),
      lon: record.lon,
      lat: record.lat,
      speedKmh: resting ? 0 : Math.round(Math.abs(stub.speedKmh * (0.6 + 0.5 * Math.sin(fixTimeMs / 60_000)))),
      headingDeg: record.headingDeg,
      altitudeM: 120,
      accuracyM: 5,
      ignition: true,
      odometerKm: null,
      flags: [],
      attributes: {},
    });
  }
  return positions;
}

const assignmentOf = (vehicleId: number): Assignment => ({
  id: vehicleId,
  deviceId: vehicleId,
  vehicleId,
  validFrom: "2026-01-01T00:00:00.000Z",
  validTo: null,
});

const deviceOf = (id: number, nowMs: number): Device => ({
  id,
  key: `izci-${id}`,
  name: `İzci ${id}`,
  format: "kentiz",
  unitId: 2,
  vehicleId: id,
  vehicleLabel: null,
  revokedAt: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  link: "connected",
  lastSeenAt: new Date(nowMs - 2000).toISOString(),
  rejectionsLastDay: id % 3,
});

/** null = nothing at this address. */
export function answerVehicles(fleet: StubFleet, url: URL, nowMs: number): unknown {
  if (url.pathname === "/api/units") return { items: fleet.units, next: null };
  if (url.pathname === "/api/places") {
    return {
      items: [
        { name: "Şehitler", lon: 27.115, lat: 38.385 },
        { name: "Iğdır", lon: 27.12, lat: 38.39 },
      ],
      next: null,
    };
  }
  if (url.pathname === "/api/vehicles") return { items: fleet.vehicles.map(({ vehicle }) => vehicle), next: null };
  const [, served] = /^\/api\/vehicles\/(\d+)\/assignments$/.exec(url.pathname) ?? [];
  if (served !== undefined) return { items: [assignmentOf(Number(served))], next: null };
  const [, deviceId] = /^\/api\/devices\/(\d+)$/.exec(url.pathname) ?? [];
  if (deviceId !== undefined) return deviceOf(Number(deviceId), nowMs);
  const [, id, part] = /^\/api\/vehicles\/(\d+)\/(state|positions)$/.exec(url.pathname) ?? [];
  const stub = fleet.vehicles.find(({ vehicle }) => vehicle.id === Number(id));
  if (!stub) return null;
  if (part === "state") return stateOf(stub, nowMs);
  const [from, to] = [url.searchParams.get("from"), url.searchParams.get("to")];
  return from === null || to === null
    ? null
    : { items: positionsOf(stub, Date.parse(from), Date.parse(to), nowMs), next: null };
}
