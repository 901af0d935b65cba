// Stored fixes of a vehicle, flagged ones included.
import { POSITION_FLAGS, type Position } from "../domain/position.ts";
import type { Queryable } from "./database.ts";
import { pageOf, readCursor, type Page } from "./page.ts";

type PositionRow = Omit<Position, "fixTime" | "receivedAt" | "flags" | "attributes"> & {
  fixTimeMs: number;
  receivedAtMs: number;
  deviceId: number;
  placeHash: number;
  flags: number;
  attributes: Position["attributes"] | null;
};

function toPosition({
  deviceId: _deviceId,
  placeHash: _placeHash,
  fixTimeMs,
  receivedAtMs,
  ...row
}: PositionRow): Position {
  return {
    fixTime: new Date(fixTimeMs).toISOString(),
    receivedAt: new Date(receivedAtMs).toISOString(),
    ...row,
    flags: POSITION_FLAGS.filter((_flag, bit) => (row.flags & (1 << bit)) !== 0),
    attributes: row.attributes ?? {},
  };
}

/** Fixes of [from, to) in order of their key: fix time, device, place. */
export async function positionsOfVehicle(
  db: Queryable,
  vehicleId: number,
  from: Date,
  to: Date,
  limit: number,
  after: string | null,
): Promise<Page<Position>> {
  const cursor = readCursor(after, 3);
  const [afterMs = 0, afterDevice = 0, afterHash = 0] = cursor ?? [];
  // Fix times have whole milliseconds, so a double carries them exactly.
  const rows = await db.query<PositionRow>(
    `SELECT (date_part('epoch', p.fix_time) * 1000)::int8 AS "fixTimeMs",
            (date_part('epoch', p.received_at) * 1000)::int8 AS "receivedAtMs",
            ST_X(p.geom) AS lon, ST_Y(p.geom) AS lat, p.speed_kmh AS "speedKmh", p.heading_deg AS "headingDeg",
            p.altitude_m AS "altitudeM", p.accuracy_m AS "accuracyM", p.ignition, p.odometer_km AS "odometerKm",
            p.flags, p.attributes, p.device_id AS "deviceId", p.place_hash AS "placeHash"
     FROM position p
     WHERE p.vehicle_id = $1 AND p.fix_time >= $2 AND p.fix_time < $3
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
  return pageOf(rows, limit, toPosition, (row) => `${row.fixTimeMs}_${row.deviceId}_${row.placeHash}`);
}
