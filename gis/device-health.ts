// How far devices can be believed: written by the broker, read by people.
import { type DeviceHealth, healthFlagsOf } from "../domain/device-health.ts";
import type { Queryable } from "./database.ts";

export interface DeviceHealthRow {
  deviceId: number;
  /** null = not known yet. */
  clockSkewSeconds: number | null;
  atMs: number;
  /** Since they were last written; null = its messages carry no counter. */
  counted: number | null;
  missing: number | null;
  restarts: number;
  lastGapAtMs: number | null;
  lastGapMessages: number | null;
}

/** Adds to the counts that are stored. One row per device; one that is gone is left out. */
export async function noteDeviceHealth(db: Queryable, rows: readonly DeviceHealthRow[]): Promise<void> {
  await db.execute(
    `INSERT INTO device_health AS h (device_id, clock_skew_seconds, clock_at, counted, missing, restarts, last_gap_at, last_gap_messages)
     SELECT n.device_id, n.skew, CASE WHEN n.skew IS NOT NULL THEN to_timestamp(n.at / 1000) END, n.counted, n.missing,
            n.restarts, to_timestamp(n.last_gap_at / 1000), n.last_gap_messages
     FROM unnest($1::int[], $2::float8[], $3::float8[], $4::int8[], $5::int8[], $6::int[], $7::float8[], $8::int[])
       AS n (device_id, skew, at, counted, missing, restarts, last_gap_at, last_gap_messages)
     JOIN device d ON d.id = n.device_id
     ORDER BY n.device_id
     ON CONFLICT (device_id) DO UPDATE SET
       clock_skew_seconds = coalesce(excluded.clock_skew_seconds, h.clock_skew_seconds),
       clock_at = coalesce(excluded.clock_at, h.clock_at),
       counted = CASE WHEN excluded.counted IS NULL THEN h.counted ELSE coalesce(h.counted, 0) + excluded.counted END,
       missing = CASE WHEN excluded.missing IS NULL THEN h.missing ELSE greatest(0, coalesce(h.missing, 0) + excluded.missing) END,
       restarts = h.restarts + excluded.restarts,
       last_gap_at = coalesce(excluded.last_gap_at, h.last_gap_at),
       last_gap_messages = coalesce(excluded.last_gap_messages, h.last_gap_messages)`,
    [
      rows.map((row) => row.deviceId),
      rows.map((row) => row.clockSkewSeconds),
      rows.map((row) => row.atMs),
      rows.map((row) => row.counted),
      rows.map((row) => row.missing),
      rows.map((row) => row.restarts),
      rows.map((row) => row.lastGapAtMs),
      rows.map((row) => row.lastGapMessages),
    ],
  );
}

type HealthTableRow = Omit<DeviceHealth, "flags" | "deviceId" | "clockAt" | "lastGapAt"> & {
  clockAt: Date | null;
  lastGapAt: Date | null;
};

const UNHEARD: HealthTableRow = {
  clockSkewSeconds: null,
  clockAt: null,
  counted: null,
  missing: null,
  restarts: 0,
  lastGapAt: null,
  lastGapMessages: null,
};

export async function deviceHealth(db: Queryable, deviceId: number, nowMs: number): Promise<DeviceHealth> {
  const [row = UNHEARD] = await db.query<HealthTableRow>(
    `SELECT clock_skew_seconds AS "clockSkewSeconds", clock_at AS "clockAt", counted, missing, restarts,
            last_gap_at AS "lastGapAt", last_gap_messages AS "lastGapMessages"
     FROM device_health WHERE device_id = $1`,
    [deviceId],
  );
  const health = {
    deviceId,
    ...row,
    clockAt: row.clockAt?.toISOString() ?? null,
    lastGapAt: row.lastGapAt?.toISOString() ?? null,
  };
  return { ...health, flags: healthFlagsOf(health, nowMs) };
}
