// The newest accepted fix of each vehicle: one row per vehicle, kept by every commit.
import { MOVING_SPEED_KMH, motionOf } from "../domain/motion.ts";
import type { Scope } from "../domain/rights.ts";
import type { VehicleState } from "../domain/vehicle-state.ts";
import type { Queryable } from "./database.ts";
import type { StateChange } from "./ingest-row.ts";

/** What the live hub knows of a vehicle. */
export interface LiveState extends StateChange {
  /** Ids from the root down to the vehicle's unit. */
  unitPath: number[];
  archived: boolean;
  /** A device that serves the vehicle now has an open MQTT session. */
  connected: boolean;
}

type StateRow = LiveState &
  Pick<VehicleState, "accuracyM" | "altitudeM" | "odometerKm"> & {
    attributes: VehicleState["attributes"] | null;
    place: string | null;
  };

const ms = (column: string): string => `(date_part('epoch', ${column}) * 1000)::int8`;

// A device may say more than fixes: the link is as young as the youngest thing heard.
const LINK = `LEFT JOIN LATERAL (
    SELECT bool_or(l.connected) AS connected, max(l.last_seen_at) AS last_seen_at
    FROM device_assignment a JOIN device_link l ON l.device_id = a.device_id
    WHERE a.vehicle_id = s.vehicle_id AND a.valid_from <= now() AND (a.valid_to IS NULL OR a.valid_to > now())
  ) link ON true`;

const LIVE_COLUMNS = `s.vehicle_id AS "vehicleId", s.device_id AS "deviceId", ${ms("s.fix_time")} AS "fixTimeMs",
  ${ms("greatest(s.link_at, link.last_seen_at)")} AS "linkTimeMs", ST_X(s.geom) AS lon, ST_Y(s.geom) AS lat,
  s.heading_deg AS "headingDeg", s.speed_kmh AS "speedKmh", s.ignition,
  ${ms("s.stationary_since")} AS "stationarySinceMs", u.path AS "unitPath", v.archived,
  coalesce(link.connected, false) AS connected`;

const FROM = `FROM vehicle_state s JOIN vehicle v ON v.id = s.vehicle_id JOIN unit u ON u.id = v.unit_id ${LINK}`;

/** All vehicles that were ever heard. */
export function liveStates(db: Queryable): Promise<LiveState[]> {
  return db.query<LiveState>(`SELECT ${LIVE_COLUMNS} ${FROM}`);
}

/** Those of these vehicles. */
export function statesOf(db: Queryable, vehicleIds: readonly number[]): Promise<LiveState[]> {
  return db.query<LiveState>(`SELECT ${LIVE_COLUMNS} ${FROM} WHERE s.vehicle_id = ANY ($1::int[])`, [vehicleIds]);
}

/** One vehicle of the scope; null where it is outside or was never heard. */
export async function vehicleStateOf(
  db: Queryable,
  scope: Scope,
  vehicleId: number,
  nowMs = Date.now(),
): Promise<VehicleState | null> {
  const [row] = await db.query<StateRow>(
    `SELECT ${LIVE_COLUMNS}, s.accuracy_m AS "accuracyM", s.altitude_m AS "altitudeM", s.odometer_km AS "odometerKm",
            s.attributes, (SELECT n.name FROM base.neighbourhood n WHERE ST_Covers(n.geom, s.geom) ORDER BY n.id LIMIT 1) AS place
     ${FROM} WHERE s.vehicle_id = $2 AND u.path && $1::int[]`,
    [scope.unitIds, vehicleId],
  );
  if (!row) return null;
  const {
    fixTimeMs,
    linkTimeMs,
    stationarySinceMs,
    unitPath: _unitPath,
    archived: _archived,
    attributes,
    ...rest
  } = row;
  return {
    ...rest,
    motion: motionOf(row, nowMs),
    fixTime: new Date(fixTimeMs).toISOString(),
    linkTime: new Date(linkTimeMs).toISOString(),
    stationarySince: stationarySinceMs === null ? null : new Date(stationarySinceMs).toISOString(),
    attributes: attributes ?? {},
  };
}

const NEWEST = `SELECT p.* FROM position p
  WHERE p.vehicle_id = v.id AND p.flags = 0
  ORDER BY p.fix_time DESC, p.device_id DESC, p.place_hash DESC LIMIT 1`;

/**
 * Derives the states of these vehicles from their stored fixes, as if those had arrived in order.
 * @param onlyForward leaves states alone that are newer: another process may be storing fixes meanwhile
 */
export async function rebuildStates(db: Queryable, vehicleIds: readonly number[], onlyForward = false): Promise<void> {
  await db.execute(
    `WITH newest AS MATERIALIZED (
       SELECT p.*, moved.at AS moved_at FROM unnest($1::int[]) AS v (id)
       CROSS JOIN LATERAL (${NEWEST}) p
       LEFT JOIN LATERAL (
         SELECT m.fix_time AS at FROM position m
         WHERE m.vehicle_id = v.id AND m.flags = 0 AND m.speed_kmh >= $2 AND m.fix_time <= p.fix_time
         ORDER BY m.fix_time DESC LIMIT 1
       ) moved ON true
     ), gone AS (
       DELETE FROM vehicle_state WHERE vehicle_id = ANY ($1) AND vehicle_id NOT IN (SELECT vehicle_id FROM newest)
     )
     INSERT INTO vehicle_state (vehicle_id, device_id, fix_time, received_at, link_at, geom, speed_kmh, heading_deg, altitude_m,
                                accuracy_m, odometer_km, ignition, place_hash, attributes, moved_at, stationary_since)
     SELECT n.vehicle_id, n.device_id, n.fix_time, n.received_at, n.received_at, n.geom, n.speed_kmh, n.heading_deg, n.altitude_m,
            n.accuracy_m, n.odometer_km, n.ignition, n.place_hash, n.attributes, n.moved_at,
            (SELECT p.fix_time FROM position p
             WHERE p.vehicle_id = n.vehicle_id AND p.flags = 0 AND p.fix_time <= n.fix_time
               AND p.fix_time > coalesce(n.moved_at, '-infinity')
             ORDER BY p.fix_time LIMIT 1)
     FROM newest n
     ORDER BY n.vehicle_id
     ON CONFLICT (vehicle_id) DO UPDATE SET
       device_id = excluded.device_id, fix_time = excluded.fix_time, received_at = excluded.received_at,
       link_at = excluded.link_at, geom = excluded.geom, speed_kmh = excluded.speed_kmh,
       heading_deg = excluded.heading_deg, altitude_m = excluded.altitude_m, accuracy_m = excluded.accuracy_m,
       odometer_km = excluded.odometer_km, ignition = excluded.ignition, place_hash = excluded.place_hash,
       attributes = excluded.attributes, moved_at = excluded.moved_at, stationary_since = excluded.stationary_since
     WHERE NOT $3 OR (vehicle_state.fix_time, vehicle_state.device_id, vehicle_state.place_hash)
                  <= (excluded.fix_time, excluded.device_id, excluded.place_hash)`,
    [[...new Set(vehicleIds)], MOVING_SPEED_KMH, onlyForward],
  );
}

/** At a start: rebuilds states that are behind the stored fixes; gives the number of vehicles. */
export async function rebuildBehindStates(db: Queryable): Promise<number> {
  const behind = await db.query<{ id: number }>(
    `SELECT v.id FROM vehicle v CROSS JOIN LATERAL (${NEWEST}) p LEFT JOIN vehicle_state s ON s.vehicle_id = v.id
     WHERE s.vehicle_id IS NULL OR (p.fix_time, p.device_id, p.place_hash) > (s.fix_time, s.device_id, s.place_hash)`,
  );
  if (behind.length > 0) {
    await rebuildStates(
      db,
      behind.map((row) => row.id),
      true,
    );
  }
  return behind.length;
}
