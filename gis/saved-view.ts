// Saved views of users.
import type { NewSavedView, SavedView, SavedViewChange } from "../domain/saved-view.ts";
import type { Queryable } from "./database.ts";

const COLUMNS = `id, name, path, shortcut, created_at AS "createdAt"`;

type ViewRow = Omit<SavedView, "createdAt"> & { createdAt: Date };

const toView = (row: ViewRow): SavedView => ({ ...row, createdAt: row.createdAt.toISOString() });

/** In order of creation. */
export async function viewsOfUser(db: Queryable, userId: number): Promise<SavedView[]> {
  const rows = await db.query<ViewRow>(`SELECT ${COLUMNS} FROM saved_view WHERE user_id = $1 ORDER BY id`, [userId]);
  return rows.map(toView);
}

/** null where the user has `limit` views already. @throws DatabaseError "conflict" (saved_view_shortcut_key) */
export async function createView(
  db: Queryable,
  userId: number,
  view: NewSavedView,
  limit: number,
): Promise<SavedView | null> {
  const [row] = await db.query<ViewRow>(
    `INSERT INTO saved_view (user_id, name, path, shortcut)
     SELECT $1, $2, $3, $4 WHERE (SELECT count(*) FROM saved_view WHERE user_id = $1) < $5
     RETURNING ${COLUMNS}`,
    [userId, view.name, view.path, view.shortcut ?? null, limit],
  );
  return row ? toView(row) : null;
}

/** null = the user has no such view. @throws DatabaseError "conflict" (saved_view_shortcut_key) */
export async function changeView(
  db: Queryable,
  userId: number,
  id: number,
  change: SavedViewChange,
): Promise<SavedView | null> {
  const [row] = await db.query<ViewRow>(
    `UPDATE saved_view SET name = coalesce($3, name), path = coalesce($4, path),
                           shortcut = CASE WHEN $5::bool THEN $6::smallint ELSE shortcut END
     WHERE id = $2 AND user_id = $1 RETURNING ${COLUMNS}`,
    [userId, id, change.name ?? null, change.path ?? null, change.shortcut !== undefined, change.shortcut ?? null],
  );
  return row ? toView(row) : null;
}

/** Whether there was one. */
export async function deleteView(db: Queryable, userId: number, id: number): Promise<boolean> {
  return (await db.execute("DELETE FROM saved_view WHERE id = $2 AND user_id = $1", [userId, id])) > 0;
}
