// What the segmenter still has to do. Every commit of fixes notes their oldest and newest time in the row
// of vehicle_state that it writes anyway: durable, exact under concurrent commits, and no extra row. Here
// the notes are taken over into the segmenter's own cursor, so that ingest never waits for its work.
import type { VehicleKind } from "../../domain/vehicle-kind.ts";
import type { Queryable } from "../database.ts";

/** Fixes of [fromMs, untilMs] are not in the tables yet; either may be infinite. */
export interface PendingDerivation {
  vehicleId: number;
  kind: VehicleKind;
  /** Ids from the root down to its unit. */
  unitPath: number[];
  speedLimitKmh: number | null;
  fromMs: number;
  untilMs: number;
}

/** Infinite ones too. */
export function timeParam(timeMs: number): string {
  if (Number.isFinite(timeMs)) return new Date(timeMs).toISOString();
  return timeMs < 0 ? "-infinity" : "infinity";
}

const ADD_UP = `ON CONFLICT (vehicle_id) DO UPDATE SET
  derive_from = least(d.derive_from, excluded.derive_from),
  derive_until = greatest(d.derive_until, excluded.derive_until)`;

/**
 * Takes the notes of up to `limit` vehicles over, those first that have waited longest, and none
 * before it is due. Rows that ingest is just writing are left for the next time.
 */
export async function takeNotes(db: Queryable, limit: number): Promise<void> {
  await db.execute(
    `WITH chosen AS MATERIALIZED (
       SELECT s.vehicle_id, s.derive_from, s.derive_until
       FROM vehicle_state s LEFT JOIN derivation d ON d.vehicle_id = s.vehicle_id
       WHERE s.derive_from IS NOT NULL AND (d.due_at IS NULL OR d.due_at <= now())
       ORDER BY d.due_at NULLS FIRST, s.vehicle_id LIMIT $1
       FOR UPDATE OF s SKIP LOCKED
     ), taken AS (
       UPDATE vehicle_state s SET derive_from = NULL, derive_until = NULL
       FROM chosen c WHERE s.vehicle_id = c.vehicle_id
     )
     INSERT INTO derivation AS d (vehicle_id, derive_from, derive_until)
     SELECT vehicle_id, derive_from, derive_until FROM chosen
     ${ADD_UP}`,
    [limit],
  );
}

/** Notes by hand that fixes from a time on came or went, or count differently. */
export async function noteChange(db: Queryable, vehicleIds: readonly number[], fromMs: number): Promise<void> {
  await db.execute(
    `INSERT INTO derivation AS d (vehicle_id, derive_from, derive_until)
     SELECT v.id, $2::timestamptz, 'infinity' FROM vehicle v WHERE v.id = ANY ($1::int[]) ORDER BY v.id
     ${ADD_UP}`,
    [vehicleIds, timeParam(fromMs)],
  );
}

/** Locks and gives what is pending, what waited longest first. */
export function lockPending(tx: Queryable, limit: number): Promise<PendingDerivation[]> {
  return tx.query<PendingDerivation>(
    `SELECT d.vehicle_id AS "vehicleId", v.kind, u.path AS "unitPath", v.speed_limit_kmh AS "speedLimitKmh",
            date_part('epoch', d.derive_from) * 1000 AS "fromMs",
            date_part('epoch', d.derive_until) * 1000 AS "untilMs"
     FROM derivation d JOIN vehicle v ON v.id = d.vehicle_id JOIN unit u ON u.id = v.unit_id
     WHERE d.derive_from IS NOT NULL
     ORDER BY d.due_at, d.vehicle_id LIMIT $1
     FOR UPDATE OF d SKIP LOCKED`,
    [limit],
  );
}

export interface DerivationProgress {
  vehicleId: number;
  /** Where to go on; null = nothing is left. */
  resumeMs: number | null;
  /** How long the vehicle is left alone then. */
  restMs: number;
}

export async function saveProgress(tx: Queryable, progress: readonly DerivationProgress[]): Promise<void> {
  await tx.execute(
    `UPDATE derivation d
     SET derive_from = p.resume, derive_until = CASE WHEN p.resume IS NULL THEN NULL ELSE d.derive_until END,
         due_at = now() + p.rest_ms * interval '1 millisecond'
     FROM unnest($1::int[], $2::timestamptz[], $3::float8[]) AS p (vehicle_id, resume, rest_ms)
     WHERE d.vehicle_id = p.vehicle_id`,
    [
      progress.map((row) => row.vehicleId),
      progress.map((row) => (row.resumeMs === null ? null : timeParam(row.resumeMs))),
      progress.map((row) => row.restMs),
    ],
  );
}
