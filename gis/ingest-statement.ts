// The hot statement: one round trip and one commit store a whole batch.
//
//   positions ─▶ report: which vehicle did the device serve at that time?
//                  ├─▶ stored: position, exact duplicates left out
//                  └─▶ candidate: newest fix of each vehicle ─▶ state: replaces an older one
//   messages ──▶ said: message          rejections ──▶ refused: rejection, equal ones added up
//   values ──▶ measured: observation ─▶ latest: datastream_state (observation-params.ts; only where
//              there are any, because most batches of trackers have none)
//
// Rows are written in key order, so that commits in flight at the same time never wait for each
// other in a circle; vehicle_state, where they do meet, is written after the positions and so held
// shortest.
import type { StateChange } from "./ingest-row.ts";
import { OBSERVATIONS } from "./observation-params.ts";

const STATE_COLUMNS = [
  "device_id",
  "fix_time",
  "received_at",
  "geom",
  "speed_kmh",
  "heading_deg",
  "altitude_m",
  "accuracy_m",
  "odometer_km",
  "ignition",
  "place_hash",
  "attributes",
];
const IS_NEWER =
  "(excluded.fix_time, excluded.device_id, excluded.place_hash) > (s.fix_time, s.device_id, s.place_hash)";
const REPLACED = STATE_COLUMNS.map(
  (column) => `${column} = CASE WHEN ${IS_NEWER} THEN excluded.${column} ELSE s.${column} END`,
);

const POSITIONS = `
  report AS MATERIALIZED (
    SELECT coalesce(a.vehicle_id, 0) AS vehicle_id,
           a.vehicle_id IS NOT NULL AND r.flags = 0 AND (r.newest OR a.valid_to IS NOT NULL) AS may_be_newest,
           ST_Point(r.lon, r.lat, 4326) AS geom, r.*
    FROM unnest($1::int4[], $2::timestamptz[], $3::int4[], $4::timestamptz[], $5::float8[], $6::float8[],
                $7::float4[], $8::float4[], $9::float4[], $10::float4[], $11::float8[], $12::bool[],
                $13::int2[], $14::jsonb[], $15::bool[], $16::timestamptz[], $17::timestamptz[], $18::timestamptz[])
         AS r (device_id, fix_time, place_hash, received_at, lon, lat, speed_kmh, heading_deg, altitude_m,
               accuracy_m, odometer_km, ignition, flags, attributes, newest, still_since, moved_at, oldest)
    LEFT JOIN device_assignment a
      ON a.device_id = r.device_id AND a.valid_from <= r.fix_time AND (a.valid_to IS NULL OR r.fix_time < a.valid_to)
  ),
  stored AS (
    INSERT INTO position (vehicle_id, fix_time, device_id, place_hash, received_at, geom, speed_kmh, heading_deg,
                          altitude_m, accuracy_m, odometer_km, ignition, flags, attributes)
    SELECT vehicle_id, fix_time, device_id, place_hash, received_at, geom, speed_kmh, heading_deg,
           altitude_m, accuracy_m, odometer_km, ignition, flags, attributes
    FROM report
    ORDER BY vehicle_id, fix_time, device_id, place_hash
    ON CONFLICT DO NOTHING
    RETURNING 1
  ),
  candidate AS MATERIALIZED (
    SELECT DISTINCT ON (vehicle_id) *, min(oldest) OVER (PARTITION BY vehicle_id) AS derive_from
    FROM report
    WHERE may_be_newest
    ORDER BY vehicle_id, fix_time DESC, device_id DESC, place_hash DESC
  ),
  state AS (
    INSERT INTO vehicle_state AS s (vehicle_id, ${STATE_COLUMNS.join(", ")}, link_at, stationary_since, moved_at,
                                    derive_from, derive_until)
    SELECT vehicle_id, ${STATE_COLUMNS.join(", ")}, received_at, still_since, moved_at, derive_from, fix_time
    FROM candidate
    -- Always true; it makes the positions be written before any of these rows is locked.
    WHERE (SELECT count(*) FROM stored) >= 0
    ORDER BY vehicle_id
    ON CONFLICT (vehicle_id) DO UPDATE SET
      ${REPLACED.join(",\n      ")},
      link_at = greatest(s.link_at, excluded.link_at),
      moved_at = greatest(s.moved_at, excluded.moved_at),
      derive_from = least(s.derive_from, excluded.derive_from),
      derive_until = greatest(s.derive_until, excluded.derive_until),
      stationary_since = CASE
        WHEN NOT ${IS_NEWER} THEN s.stationary_since
        WHEN excluded.stationary_since IS NULL OR s.stationary_since IS NULL OR excluded.moved_at > s.fix_time
          THEN excluded.stationary_since
        ELSE s.stationary_since
      END
    RETURNING s.*
  )`;

const MESSAGES = `
  said AS (
    INSERT INTO message (device_id, time, type, data_hash, received_at, data)
    SELECT * FROM unnest($19::int4[], $20::timestamptz[], $21::text[], $22::int4[], $23::timestamptz[], $24::jsonb[])
      AS m (device_id, time, type, data_hash, received_at, data)
    ORDER BY device_id, time, type, data_hash
    ON CONFLICT DO NOTHING
    RETURNING 1
  )`;

const REJECTIONS = `
  refused AS (
    INSERT INTO rejection AS r (principal, topic, reason, field, device_id, payload_start, payload_bytes, count, first_at, last_at)
    SELECT principal, topic, reason, field, (SELECT id FROM device WHERE id = n.device_id), payload_start, payload_bytes,
           count, first_at, last_at
    FROM unnest($25::text[], $26::text[], $27::text[], $28::text[], $29::int4[], $30::bytea[], $31::int4[], $32::int4[],
                $33::timestamptz[], $34::timestamptz[])
      AS n (principal, topic, reason, field, device_id, payload_start, payload_bytes, count, first_at, last_at)
    ORDER BY principal, topic, reason
    ON CONFLICT (principal, topic, reason) DO UPDATE SET
      field = excluded.field, device_id = excluded.device_id, payload_start = excluded.payload_start,
      payload_bytes = excluded.payload_bytes, count = r.count + excluded.count,
      first_at = least(r.first_at, excluded.first_at), last_at = greatest(r.last_at, excluded.last_at)
    RETURNING 1
  )`;

/** Epoch milliseconds as a double: exact, and an order of magnitude cheaper than extract()'s numeric. */
const ms = (column: string): string => `date_part('epoch', ${column}) * 1000`;

const column = (expression: string): string => `array_to_json(array_agg(${expression}))`;

// pg reads every result as text, so columns come as JSON arrays: one JSON.parse each instead of a
// parser call per value. "late": vehicles whose state was newer than some fix of the batch, read
// from vehicle_state as it was before this statement. Not joined with state, because the planner
// expects few rows of either and would compare each with each.
const STATES = `
         ${column("s.vehicle_id")} AS vehicle_id, ${column("s.device_id")} AS device_id,
         ${column(ms("s.fix_time"))} AS fix_time, ${column(ms("s.link_at"))} AS link_at,
         ${column("ST_X(s.geom)")} AS lon, ${column("ST_Y(s.geom)")} AS lat,
         ${column("s.heading_deg")} AS heading_deg, ${column("s.speed_kmh")} AS speed_kmh,
         ${column("s.ignition")} AS ignition, ${column(ms("s.stationary_since"))} AS stationary_since,
         (SELECT json_object_agg(c.vehicle_id, ${ms("c.oldest")})
          FROM candidate c JOIN vehicle_state old ON old.vehicle_id = c.vehicle_id AND old.fix_time > c.oldest) AS late
  FROM state s`;

const COUNTED = "(SELECT count(*) FROM stored) + (SELECT count(*) FROM said)";

/** $1 … $34 */
export const INGEST_STATEMENT = {
  name: "ingest_batch",
  sql: `WITH ${POSITIONS}, ${MESSAGES}, ${REJECTIONS}
        SELECT (${COUNTED})::int4 AS inserted, (SELECT count(*) FROM refused) AS refused, ${STATES}`,
};

/** $1 … $42 */
export const INGEST_STATEMENT_WITH_OBSERVATIONS = {
  name: "ingest_batch_with_observations",
  sql: `WITH ${POSITIONS}, ${MESSAGES}, ${REJECTIONS}, ${OBSERVATIONS}
        SELECT (${COUNTED} + (SELECT count(*) FROM measured))::int4 AS inserted,
               (SELECT count(*) FROM refused) AS refused, ${STATES}`,
};

/** What the statement answers: parallel columns, null where no state changed. */
export interface IngestAnswer {
  inserted: number;
  vehicle_id: number[] | null;
  device_id: number[];
  fix_time: number[];
  link_at: number[];
  lon: number[];
  lat: number[];
  heading_deg: (number | null)[];
  speed_kmh: (number | null)[];
  ignition: (boolean | null)[];
  stationary_since: (number | null)[];
  /** By vehicle id: time of the oldest fix of the batch, where the state was newer than that. */
  late: Record<string, number> | null;
}

const round = (timeMs: number | null | undefined): number | null => (timeMs == null ? null : Math.round(timeMs));

export function statesOf(answer: IngestAnswer): StateChange[] {
  return (answer.vehicle_id ?? []).map((vehicleId, i) => ({
    vehicleId,
    deviceId: answer.device_id[i] ?? 0,
    fixTimeMs: round(answer.fix_time[i]) ?? 0,
    linkTimeMs: round(answer.link_at[i]) ?? 0,
    lon: answer.lon[i] ?? 0,
    lat: answer.lat[i] ?? 0,
    headingDeg: answer.heading_deg[i] ?? null,
    speedKmh: answer.speed_kmh[i] ?? null,
    ignition: answer.ignition[i] ?? null,
    stationarySinceMs: round(answer.stationary_since[i]),
  }));
}
