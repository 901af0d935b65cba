// A migrated data folder of the embedded database, built once per schema and copied by every test:
// creating one takes ten seconds, copying a fraction of one.
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pino } from "pino";
import { openDatabase } from "../../gis/database.ts";
import { startEmbeddedDatabase } from "../../gis/embedded/embedded-database.ts";
import { migrate, readMigrations } from "../../gis/migrate.ts";
import { packageRoot } from "../../gis/package-root.ts";

async function fingerprint(root: string): Promise<string> {
  const hash = createHash("sha256");
  hash.update(readFileSync(join(root, "node_modules", "@electric-sql", "pglite", "package.json")));
  for (const migration of await readMigrations()) hash.update(`${migration.name}\n${migration.sql}`);
  return hash.digest("hex").slice(0, 16);
}

/** Path of the template folder, made where this schema has none yet. */
export async function embeddedTemplate(): Promise<string> {
  const root = packageRoot();
  const cache = join(root, "node_modules", ".cache", "kentiz-test");
  const template = join(cache, await fingerprint(root));
  if (existsSync(template)) return template;
  const draft = join(cache, `draft-${randomUUID()}`);
  await mkdir(draft, { recursive: true });
  const logger = pino({ level: "silent" });
  const server = await startEmbeddedDatabase({ dataDir: draft, onProgress: () => undefined, logger });
  const database = await openDatabase({ connection: server.connection, embedded: true, logger });
  await migrate(database);
  await database.close();
  await server.stop();
  // Another run may have been faster: both made the same.
  await rename(draft, template).catch(() => rm(draft, { recursive: true, force: true }));
  return template;
}

export async function copyTemplate(template: string, to: string): Promise<void> {
  await cp(template, to, { recursive: true, filter: (source) => !source.endsWith("/socket") });
}
