// Refused messages, to be read by people. Ingest writes them (ingest-statement.ts).
import type { Rejection, RejectionReason, RejectionSummary } from "../domain/rejection.ts";
import type { Scope } from "../domain/rights.ts";
import type { Queryable } from "./database.ts";
import { pageOf, readCursor, type Page } from "./page.ts";
import { payloadPreview } from "./payload-preview.ts";

type RejectionTableRow = Omit<Rejection, "payloadStart" | "payloadHex" | "firstAt" | "lastAt"> & {
  payload: Buffer;
  firstAt: Date;
  lastAt: Date;
};

const toRejection = ({ payload, firstAt, lastAt, ...row }: RejectionTableRow): Rejection => ({
  ...row,
  ...payloadPreview(payload),
  firstAt: firstAt.toISOString(),
  lastAt: lastAt.toISOString(),
});

/**
 * Those of devices in the scope ($1), and those of nobody known where the scope holds the root unit.
 * `r` is rejection, `u` the unit of its device.
 */
const VISIBLE = `CASE WHEN r.device_id IS NULL
  THEN EXISTS (SELECT FROM unit root WHERE root.parent_id IS NULL AND root.id = ANY ($1::int[]))
  ELSE u.path && $1::int[] END`;
const SOURCE = "rejection r LEFT JOIN device d ON d.id = r.device_id LEFT JOIN unit u ON u.id = d.unit_id";

export interface RejectionFilter {
  deviceId?: number | undefined;
  reason?: RejectionReason | undefined;
  /** Part of the user name as presented. */
  principal?: string | undefined;
  /** Seen at least once in [from, to). */
  from?: string | undefined;
  to?: string | undefined;
  limit: number;
  after?: string | undefined;
}

/** Newest first. */
export async function listRejections(db: Queryable, scope: Scope, filter: RejectionFilter): Promise<Page<Rejection>> {
  const [afterMs = null, afterId = null] = readCursor(filter.after, 2) ?? [];
  const rows = await db.query<RejectionTableRow>(
    `SELECT r.id, r.reason, r.field, r.topic, r.principal, r.device_id AS "deviceId", d.name AS "deviceName",
            r.payload_start AS payload, r.payload_bytes AS "payloadBytes", r.count, r.first_at AS "firstAt",
            r.last_at AS "lastAt"
     FROM ${SOURCE}
     WHERE ${VISIBLE}
       AND ($2::int IS NULL OR r.device_id = $2) AND ($3::text IS NULL OR r.reason = $3)
       AND ($4::timestamptz IS NULL OR (r.last_at, r.id) < ($4, $5::int))
       AND strpos(lower(r.principal), lower($7)) > 0
       AND ($8::timestamptz IS NULL OR r.last_at >= $8) AND ($9::timestamptz IS NULL OR r.first_at < $9)
     ORDER BY r.last_at DESC, r.id DESC LIMIT $6 + 1`,
    [
      scope.unitIds,
      filter.deviceId ?? null,
      filter.reason ?? null,
      afterMs === null ? null : new Date(afterMs),
      afterId,
      filter.limit,
      filter.principal ?? "",
      filter.from ?? null,
      filter.to ?? null,
    ],
  );
  return pageOf(rows, filter.limit, toRejection, (row) => `${row.lastAt.getTime()}_${row.id}`);
}

/** By reason, most frequent first; hours that began in the last `hours` count. */
export async function summariseRejections(
  db: Queryable,
  scope: Scope,
  filter: { hours: number; deviceId?: number | undefined },
): Promise<RejectionSummary[]> {
  const rows = await db.query<Omit<RejectionSummary, "lastAt"> & { lastAt: Date }>(
    `SELECT r.reason, sum(h.count)::int AS count, count(DISTINCT r.device_id)::int AS devices, max(r.last_at) AS "lastAt"
     FROM ${SOURCE} JOIN rejection_hour h ON h.rejection_id = r.id
     WHERE ${VISIBLE} AND h.hour > now() - make_interval(hours => $2::int) AND ($3::int IS NULL OR r.device_id = $3)
     GROUP BY r.reason ORDER BY count DESC, r.reason`,
    [scope.unitIds, filter.hours, filter.deviceId ?? null],
  );
  return rows.map((row) => ({ ...row, lastAt: row.lastAt.toISOString() }));
}

/** How long the counts by hour are kept: a week, and an hour that has begun. */
const HOURS_KEPT = 169;

/** Removes what was last refused more than `days` ago, and counts by hour that no summary asks for. */
export async function purgeRejections(db: Queryable, days: number): Promise<void> {
  await db.execute("DELETE FROM rejection WHERE last_at < now() - make_interval(days => $1::int)", [days]);
  await db.execute("DELETE FROM rejection_hour WHERE hour < now() - make_interval(hours => $1::int)", [HOURS_KEPT]);
}
