// A little municipality to test against: a root unit with two directorates, and one vehicle with one
// device in each.
import type { PositionFlag } from "../../domain/position.ts";
import type { Scope } from "../../domain/rights.ts";
import type { Database } from "../../gis/database.ts";
import { assignDevice } from "../../gis/device-assignment.ts";
import { createDevice } from "../../gis/device.ts";
import type { IngestBatch, MessageRow, PositionRow, RejectionRow } from "../../gis/ingest-row.ts";
import { placeHashOf } from "../../gis/place-hash.ts";
import { positionsOfVehicle } from "../../gis/position.ts";
import { createUnit } from "../../gis/unit.ts";
import { createVehicle } from "../../gis/vehicle.ts";

export const LONG_AGO = new Date("1900-01-01T00:00:00Z");
export const FAR_AHEAD = new Date("2200-01-01T00:00:00Z");
/** Noon of a day long enough ago that nothing in a test lies in the future. */
export const NOON_MS = Date.UTC(2026, 5, 15, 12);

export interface SmallFleet {
  root: number;
  cleaning: number;
  parks: number;
  everything: Scope;
  /** A vehicle of the cleaning directorate, and its device. */
  truck: { vehicleId: number; deviceId: number };
  /** A vehicle of the parks directorate, and its device. */
  van: { vehicleId: number; deviceId: number };
}

export async function addDevice(db: Database, unitId: number, key: string): Promise<number> {
  const device = await createDevice(db, {
    key,
    name: `Cihaz ${key}`,
    format: "kentiz",
    unitId,
    secretHash: new Uint8Array(32),
  });
  return device.id;
}

export async function addVehicle(db: Database, unitId: number, code: string): Promise<number> {
  return (await createVehicle(db, { code, kind: "compactor", unitId })).id;
}

async function addTracked(
  db: Database,
  unitId: number,
  name: string,
): Promise<{ vehicleId: number; deviceId: number }> {
  const vehicleId = await addVehicle(db, unitId, name);
  const deviceId = await addDevice(db, unitId, `dev-${name.toLowerCase()}`);
  await assignDevice(db, deviceId, vehicleId, LONG_AGO);
  return { vehicleId, deviceId };
}

export async function createSmallFleet(db: Database): Promise<SmallFleet> {
  const root = (await createUnit(db, { parentId: null, name: "Başkanlık", kind: "presidency" })).id;
  const cleaning = (await createUnit(db, { parentId: root, name: "Temizlik İşleri Müdürlüğü", kind: "directorate" }))
    .id;
  const parks = (await createUnit(db, { parentId: root, name: "Park ve Bahçeler Müdürlüğü", kind: "directorate" })).id;
  const truck = await addTracked(db, cleaning, "TRUCK-1");
  const van = await addTracked(db, parks, "VAN-1");
  return { root, cleaning, parks, everything: { unitIds: [root] }, truck, van };
}

export interface FixOptions {
  lon?: number;
  lat?: number;
  speedKmh?: number | null;
  flags?: PositionFlag[];
  attributes?: Record<string, unknown> | null;
  receivedAtMs?: number;
}

/** A fix `seconds` after noon; each second lies elsewhere unless told. */
export function fix(deviceId: number, seconds: number, options: FixOptions = {}): PositionRow {
  const { lon = 27.1 + seconds * 1e-5, lat = 38.4, speedKmh = 30, flags = [], attributes = null } = options;
  return {
    kind: "position",
    deviceId,
    principal: `dev-${deviceId}`,
    topic: `kentiz/dev-${deviceId}/position`,
    fixTimeMs: NOON_MS + seconds * 1000,
    receivedAtMs: options.receivedAtMs ?? NOON_MS + seconds * 1000 + 500,
    placeHash: placeHashOf(lon, lat),
    lon,
    lat,
    speedKmh,
    headingDeg: 90,
    altitudeM: null,
    accuracyM: 5,
    ignition: true,
    odometerKm: null,
    flags,
    attributes,
  };
}

export function message(deviceId: number, seconds: number, data: Record<string, unknown>): MessageRow {
  return {
    kind: "message",
    type: "event",
    deviceId,
    principal: `dev-${deviceId}`,
    topic: `kentiz/dev-${deviceId}/event`,
    timeMs: NOON_MS + seconds * 1000,
    receivedAtMs: NOON_MS + seconds * 1000,
    data,
  };
}

export function batch(parts: Partial<IngestBatch>): IngestBatch {
  return { positions: [], messages: [], observations: [], rejections: [], ...parts };
}

export function rejection(parts: Partial<RejectionRow>): RejectionRow {
  return {
    principal: "dev-1",
    topic: "kentiz/dev-1/position",
    reason: "payload_not_json",
    field: null,
    deviceId: null,
    payload: Buffer.from("{"),
    payloadBytes: 1,
    count: 1,
    atMs: NOON_MS,
    ...parts,
  };
}

/** Seconds after noon of a vehicle's stored fixes, in order. */
export async function storedSeconds(db: Database, vehicleId: number): Promise<number[]> {
  const page = await positionsOfVehicle(db, vehicleId, LONG_AGO, FAR_AHEAD, 10_000, null);
  return page.items.map((position) => (Date.parse(position.fixTime) - NOON_MS) / 1000);
}
