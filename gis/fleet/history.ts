// Stored tracks for replay: columns of one vehicle, and the last fix of each vehicle before a moment.
import type { TrackColumns, TrackGap } from "../../domain/fleet/history.ts";
import type { Inputs } from "../../domain/fleet/working-inputs.ts";
import type { Scope } from "../../domain/rights.ts";
import type { VehicleKind } from "../../domain/vehicle-kind.ts";
import type { Queryable } from "../database.ts";
import { readCursor } from "../page.ts";

const ms = (column: string): string => `(date_part('epoch', ${column}) * 1000)::int8`;

interface ColumnRow {
  timeMs: number;
  deviceId: number;
  placeHash: number;
  lon: number;
  lat: number;
  speedKmh: number | null;
  headingDeg: number | null;
  ignition: boolean | null;
  fuelPct: number | null;
  inputs: Inputs | null;
}

export interface ColumnPage {
  track: TrackColumns;
  next: string | null;
}

function columnsOf(rows: readonly ColumnRow[]): TrackColumns {
  const startMs = rows[0]?.timeMs ?? 0;
  const names = new Set(rows.flatMap((row) => Object.keys(row.inputs ?? {})));
  const input = (name: string) =>
    rows.map((row) => (row.inputs?.[name] === undefined ? null : Number(row.inputs[name])));
  return {
    startMs,
    offsetMs: rows.map((row) => row.timeMs - startMs),
    lon: rows.map((row) => row.lon),
    lat: rows.map((row) => row.lat),
    speedKmh: rows.map((row) => (row.speedKmh !== null && row.speedKmh >= 0 ? row.speedKmh : null)),
    headingDeg: rows.map((row) => row.headingDeg),
    ignition: rows.map((row) => (row.ignition === null ? null : Number(row.ignition))),
    fuelPct: rows.map((row) => row.fuelPct),
    inputs: Object.fromEntries([...names].toSorted().map((name) => [name, input(name)])),
  };
}

const NO_OUTLIER = `NOT EXISTS (
  SELECT FROM outlier o
  WHERE (o.vehicle_id, o.fix_time, o.device_id, o.place_hash) = (p.vehicle_id, p.fix_time, p.device_id, p.place_hash))`;

/** Up to `limit` fixes of [from, to), without those flagged or found to be none; `next` continues. */
export async function trackColumns(
  db: Queryable,
  vehicleId: number,
  from: Date,
  to: Date,
  limit: number,
  after: string | undefined,
): Promise<ColumnPage> {
  const cursor = readCursor(after, 3);
  const [afterMs = 0, afterDevice = 0, afterHash = 0] = cursor ?? [];
  const rows = await db.query<ColumnRow>(
    `SELECT ${ms("p.fix_time")} AS "timeMs", p.device_id AS "deviceId", p.place_hash AS "placeHash",
            ST_X(p.geom) AS lon, ST_Y(p.geom) AS lat, p.speed_kmh AS "speedKmh", p.heading_deg AS "headingDeg",
            p.ignition,
            CASE jsonb_typeof(p.attributes->'fuelPct') WHEN 'number' THEN (p.attributes->>'fuelPct')::float8 END AS "fuelPct",
            CASE jsonb_typeof(p.attributes->'inputs') WHEN 'object' THEN p.attributes->'inputs' END AS inputs
     FROM position p
     WHERE p.vehicle_id = $1 AND p.fix_time >= $2 AND p.fix_time < $3 AND p.flags = 0 AND ${NO_OUTLIER}
       ${cursor ? "AND (p.fix_time, p.device_id, p.place_hash) > ($5, $6, $7)" : ""}
     ORDER BY p.fix_time, p.device_id, p.place_hash
     LIMIT $4 + 1`,
    [
      vehicleId,
      cursor ? new Date(Math.max(afterMs, from.getTime())) : from,
      to,
      limit,
      ...(cursor ? [new Date(afterMs), afterDevice, afterHash] : []),
    ],
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? `${last.timeMs}_${last.deviceId}_${last.placeHash}` : null;
  return { track: columnsOf(shown), next };
}

interface SpanRow {
  startMs: number;
  endMs: number;
}

const instant = (timeMs: number): string => new Date(timeMs).toISOString();

/** Rows of one vehicle that touch [from, to). */
const touching = (table: "track_gap" | "idle", columns: string): string => `
  SELECT ${ms("t.start_time")} AS "startMs", ${ms("t.end_time")} AS "endMs"${columns}
  FROM ${table} t
  WHERE t.vehicle_id = $1 AND t.start_time < $3 AND t.end_time > $2
  ORDER BY t.start_time`;

export async function gapsOfVehicle(db: Queryable, vehicleId: number, from: Date, to: Date): Promise<TrackGap[]> {
  const rows = await db.query<SpanRow & { parked: boolean }>(touching("track_gap", ", t.parked"), [
    vehicleId,
    from,
    to,
  ]);
  return rows.map(({ startMs, endMs, parked }) => ({ startTime: instant(startMs), endTime: instant(endMs), parked }));
}

export async function idlesOfVehicle(
  db: Queryable,
  vehicleId: number,
  from: Date,
  to: Date,
): Promise<{ startTime: string; endTime: string }[]> {
  const rows = await db.query<SpanRow>(touching("idle", ""), [vehicleId, from, to]);
  return rows.map(({ startMs, endMs }) => ({ startTime: instant(startMs), endTime: instant(endMs) }));
}

export interface MomentRow {
  vehicleId: number;
  plate: string | null;
  code: string | null;
  kind: VehicleKind;
  fixTimeMs: number;
  lon: number;
  lat: number;
  speedKmh: number | null;
  headingDeg: number | null;
  ignition: boolean | null;
}

/** The last good fix of each vehicle of the scope in (from, at]: one step into the key for each. */
export function fleetAt(db: Queryable, scope: Scope, from: Date, at: Date): Promise<MomentRow[]> {
  return db.query<MomentRow>(
    `SELECT v.id AS "vehicleId", v.plate, v.code, v.kind, ${ms("p.fix_time")} AS "fixTimeMs", ST_X(p.geom) AS lon,
            ST_Y(p.geom) AS lat, p.speed_kmh AS "speedKmh", p.heading_deg AS "headingDeg", p.ignition
     FROM vehicle v JOIN unit u ON u.id = v.unit_id
     CROSS JOIN LATERAL (
       SELECT p.* FROM position p
       WHERE p.vehicle_id = v.id AND p.fix_time > $2 AND p.fix_time <= $3 AND p.flags = 0 AND ${NO_OUTLIER}
       ORDER BY p.fix_time DESC, p.device_id DESC, p.place_hash DESC LIMIT 1
     ) p
     WHERE u.path && $1::int[]
     ORDER BY v.id`,
    [scope.unitIds, from, at],
  );
}
