// Fixes at which the segmenter can start anew.
import type { Boundary } from "../../domain/fleet/segment.ts";
import type { Queryable } from "../database.ts";
import { timeParam } from "./derivation.ts";

interface BoundaryRow {
  vehicleId: number;
  timeMs: number;
  deviceId: number;
  placeHash: number;
  settledMs: number;
  carry: string;
}

const COLUMNS = `b.vehicle_id AS "vehicleId", (date_part('epoch', b.fix_time) * 1000)::int8 AS "timeMs",
  b.device_id AS "deviceId", b.place_hash AS "placeHash", (date_part('epoch', b.settled_at) * 1000)::int8 AS "settledMs", b.carry`;

const toBoundary = ({ vehicleId: _vehicleId, settledMs, carry, ...fix }: BoundaryRow): Boundary => ({
  fix,
  settledMs,
  carry,
});

interface AskedFrom {
  vehicleId: number;
  fromMs: number;
}

/** By vehicle, the last boundary that fixes from `fromMs` on cannot have changed. */
export async function boundariesBefore(db: Queryable, asked: readonly AskedFrom[]): Promise<Map<number, Boundary>> {
  const rows = await db.query<BoundaryRow>(
    `SELECT ${COLUMNS}
     FROM unnest($1::int[], $2::timestamptz[]) AS a (vehicle_id, from_time)
     CROSS JOIN LATERAL (
       SELECT * FROM segment_boundary b
       WHERE b.vehicle_id = a.vehicle_id AND b.fix_time < a.from_time AND b.settled_at < a.from_time
       ORDER BY b.fix_time DESC LIMIT 1
     ) b`,
    [asked.map((row) => row.vehicleId), asked.map((row) => timeParam(row.fromMs))],
  );
  return new Map(rows.map((row) => [row.vehicleId, toBoundary(row)]));
}

/** Stored boundaries of (afterMs, toMs]. */
export async function boundariesWithin(
  db: Queryable,
  vehicleId: number,
  afterMs: number,
  toMs: number,
): Promise<Boundary[]> {
  const rows = await db.query<BoundaryRow>(
    `SELECT ${COLUMNS} FROM segment_boundary b
     WHERE b.vehicle_id = $1 AND b.fix_time > $2 AND b.fix_time <= $3 ORDER BY b.fix_time`,
    [vehicleId, timeParam(afterMs), timeParam(toMs)],
  );
  return rows.map(toBoundary);
}
