// The tree of organisational units.
import type { Scope } from "../domain/rights.ts";
import type { Unit, UnitKind } from "../domain/unit.ts";
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
