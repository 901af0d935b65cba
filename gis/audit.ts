// The log of who changed what in administration. Entries are only ever added, and removed when they may
// be kept no longer.
import type { AuditAction, AuditEntry, AuditObject, AuditValues } from "../domain/audit.ts";
import type { Scope } from "../domain/rights.ts";
import { foldForSearch } from "../domain/turkish-text.ts";
import type { Queryable } from "./database.ts";
import { pageOf, readCursor, type Page } from "./page.ts";

export interface NewAuditEntry {
  user: { id: number; username: string };
  action: AuditAction;
  objectType: AuditObject;
  objectId: number;
  objectLabel: string;
  /** Path of the unit the object belongs to: who administers one of these may read the entry. */
  unitPath: readonly number[];
  before?: AuditValues | null;
  after?: AuditValues | null;
}

/** `onceAnHour`: not where the same person did the same with the same values within the last hour. */
export async function addAudit(
  db: Queryable,
  entries: readonly NewAuditEntry[],
  { onceAnHour = false }: { onceAnHour?: boolean } = {},
): Promise<void> {
  const column = <T>(of: (entry: NewAuditEntry) => T): T[] => entries.map(of);
  const json = (values: AuditValues | null | undefined): string | null => (values ? JSON.stringify(values) : null);
  await db.execute(
    `INSERT INTO audit_entry (user_id, username, action, object_type, object_id, object_label, unit_path, before, after, search)
     SELECT user_id, username, action, object_type, object_id, object_label,
            -- Arrays of arrays must be rectangular; paths are not, so they come as text.
            unit_path::int[], before, after, search
     FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::jsonb[], $9::jsonb[], $10::text[])
       AS e (user_id, username, action, object_type, object_id, object_label, unit_path, before, after, search)
     WHERE NOT $11 OR NOT EXISTS (
       SELECT FROM audit_entry a
       WHERE a.object_type = e.object_type AND a.object_id = e.object_id AND a.user_id = e.user_id
         AND a.action = e.action AND a.after = e.after AND a.at > now() - interval '1 hour')`,
    [
      column((entry) => entry.user.id),
      column((entry) => entry.user.username),
      column((entry) => entry.action),
      column((entry) => entry.objectType),
      column((entry) => entry.objectId),
      column((entry) => entry.objectLabel),
      column((entry) => `{${entry.unitPath.join(",")}}`),
      column((entry) => json(entry.before)),
      column((entry) => json(entry.after)),
      column((entry) => `${foldForSearch(entry.user.username)} ${foldForSearch(entry.objectLabel)}`),
      onceAnHour,
    ],
  );
}

export async function purgeAudit(db: Queryable, days: number): Promise<void> {
  await db.execute("DELETE FROM audit_entry WHERE at < now() - make_interval(days => $1::int)", [days]);
}

export interface AuditFilter {
  from?: string | undefined;
  to?: string | undefined;
  q?: string | undefined;
  userId?: number | undefined;
  objectType?: AuditObject | undefined;
  objectId?: number | undefined;
  limit: number;
  after?: string | undefined;
}

/** Newest first: entries about what belongs to a unit of the scope. */
export async function listAudit(db: Queryable, scope: Scope, filter: AuditFilter): Promise<Page<AuditEntry>> {
  const [afterId = null] = readCursor(filter.after, 1) ?? [];
  const rows = await db.query<Omit<AuditEntry, "at"> & { at: Date }>(
    `SELECT id, at, user_id AS "userId", username, action, object_type AS "objectType", object_id AS "objectId",
            object_label AS "objectLabel", before, after
     FROM audit_entry
     WHERE unit_path && $1::int[] AND ($2::int IS NULL OR id < $2)
       AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4)
       AND search LIKE '%' || $5 || '%'
       AND ($6::int IS NULL OR user_id = $6) AND ($7::text IS NULL OR object_type = $7) AND ($8::int IS NULL OR object_id = $8)
     ORDER BY id DESC LIMIT $9 + 1`,
    [
      scope.unitIds,
      afterId,
      filter.from ?? null,
      filter.to ?? null,
      foldForSearch(filter.q ?? ""),
      filter.userId ?? null,
      filter.objectType ?? null,
      filter.objectId ?? null,
      filter.limit,
    ],
  );
  return pageOf(
    rows,
    filter.limit,
    (row) => ({ ...row, at: row.at.toISOString() }),
    (row) => String(row.id),
  );
}
