// Facts about this installation that are data, not configuration.
import type { Queryable } from "./database.ts";

/** Keys in use: "notice" (shown on every screen), "base_map" (see base-map.ts). */
export async function getInstallation(db: Queryable, key: string): Promise<unknown> {
  const [row] = await db.query<{ value: unknown }>("SELECT value FROM installation WHERE key = $1", [key]);
  return row?.value ?? null;
}

/** `value` is anything JSON can say. */
export async function setInstallation(db: Queryable, key: string, value: unknown): Promise<void> {
  await db.execute(
    "INSERT INTO installation (key, value) VALUES ($1, $2::jsonb) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    [key, JSON.stringify(value)],
  );
}
