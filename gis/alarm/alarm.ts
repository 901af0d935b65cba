// Alarms as people see them. They follow their vehicle: who may handle alarms at its unit sees them.
import type { Alarm, AlarmCounts, AlarmDetail, AlarmEntry, AlarmState, Assignee } from "../../domain/alarm/alarm.ts";
import type { RuleKind } from "../../domain/alarm/rule.ts";
import { SEVERITIES, type Severity } from "../../domain/alarm/severity.ts";
import type { Scope } from "../../domain/rights.ts";
import type { Queryable } from "../database.ts";
import { pageOf, readCursor, type Page } from "../page.ts";

const ms = (column: string): string => `(date_part('epoch', ${column}) * 1000)::int8`;

const COLUMNS = `a.id, a.kind, a.severity, a.rule_id AS "ruleId", r.name AS "ruleName", a.vehicle_id AS "vehicleId",
  coalesce(v.plate, v.code) AS "vehicleLabel", v.unit_id AS "unitId", a.geofence_id AS "geofenceId",
  g.name AS "geofenceName", ${ms("a.start_time")} AS "startMs", ${ms("a.end_time")} AS "endMs",
  ${ms("a.raised_at")} AS "raisedMs", a.peak, a.limit_value AS "limit", ST_X(a.geom) AS lon, ST_Y(a.geom) AS lat, a.place,
  a.evidence, ${ms("a.acknowledged_at")} AS "acknowledgedMs", a.acknowledged_by_name AS "acknowledgedBy",
  a.assignee_id AS "assigneeId", p.display_name AS "assigneeName", ${ms("a.shelved_until")} AS "shelvedMs",
  ${ms("a.escalated_at")} AS "escalatedMs",
  (SELECT count(*)::int FROM alarm_entry e WHERE e.alarm_id = a.id AND e.action = 'commented') AS "commentCount"`;
const FROM = `FROM alarm a JOIN vehicle v ON v.id = a.vehicle_id JOIN unit u ON u.id = v.unit_id
  JOIN rule r ON r.id = a.rule_id LEFT JOIN geofence g ON g.id = a.geofence_id
  LEFT JOIN user_account p ON p.id = a.assignee_id`;

type AlarmRow = Omit<
  Alarm,
  "startTime" | "endTime" | "raisedAt" | "active" | "acknowledgedAt" | "shelvedUntil" | "escalatedAt"
> & {
  startMs: number;
  endMs: number | null;
  raisedMs: number;
  acknowledgedMs: number | null;
  shelvedMs: number | null;
  escalatedMs: number | null;
};

const instant = (timeMs: number | null): string | null => (timeMs === null ? null : new Date(timeMs).toISOString());

function toAlarm({ startMs, endMs, raisedMs, acknowledgedMs, shelvedMs, escalatedMs, ...row }: AlarmRow): Alarm {
  return {
    ...row,
    startTime: new Date(startMs).toISOString(),
    endTime: instant(endMs),
    raisedAt: new Date(raisedMs).toISOString(),
    active: endMs === null,
    acknowledgedAt: instant(acknowledgedMs),
    shelvedUntil: instant(shelvedMs),
    escalatedAt: instant(escalatedMs),
  };
}

const IS_SHELVED = "coalesce(a.shelved_until > now(), false)";
/** Spelled as in the partial index. */
const IS_UNSETTLED = "(a.end_time IS NULL OR a.acknowledged_at IS NULL)";
const IN_STATE: Readonly<Record<AlarmState, string>> = {
  open: `${IS_UNSETTLED} AND NOT ${IS_SHELVED}`,
  active: "a.end_time IS NULL",
  unacknowledged: `a.acknowledged_at IS NULL AND NOT ${IS_SHELVED}`,
  shelved: `${IS_UNSETTLED} AND ${IS_SHELVED}`,
  closed: `NOT ${IS_UNSETTLED}`,
  all: "true",
};

export interface AlarmFilter {
  state: AlarmState;
  severity?: Severity | undefined;
  kind?: RuleKind | undefined;
  unitId?: number | undefined;
  vehicleId?: number | undefined;
  geofenceId?: number | undefined;
  assigneeId?: number | undefined;
  /** Alarms that touch [from, to). */
  from?: string | undefined;
  to?: string | undefined;
}

/** The newest first. */
export async function listAlarms(
  db: Queryable,
  scope: Scope,
  filter: AlarmFilter & { limit: number; after?: string | undefined },
): Promise<Page<Alarm>> {
  const [beforeMs, beforeId = 0] = readCursor(filter.after, 2) ?? [];
  const rows = await db.query<AlarmRow>(
    `SELECT ${COLUMNS} ${FROM}
     WHERE u.path && $1::int[] AND ${IN_STATE[filter.state]}
       AND ($2::text IS NULL OR a.severity = $2) AND ($3::text IS NULL OR a.kind = $3)
       AND ($4::int IS NULL OR u.path @> ARRAY[$4]) AND ($5::int IS NULL OR a.vehicle_id = $5)
       AND ($6::int IS NULL OR a.geofence_id = $6) AND ($7::int IS NULL OR a.assignee_id = $7)
       AND a.start_time < $8 AND (a.end_time IS NULL OR a.end_time >= $9)
       AND (a.start_time, a.id) < ($10::timestamptz, $11::int)
     ORDER BY a.start_time DESC, a.id DESC LIMIT $12 + 1`,
    [
      scope.unitIds,
      filter.severity ?? null,
      filter.kind ?? null,
      filter.unitId ?? null,
      filter.vehicleId ?? null,
      filter.geofenceId ?? null,
      filter.assigneeId ?? null,
      filter.to ?? "infinity",
      filter.from ?? "-infinity",
      beforeMs === undefined ? "infinity" : new Date(beforeMs),
      beforeId,
      filter.limit,
    ],
  );
  return pageOf(rows, filter.limit, toAlarm, (row) => `${row.startMs}_${row.id}`);
}

/** What is not settled yet, shelved or not: the most pressing first, then the newest. */
export async function handoverAlarms(
  db: Queryable,
  scope: Scope,
  unitId: number | undefined,
  limit: number,
): Promise<Alarm[]> {
  const rows = await db.query<AlarmRow>(
    `SELECT ${COLUMNS} ${FROM}
     WHERE u.path && $1::int[] AND ${IS_UNSETTLED} AND ($2::int IS NULL OR u.path @> ARRAY[$2])
     ORDER BY array_position($3::text[], a.severity), a.start_time DESC, a.id DESC LIMIT $4`,
    [scope.unitIds, unitId ?? null, SEVERITIES, limit],
  );
  return rows.map(toAlarm);
}

/** Those of the scope, in order of id. */
export async function alarmsById(db: Queryable, scope: Scope, ids: readonly number[]): Promise<Alarm[]> {
  const rows = await db.query<AlarmRow>(
    `SELECT ${COLUMNS} ${FROM} WHERE a.id = ANY ($2::int[]) AND u.path && $1::int[] ORDER BY a.id`,
    [scope.unitIds, ids],
  );
  return rows.map(toAlarm);
}

/** null outside the scope. */
export async function alarmDetail(db: Queryable, scope: Scope, id: number): Promise<AlarmDetail | null> {
  const [alarm] = await alarmsById(db, scope, [id]);
  if (!alarm) return null;
  const rows = await db.query<Omit<AlarmEntry, "at"> & { atMs: number }>(
    `SELECT ${ms("e.at")} AS "atMs", e.action, e.by_name AS "by", e.text FROM alarm_entry e
     WHERE e.alarm_id = $1 ORDER BY e.id`,
    [id],
  );
  return { ...alarm, history: rows.map(({ atMs, ...row }) => ({ at: new Date(atMs).toISOString(), ...row })) };
}

export async function countAlarms(db: Queryable, scope: Scope, unitId: number | undefined): Promise<AlarmCounts> {
  const rows = await db.query<{
    severity: Severity;
    open: number;
    active: number;
    unacknowledged: number;
    shelved: number;
  }>(
    `SELECT a.severity, count(*) FILTER (WHERE ${IN_STATE.open})::int AS open,
            count(*) FILTER (WHERE ${IN_STATE.active})::int AS active,
            count(*) FILTER (WHERE ${IN_STATE.unacknowledged})::int AS unacknowledged,
            count(*) FILTER (WHERE ${IN_STATE.shelved})::int AS shelved
     FROM alarm a JOIN vehicle v ON v.id = a.vehicle_id JOIN unit u ON u.id = v.unit_id
     WHERE u.path && $1::int[] AND ${IS_UNSETTLED} AND ($2::int IS NULL OR u.path @> ARRAY[$2])
     GROUP BY a.severity`,
    [scope.unitIds, unitId ?? null],
  );
  const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    open: sum((row) => row.open),
    active: sum((row) => row.active),
    unacknowledged: sum((row) => row.unacknowledged),
    shelved: sum((row) => row.shelved),
    bySeverity: SEVERITIES.map((severity) => ({
      severity,
      count: rows.find((row) => row.severity === severity)?.open ?? 0,
    })),
  };
}

/** People who handle alarms at a unit of the scope, above or below one. */
export function assignees(db: Queryable, scope: Scope, roles: readonly string[]): Promise<Assignee[]> {
  return db.query<Assignee>(
    `SELECT DISTINCT p.id, p.display_name AS "displayName"
     FROM user_account p JOIN user_grant g ON g.user_id = p.id JOIN unit u ON u.id = g.unit_id
     WHERE NOT p.disabled AND g.role = ANY ($2::text[])
       AND (u.path && $1::int[] OR EXISTS (SELECT FROM unit own WHERE own.id = ANY ($1::int[]) AND own.path @> ARRAY[u.id]))
     ORDER BY "displayName", p.id`,
    [scope.unitIds, roles],
  );
}
