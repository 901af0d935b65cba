// Refused messages, to be read by people. Ingest writes them (ingest-statement.ts).
import type { Rejection } from "../domain/rejection.ts";
import type { Scope } from "../domain/rights.ts";
import type { Queryable } from "./database.ts";
import { pageOf, readCursor, type Page } from "./page.ts";

type RejectionTableRow = Omit<Rejection, "payloadStart" | "firstAt" | "lastAt"> & {
  payload: Buffer;
  firstAt: Date;
  lastAt: Date;
};

const toRejection = ({ payload, firstAt, lastAt, ...row }: RejectionTableRow): Rejection => ({
  ...row,
  payloadStart: payload.toString("utf8"),
  firstAt: firstAt.toISOString(),
  lastAt: lastAt.toISOString(),
});

export interface RejectionFilter {
  deviceId?: number | undefined;
  reason?: string | undefined;
  limit: number;
  after?: string | undefined;
}

/**
 * Newest first: those of devices in the scope, and those of nobody known where the scope holds the
 * root unit.
 */
export async function listRejections(db: Queryable, scope: Scope, filter: RejectionFilter): Promise<Page<Rejection>> {
  const [afterMs = null, afterId = null] = readCursor(filter.after, 2) ?? [];
  const rows = await db.query<RejectionTableRow>(
    `SELECT r.id, r.reason, r.field, r.topic, r.principal, r.device_id AS "deviceId", r.payload_start AS payload,
            r.payload_bytes AS "payloadBytes", r.count, r.first_at AS "firstAt", r.last_at AS "lastAt"
     FROM rejection r LEFT JOIN device d ON d.id = r.device_id LEFT JOIN unit u ON u.id = d.unit_id
     WHERE CASE WHEN r.device_id IS NULL
                THEN EXISTS (SELECT 1 FROM unit root WHERE root.parent_id IS NULL AND root.id = ANY ($1::int[]))
                ELSE u.path && $1::int[] END
       AND ($2::int IS NULL OR r.device_id = $2) AND ($3::text IS NULL OR r.reason = $3)
       AND ($4::timestamptz IS NULL OR (r.last_at, r.id) < ($4, $5::int))
     ORDER BY r.last_at DESC, r.id DESC LIMIT $6 + 1`,
    [
      scope.unitIds,
      filter.deviceId ?? null,
      filter.reason ?? null,
      afterMs === null ? null : new Date(afterMs),
      afterId,
      filter.limit,
    ],
  );
  return pageOf(rows, filter.limit, toRejection, (row) => `${row.lastAt.getTime()}_${row.id}`);
}
