// Writes what the segmenter made of a stretch of a vehicle's track in place of what stood there. Rows that
// stay as they were are not touched.
import type { DayOf } from "../../domain/fleet/local-day.ts";
import type { Segments } from "../../domain/fleet/segment.ts";
import type { FixKey } from "../../domain/fleet/track-fix.ts";
import type { Queryable } from "../database.ts";
import { timeParam } from "./derivation.ts";
import { lineOfPiece } from "./path-line.ts";
import { summariseDays, type DaysOfVehicle } from "./day-summary.ts";

export interface DerivedStretch {
  vehicleId: number;
  /** Boundary it begins at; null = the beginning of all. */
  from: FixKey | null;
  /** Rows from here on stay as they are; null = to the end of all. */
  until: FixKey | null;
  segments: Segments;
}

const NAME_OF = (geom: string): string =>
  `(SELECT n.name FROM base.neighbourhood n WHERE ST_Covers(n.geom, ${geom}) ORDER BY n.id LIMIT 1)`;

/** $1 = stretches, $2 = new rows. Deletes the rows of the stretches that are not among the new ones. */
const replacing = (table: string, columns: string): string => `
  WITH span AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS s (vehicle_id int, from_time timestamptz, until_time timestamptz)
  ), row AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS r (vehicle_id int, start_time timestamptz, end_time timestamptz, ${columns})
  ), gone AS (
    DELETE FROM ${table} t USING span s
    WHERE t.vehicle_id = s.vehicle_id AND t.start_time >= s.from_time AND t.start_time < s.until_time
      AND NOT EXISTS (SELECT FROM row r WHERE r.vehicle_id = t.vehicle_id AND r.start_time = t.start_time)
  )`;

const POINT = (name: string): string => `ST_Point(r.${name}_lon, r.${name}_lat, 4326)`;

const TRIPS = `${replacing(
  "trip",
  `distance_m int, max_speed_kmh real, idle_seconds int, driver text, from_lon float8, from_lat float8,
   to_lon float8, to_lat float8, open bool, parts jsonb`,
)}
  INSERT INTO trip AS t (vehicle_id, start_time, end_time, distance_m, max_speed_kmh, idle_seconds, driver, start_geom,
                         end_geom, start_place, end_place, open, parts)
  SELECT r.vehicle_id, r.start_time, r.end_time, r.distance_m, r.max_speed_kmh, r.idle_seconds, r.driver,
         ${POINT("from")}, ${POINT("to")}, ${NAME_OF(POINT("from"))}, ${NAME_OF(POINT("to"))}, r.open, r.parts
  FROM row r
  ON CONFLICT (vehicle_id, start_time) DO UPDATE SET
    end_time = excluded.end_time, distance_m = excluded.distance_m, max_speed_kmh = excluded.max_speed_kmh,
    idle_seconds = excluded.idle_seconds, driver = excluded.driver, start_geom = excluded.start_geom,
    end_geom = excluded.end_geom, start_place = excluded.start_place, end_place = excluded.end_place,
    open = excluded.open, parts = excluded.parts
  WHERE (t.end_time, t.distance_m, t.max_speed_kmh, t.idle_seconds, t.driver, t.start_geom, t.end_geom, t.open, t.parts)
    IS DISTINCT FROM (excluded.end_time, excluded.distance_m, excluded.max_speed_kmh, excluded.idle_seconds,
                      excluded.driver, excluded.start_geom, excluded.end_geom, excluded.open, excluded.parts)`;

const STOPS = `${replacing("stop", "at_lon float8, at_lat float8, engine_on_seconds int, open bool, parts jsonb")}
  INSERT INTO stop AS t (vehicle_id, start_time, end_time, geom, place, engine_on_seconds, open, parts)
  SELECT r.vehicle_id, r.start_time, r.end_time, ${POINT("at")}, ${NAME_OF(POINT("at"))}, r.engine_on_seconds, r.open,
         r.parts
  FROM row r
  ON CONFLICT (vehicle_id, start_time) DO UPDATE SET
    end_time = excluded.end_time, geom = excluded.geom, place = excluded.place,
    engine_on_seconds = excluded.engine_on_seconds, open = excluded.open, parts = excluded.parts
  WHERE (t.end_time, t.geom, t.engine_on_seconds, t.open, t.parts)
    IS DISTINCT FROM (excluded.end_time, excluded.geom, excluded.engine_on_seconds, excluded.open, excluded.parts)`;

const IDLES = `${replacing("idle", "at_lon float8, at_lat float8")}
  INSERT INTO idle AS t (vehicle_id, start_time, end_time, geom, place)
  SELECT r.vehicle_id, r.start_time, r.end_time, ${POINT("at")}, ${NAME_OF(POINT("at"))}
  FROM row r
  ON CONFLICT (vehicle_id, start_time) DO UPDATE SET
    end_time = excluded.end_time, geom = excluded.geom, place = excluded.place
  WHERE (t.end_time, t.geom) IS DISTINCT FROM (excluded.end_time, excluded.geom)`;

const GAPS = `${replacing("track_gap", "from_lon float8, from_lat float8, to_lon float8, to_lat float8, parked bool")}
  INSERT INTO track_gap AS t (vehicle_id, start_time, end_time, start_geom, end_geom, parked)
  SELECT r.vehicle_id, r.start_time, r.end_time, ${POINT("from")}, ${POINT("to")}, r.parked
  FROM row r
  ON CONFLICT (vehicle_id, start_time) DO UPDATE SET
    end_time = excluded.end_time, start_geom = excluded.start_geom, end_geom = excluded.end_geom,
    parked = excluded.parked
  WHERE (t.end_time, t.start_geom, t.end_geom, t.parked)
    IS DISTINCT FROM (excluded.end_time, excluded.start_geom, excluded.end_geom, excluded.parked)`;

const PIECES = `${replacing("path_piece", "standing bool, path text")}
  INSERT INTO path_piece AS t (vehicle_id, start_time, end_time, standing, path)
  SELECT r.vehicle_id, r.start_time, r.end_time, r.standing, r.path::geometry FROM row r
  ON CONFLICT (vehicle_id, start_time) DO UPDATE SET
    end_time = excluded.end_time, standing = excluded.standing, path = excluded.path
  WHERE (t.end_time, t.standing, ST_AsEWKB(t.path))
    IS DISTINCT FROM (excluded.end_time, excluded.standing, ST_AsEWKB(excluded.path))`;

/** The same for rows that are named by a fix: those between two fixes, both left out. */
const replacingFixes = (table: string, columns: string): string => `
  WITH span AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS s (vehicle_id int, from_time timestamptz, from_device int, from_hash int, until_time timestamptz,
            until_device int, until_hash int)
  ), row AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($2::jsonb)
      AS r (vehicle_id int, fix_time timestamptz, device_id int, place_hash int, ${columns})
  ), gone AS (
    DELETE FROM ${table} t USING span s
    WHERE t.vehicle_id = s.vehicle_id AND t.fix_time >= s.from_time AND t.fix_time <= s.until_time
      AND (t.fix_time, t.device_id, t.place_hash) > (s.from_time, s.from_device, s.from_hash)
      AND (t.fix_time, t.device_id, t.place_hash) < (s.until_time, s.until_device, s.until_hash)
      AND NOT EXISTS (
        SELECT FROM row r
        WHERE (r.vehicle_id, r.fix_time, r.device_id, r.place_hash) = (t.vehicle_id, t.fix_time, t.device_id, t.place_hash))
  )`;

const OUTLIERS = `${replacingFixes("outlier", "reason text")}
  INSERT INTO outlier AS t (vehicle_id, fix_time, device_id, place_hash, reason)
  SELECT r.vehicle_id, r.fix_time, r.device_id, r.place_hash, r.reason FROM row r
  ON CONFLICT (vehicle_id, fix_time, device_id, place_hash) DO UPDATE SET reason = excluded.reason
  WHERE t.reason <> excluded.reason`;

const BOUNDARIES = `${replacingFixes("segment_boundary", "settled_at timestamptz, carry text")}
  INSERT INTO segment_boundary AS t (vehicle_id, fix_time, device_id, place_hash, settled_at, carry)
  SELECT r.vehicle_id, r.fix_time, r.device_id, r.place_hash, r.settled_at, r.carry FROM row r
  ON CONFLICT (vehicle_id, fix_time) DO UPDATE SET
    device_id = excluded.device_id, place_hash = excluded.place_hash, settled_at = excluded.settled_at,
    carry = excluded.carry
  WHERE (t.device_id, t.place_hash, t.settled_at, t.carry)
    IS DISTINCT FROM (excluded.device_id, excluded.place_hash, excluded.settled_at, excluded.carry)`;

const FIRST: FixKey = { timeMs: -Infinity, deviceId: 0, placeHash: 0 };
const LAST: FixKey = { timeMs: Infinity, deviceId: 0, placeHash: 0 };

const spanOf = ({ vehicleId, from, until }: DerivedStretch) => ({
  vehicle_id: vehicleId,
  from_time: timeParam((from ?? FIRST).timeMs),
  from_device: (from ?? FIRST).deviceId,
  from_hash: (from ?? FIRST).placeHash,
  until_time: timeParam((until ?? LAST).timeMs),
  until_device: (until ?? LAST).deviceId,
  until_hash: (until ?? LAST).placeHash,
});

const timesOf = (vehicleId: number, { startMs, endMs }: { startMs: number; endMs: number }) => ({
  vehicle_id: vehicleId,
  start_time: timeParam(startMs),
  end_time: timeParam(endMs),
});

const keyOf = (vehicleId: number, fix: FixKey) => ({
  vehicle_id: vehicleId,
  fix_time: timeParam(fix.timeMs),
  device_id: fix.deviceId,
  place_hash: fix.placeHash,
});

type Rows = (stretch: DerivedStretch) => object[];

const TABLES: readonly { sql: string; rows: Rows }[] = [
  {
    sql: TRIPS,
    rows: ({ vehicleId, segments }) =>
      segments.trips.map((trip) => ({
        ...timesOf(vehicleId, trip),
        distance_m: trip.distanceM,
        max_speed_kmh: trip.maxSpeedKmh,
        idle_seconds: trip.idleSeconds,
        driver: trip.driver,
        from_lon: trip.from.lon,
        from_lat: trip.from.lat,
        to_lon: trip.to.lon,
        to_lat: trip.to.lat,
        open: trip.open,
        parts: trip.parts,
      })),
  },
  {
    sql: STOPS,
    rows: ({ vehicleId, segments }) =>
      segments.stops.map((stop) => ({
        ...timesOf(vehicleId, stop),
        at_lon: stop.at.lon,
        at_lat: stop.at.lat,
        engine_on_seconds: stop.engineOnSeconds,
        open: stop.open,
        parts: stop.parts,
      })),
  },
  {
    sql: IDLES,
    rows: ({ vehicleId, segments }) =>
      segments.idles.map((idle) => ({ ...timesOf(vehicleId, idle), at_lon: idle.at.lon, at_lat: idle.at.lat })),
  },
  {
    sql: GAPS,
    rows: ({ vehicleId, segments }) =>
      segments.gaps.map((gap) => ({
        ...timesOf(vehicleId, gap),
        from_lon: gap.from.lon,
        from_lat: gap.from.lat,
        to_lon: gap.to.lon,
        to_lat: gap.to.lat,
        parked: gap.parked,
      })),
  },
  {
    sql: PIECES,
    rows: ({ vehicleId, segments }) =>
      segments.pieces.map((piece) => ({
        ...timesOf(vehicleId, piece),
        standing: piece.standing,
        path: lineOfPiece(piece),
      })),
  },
  {
    sql: OUTLIERS,
    rows: ({ vehicleId, segments }) =>
      segments.outliers.map(({ fix, reason }) => ({ ...keyOf(vehicleId, fix), reason })),
  },
  {
    sql: BOUNDARIES,
    rows: ({ vehicleId, segments }) =>
      segments.boundaries.map(({ fix, settledMs, carry }) => ({
        ...keyOf(vehicleId, fix),
        settled_at: timeParam(settledMs),
        carry,
      })),
  },
];

function daysOf({ vehicleId, from, until }: DerivedStretch, dayOf: DayOf): DaysOfVehicle {
  return {
    vehicleId,
    first: from ? dayOf(from.timeMs) : null,
    last: until ? dayOf(until.timeMs) : null,
  };
}

/** In one transaction, else readers would see trips without their day. */
export async function replaceSegments(
  tx: Queryable,
  stretches: readonly DerivedStretch[],
  dayOf: DayOf,
): Promise<void> {
  const spans = JSON.stringify(stretches.map(spanOf));
  for (const { sql, rows } of TABLES) await tx.execute(sql, [spans, JSON.stringify(stretches.flatMap(rows))]);
  await summariseDays(
    tx,
    stretches.map((stretch) => daysOf(stretch, dayOf)),
  );
}
