// Writes visits and alarms of a stretch of a vehicle's track in place of what stood there. An alarm stays the
// same row when late fixes move its ends: what people did about it stays with it.
import type { AlarmEpisode } from "../../domain/alarm/watch-track.ts";
import { matchEpisodes, type StoredEpisode } from "../../domain/alarm/match-episodes.ts";
import type { RuleKind } from "../../domain/alarm/rule.ts";
import type { EndedVisit } from "../../domain/geofence/watch-visits.ts";
import type { Queryable } from "../database.ts";
import { timeParam } from "../fleet/derivation.ts";
import { addAlarmEntries } from "./handle-alarm.ts";

interface VisitRow extends EndedVisit {
  open: boolean;
  /** Goes on behind the stretch as it did: its row is right. */
  keep: boolean;
}

export interface WatchedSpan extends AlarmEpisode {
  startMs: number;
  keep: boolean;
}

export interface WatchedStretch {
  vehicleId: number;
  fromMs: number;
  untilMs: number;
  visits: VisitRow[];
  episodes: WatchedSpan[];
  /** Under way at the beginning of the stretch: of what began before, only these are its business. */
  carriedIn: readonly Pick<AlarmEpisode, "ruleId" | "geofenceId" | "first">[];
}

const VISITS = `
  WITH span AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS s (vehicle_id int, from_time timestamptz, until_time timestamptz)
  ), row AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($2::jsonb)
      AS r (vehicle_id int, geofence_id int, start_time timestamptz, end_time timestamptz, max_speed_kmh real,
            open bool, keep bool)
  ), gone AS (
    DELETE FROM visit t USING span s
    WHERE t.vehicle_id = s.vehicle_id AND t.start_time >= s.from_time AND t.start_time < s.until_time
      AND NOT EXISTS (
        SELECT FROM row r
        WHERE (r.vehicle_id, r.geofence_id, r.start_time) = (t.vehicle_id, t.geofence_id, t.start_time))
  )
  INSERT INTO visit AS t (vehicle_id, geofence_id, start_time, end_time, max_speed_kmh, open)
  SELECT r.vehicle_id, r.geofence_id, r.start_time, r.end_time, r.max_speed_kmh, r.open FROM row r WHERE NOT r.keep
  ON CONFLICT (vehicle_id, start_time, geofence_id) DO UPDATE SET
    end_time = excluded.end_time, max_speed_kmh = excluded.max_speed_kmh, open = excluded.open
  WHERE (t.end_time, t.max_speed_kmh, t.open) IS DISTINCT FROM (excluded.end_time, excluded.max_speed_kmh, excluded.open)`;

const spansOf = (stretches: readonly WatchedStretch[]): string =>
  JSON.stringify(
    stretches.map(({ vehicleId, fromMs, untilMs, carriedIn }) => ({
      vehicle_id: vehicleId,
      from_time: timeParam(fromMs),
      until_time: timeParam(untilMs),
      episodes_from: timeParam(Math.min(fromMs, ...carriedIn.map((one) => one.first.timeMs))),
    })),
  );

async function replaceVisits(tx: Queryable, stretches: readonly WatchedStretch[]): Promise<void> {
  const rows = stretches.flatMap(({ vehicleId, visits }) =>
    visits.map((visit) => ({
      vehicle_id: vehicleId,
      geofence_id: visit.geofenceId,
      start_time: timeParam(visit.startMs),
      end_time: timeParam(visit.endMs),
      max_speed_kmh: visit.maxSpeedKmh,
      open: visit.open,
      keep: visit.keep,
    })),
  );
  await tx.execute(VISITS, [spansOf(stretches), JSON.stringify(rows)]);
}

async function storedEpisodes(
  tx: Queryable,
  stretches: readonly WatchedStretch[],
): Promise<Map<number, StoredEpisode[]>> {
  const rows = await tx.query<StoredEpisode & { vehicleId: number }>(
    `SELECT a.id, a.vehicle_id AS "vehicleId", a.rule_id AS "ruleId", coalesce(a.geofence_id, 0) AS "geofenceId",
            (date_part('epoch', a.start_time) * 1000)::int8 AS "startMs", (date_part('epoch', a.end_time) * 1000)::int8 AS "endMs"
     FROM jsonb_to_recordset($1::jsonb) AS s (vehicle_id int, until_time timestamptz, episodes_from timestamptz)
     JOIN alarm a ON a.vehicle_id = s.vehicle_id AND a.start_time >= s.episodes_from AND a.start_time < s.until_time
     WHERE a.kind <> 'silent' ORDER BY a.id`,
    [spansOf(stretches)],
  );
  const byVehicle = new Map<number, StoredEpisode[]>();
  const stretchOf = new Map(stretches.map((stretch) => [stretch.vehicleId, stretch]));
  for (const { vehicleId, ...row } of rows) {
    const stretch = stretchOf.get(vehicleId);
    if (stretch && isOf(stretch, row)) byVehicle.set(vehicleId, [...(byVehicle.get(vehicleId) ?? []), row]);
  }
  return byVehicle;
}

function isOf({ fromMs, carriedIn }: WatchedStretch, { ruleId, geofenceId, startMs }: StoredEpisode): boolean {
  if (startMs >= fromMs) return true;
  return carriedIn.some(
    (one) => one.ruleId === ruleId && one.geofenceId === geofenceId && one.first.timeMs === startMs,
  );
}

/** What it was held against rises and falls by kind; lengths count where nothing else does. */
const LENGTH_KINDS: ReadonlySet<RuleKind> = new Set(["idling", "geofence-dwell", "geofence-forbidden"]);

function alarmRow(vehicleId: number, id: number, episode: WatchedSpan) {
  const { first, top, last, definition, endMs, geofenceId } = episode;
  const { kind } = definition.condition;
  const evidence = [first, top, last].filter((fix, i, all) => all.findIndex((one) => one.timeMs === fix.timeMs) === i);
  const lengthSeconds = LENGTH_KINDS.has(kind) ? Math.round((last.timeMs - first.timeMs) / 1000) : null;
  return {
    id,
    vehicle_id: vehicleId,
    rule_id: episode.ruleId,
    geofence_id: geofenceId === 0 ? null : geofenceId,
    kind,
    severity: definition.severity,
    escalate_seconds: definition.escalateAfterSeconds,
    start_time: timeParam(first.timeMs),
    end_time: endMs === null ? null : timeParam(endMs),
    peak: episode.peak ?? lengthSeconds,
    limit_value: episode.limit,
    lon: first.lon,
    lat: first.lat,
    evidence: evidence.map(({ timeMs, lon, lat, speedKmh }) => ({
      time: timeParam(timeMs),
      lon,
      lat,
      speedKmh: speedKmh === null ? null : Math.round(speedKmh * 10) / 10,
    })),
  };
}

const ROWS = `jsonb_to_recordset($1::jsonb)
  AS r (id int, vehicle_id int, rule_id int, geofence_id int, kind text, severity text, escalate_seconds int,
        start_time timestamptz, end_time timestamptz, peak real, limit_value real, lon float8, lat float8, evidence jsonb)`;

/** Street within about 60 m, and neighbourhood. */
export const placeSql = (point: string): string => `(
  SELECT nullif(concat_ws(', ',
    (SELECT s.name FROM base.street s WHERE s.geom && ST_Expand(${point}, 0.0006) AND s.name <> ''
     ORDER BY ST_Distance(s.geom, ${point}), s.id LIMIT 1),
    (SELECT n.name FROM base.neighbourhood n WHERE ST_Covers(n.geom, ${point}) ORDER BY n.id LIMIT 1)), ''))`;

const POINT = "ST_Point(r.lon, r.lat, 4326)";

const INSERT = `
  INSERT INTO alarm (vehicle_id, rule_id, geofence_id, kind, severity, start_time, end_time, peak, limit_value, geom,
                     place, evidence, escalate_at)
  SELECT r.vehicle_id, r.rule_id, r.geofence_id, r.kind, r.severity, r.start_time, r.end_time, r.peak, r.limit_value,
         ${POINT}, ${placeSql(POINT)}, r.evidence, now() + r.escalate_seconds * interval '1 second'
  FROM ${ROWS} ORDER BY r.vehicle_id, r.start_time, r.rule_id
  RETURNING id`;

const UPDATE = `
  UPDATE alarm a SET start_time = r.start_time, end_time = r.end_time, peak = r.peak, limit_value = r.limit_value,
                     geom = ${POINT}, evidence = r.evidence,
                     place = CASE WHEN a.geom = ${POINT} THEN a.place ELSE ${placeSql(POINT)} END
  FROM ${ROWS}
  WHERE a.id = r.id AND (a.start_time, a.end_time, a.peak, a.limit_value, a.geom, a.evidence)
    IS DISTINCT FROM (r.start_time, r.end_time, r.peak, r.limit_value, ${POINT}, r.evidence)`;

/** What nobody has touched was never one; the rest stays, over. */
async function withdraw(tx: Queryable, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(
    `DELETE FROM alarm a WHERE a.id = ANY ($1::int[]) AND a.acknowledged_at IS NULL AND a.assignee_id IS NULL
       AND NOT EXISTS (SELECT FROM alarm_entry e WHERE e.alarm_id = a.id AND e.by_name IS NOT NULL)`,
    [ids],
  );
  await tx.execute("UPDATE alarm SET end_time = start_time WHERE id = ANY ($1::int[]) AND end_time IS NULL", [ids]);
}

/** @returns whether an alarm changed for those who watch. */
async function replaceAlarms(tx: Queryable, stretches: readonly WatchedStretch[]): Promise<boolean> {
  const stored = await storedEpisodes(tx, stretches);
  const rows: Record<"fresh" | "changed", ReturnType<typeof alarmRow>[]> = { fresh: [], changed: [] };
  const turned: Record<"cleared" | "reopened" | "gone", number[]> = { cleared: [], reopened: [], gone: [] };
  for (const { vehicleId, episodes } of stretches) {
    const { pairs, fresh, gone } = matchEpisodes(stored.get(vehicleId) ?? [], episodes);
    turned.gone.push(...gone.map((one) => one.id));
    // One that goes on behind the stretch and has no row yet gets it with what follows.
    rows.fresh.push(...fresh.filter((one) => !one.keep).map((one) => alarmRow(vehicleId, 0, one)));
    for (const { stored: before, episode } of pairs) {
      if (episode.keep && before.startMs === episode.startMs) continue;
      const endMs = episode.keep ? before.endMs : episode.endMs;
      rows.changed.push(alarmRow(vehicleId, before.id, { ...episode, endMs }));
      if (before.endMs === null && endMs !== null) turned.cleared.push(before.id);
      if (before.endMs !== null && endMs === null) turned.reopened.push(before.id);
    }
  }
  await withdraw(tx, turned.gone);
  if (rows.fresh.length > 0) {
    const raised = await tx.query<{ id: number }>(INSERT, [JSON.stringify(rows.fresh)]);
    await addAlarmEntries(
      tx,
      raised.map((row) => row.id),
      "raised",
      null,
      null,
    );
  }
  const changed = rows.changed.length > 0 ? await tx.execute(UPDATE, [JSON.stringify(rows.changed)]) : 0;
  for (const action of ["cleared", "reopened"] as const) {
    if (turned[action].length > 0) await addAlarmEntries(tx, turned[action], action, null, null);
  }
  return rows.fresh.length > 0 || changed > 0 || turned.gone.length > 0;
}

/** @returns whether an alarm changed. */
export async function replaceWatched(tx: Queryable, stretches: readonly WatchedStretch[]): Promise<boolean> {
  if (stretches.length === 0) return false;
  await replaceVisits(tx, stretches);
  return replaceAlarms(tx, stretches);
}
