// Facts about this installation, as JSON values under a key.
import type { Queryable } from "./database.ts";

/** null where the key was never set. */
export async function getInstallation(db: Queryable, key: string): Promise<unknown> {
  const rows = await db.query<{ value: unknown }>("SELECT value FROM installation WHERE key = $1", [key]);
  return rows[0]?.value ?? null;
}

export async function setInstallation(db: Queryable, key: string, value: unknown): Promise<void> {
  await db.execute(
    "INSERT INTO installation (key, value) VALUES ($1, $2::jsonb) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    [key, JSON.stringify(value)],
  );
}
