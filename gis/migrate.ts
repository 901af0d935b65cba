// Brings a database to the schema of this version: numbered plain SQL files, forward only,
// checksummed, one transaction each.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Database, Queryable } from "./database.ts";
import { packageRoot } from "./package-root.ts";

export interface Migration {
  /** File name without ".sql", e.g. "0001_main_job". */
  name: string;
  sql: string;
}

export class DatabaseNewerError extends Error {
  constructor(unknown: readonly string[]) {
    super(
      `This database is newer than this version of Kentiz: it has the migration ${unknown.join(", ")}, which this version does not know. ` +
        "Start the newer Kentiz, or restore a backup made by this version.",
    );
    this.name = "DatabaseNewerError";
  }
}

export class MigrationChangedError extends Error {
  constructor(name: string) {
    super(
      `The migration ${name} was applied to this database with another content than this version of Kentiz carries. ` +
        "Install Kentiz again from a release; a migration must never be edited.",
    );
    this.name = "MigrationChangedError";
  }
}

/** Any number, the same in every Kentiz: only one of several starting processes migrates. */
const MIGRATION_LOCK = 7_536_489;

const MIGRATION_TABLE = `
  CREATE TABLE IF NOT EXISTS schema_migration (
    name       text PRIMARY KEY,
    checksum   text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`;

/** The migrations this version carries, in order. */
export async function readMigrations(folder = join(packageRoot(), "gis", "migrations")): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file)).toSorted();
  return Promise.all(
    files.map(async (file) => ({ name: file.replace(/\.sql$/, ""), sql: await readFile(join(folder, file), "utf8") })),
  );
}

// Line ends differ between checkouts; the content does not.
const checksumOf = (migration: Migration): string =>
  createHash("sha256").update(migration.sql.replaceAll("\r\n", "\n")).digest("hex");

async function pendingMigrations(db: Queryable, migrations: readonly Migration[]): Promise<Migration[]> {
  const applied = new Map(
    (
      await db.query<{ name: string; checksum: string }>("SELECT name, checksum FROM schema_migration ORDER BY name")
    ).map((row) => [row.name, row.checksum]),
  );
  const unknown = [...applied.keys()].filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length > 0) throw new DatabaseNewerError(unknown);
  for (const migration of migrations) {
    const checksum = applied.get(migration.name);
    if (checksum !== undefined && checksum !== checksumOf(migration)) throw new MigrationChangedError(migration.name);
  }
  return migrations.filter((migration) => !applied.has(migration.name));
}

/**
 * Applies what is missing and gives the names of what it applied.
 * @throws DatabaseNewerError, MigrationChangedError (nothing was changed), DatabaseError
 */
export async function migrate(db: Database, migrations?: readonly Migration[]): Promise<string[]> {
  const known = migrations ?? (await readMigrations());
  const applied: string[] = [];
  for (;;) {
    const name = await db.transaction(async (tx) => {
      await tx.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK], { timeoutMs: 30 * 60_000 });
      await tx.execute(MIGRATION_TABLE);
      const [next] = await pendingMigrations(tx, known);
      if (!next) return null;
      await tx.script(next.sql);
      await tx.execute("INSERT INTO schema_migration (name, checksum) VALUES ($1, $2)", [next.name, checksumOf(next)]);
      return next.name;
    });
    if (name === null) break;
    applied.push(name);
  }
  await db.detectCapabilities();
  return applied;
}
