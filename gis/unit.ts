// The tree of organisational units.
import type { Scope } from "../domain/rights.ts";
import type { Unit, UnitContent, UnitCounts, UnitKind } from "../domain/unit.ts";
import type { Queryable } from "./database.ts";
import { DatabaseError } from "./database-error.ts";

const COLUMNS = `id, parent_id AS "parentId", name, kind, path`;

/** Units of the scope and, so that the tree holds together, their ancestors; parents first. */
export function listUnits(db: Queryable, scope: Scope): Promise<Unit[]> {
  return db.query<Unit>(
    `SELECT ${COLUMNS} FROM unit
     WHERE path && $1::int[]
        OR id IN (SELECT unnest(path) FROM unit WHERE id = ANY ($1::int[]))
     ORDER BY path`,
    [scope.unitIds],
  );
}

const COUNTS = `u.id AS "unitId",
  (SELECT count(*)::int FROM unit c WHERE c.parent_id = u.id) AS units,
  (SELECT count(*)::int FROM vehicle v WHERE v.unit_id = u.id) AS vehicles,
  (SELECT count(*)::int FROM device d WHERE d.unit_id = u.id) AS devices,
  (SELECT count(DISTINCT g.user_id)::int FROM user_grant g WHERE g.unit_id = u.id) AS users`;

/** What the units of the scope hold themselves. */
export function countUnits(db: Queryable, scope: Scope): Promise<UnitCounts[]> {
  return db.query<UnitCounts>(`SELECT ${COUNTS} FROM unit u WHERE u.path && $1::int[] ORDER BY u.path`, [
    scope.unitIds,
  ]);
}

/** null = there is no such unit. */
export async function countUnit(db: Queryable, id: number): Promise<Record<UnitContent, number> | null> {
  const [counts] = await db.query<Record<UnitContent, number>>(
    `SELECT ${COUNTS},
            (SELECT count(*)::int FROM geofence f WHERE f.unit_id = u.id AND f.deleted_at IS NULL) AS geofences,
            (SELECT count(*)::int FROM rule r WHERE r.unit_id = u.id AND r.deleted_at IS NULL) AS rules
     FROM unit u WHERE u.id = $1`,
    [id],
  );
  return counts ?? null;
}

export async function unitById(db: Queryable, id: number): Promise<Unit | null> {
  const rows = await db.query<Unit>(`SELECT ${COLUMNS} FROM unit WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

/** null before the first start made one. */
export async function rootUnit(db: Queryable): Promise<Unit | null> {
  const rows = await db.query<Unit>(`SELECT ${COLUMNS} FROM unit WHERE parent_id IS NULL`);
  return rows[0] ?? null;
}

/** @throws DatabaseError "conflict" for a second root, "refused" for an unknown parent */
export async function createUnit(
  db: Queryable,
  unit: { parentId: number | null; name: string; kind: UnitKind },
): Promise<Unit> {
  const rows = await db.query<Unit>(
    `WITH new AS (SELECT nextval(pg_get_serial_sequence('unit', 'id'))::int AS id)
     INSERT INTO unit (id, parent_id, name, kind, path) OVERRIDING SYSTEM VALUE
     SELECT new.id, $1::int, $2, $3, coalesce((SELECT path FROM unit WHERE id = $1::int), '{}') || new.id FROM new
     RETURNING ${COLUMNS}`,
    [unit.parentId, unit.name, unit.kind],
  );
  const [created] = rows;
  if (!created) throw new DatabaseError("other", "the unit was not created");
  return created;
}

/**
 * Until the transaction ends nobody else changes the tree: a path read in it stays true. Readers go on.
 */
export async function lockUnits(tx: Queryable): Promise<void> {
  await tx.execute("LOCK TABLE unit IN SHARE ROW EXCLUSIVE MODE");
}

export async function renameUnit(db: Queryable, id: number, name: string, kind: UnitKind): Promise<void> {
  await db.execute("UPDATE unit SET name = $2, kind = $3 WHERE id = $1", [id, name, kind]);
}

/** Hangs the unit and all below it under another one that is not below it. Call lockUnits before. */
export async function moveUnit(tx: Queryable, unit: Unit, parent: Unit): Promise<void> {
  await tx.execute("UPDATE unit SET parent_id = $2 WHERE id = $1", [unit.id, parent.id]);
  await tx.execute(
    `UPDATE unit SET path = $2::int[] || path[array_position(path, $1::int):] WHERE path @> ARRAY[$1::int]`,
    [unit.id, parent.path],
  );
}

/** @throws DatabaseError "refused" while something refers to the unit */
export async function deleteUnit(db: Queryable, id: number): Promise<void> {
  // What was deleted from it still has a past: that goes to the unit above.
  for (const table of ["geofence", "rule"]) {
    await db.execute(
      `UPDATE ${table} SET unit_id = u.parent_id FROM unit u
       WHERE u.id = $1 AND ${table}.unit_id = u.id AND ${table}.deleted_at IS NOT NULL`,
      [id],
    );
  }
  await db.execute("DELETE FROM unit WHERE id = $1", [id]);
}
