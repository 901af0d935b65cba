// Once per run of the integration tests: compiles what worker threads need, starts a private
// PostgreSQL with a migrated template database, and makes the template of the embedded database.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../gis/database.ts";
import { migrate } from "../../gis/migrate.ts";
import { packageRoot } from "../../gis/package-root.ts";
import { embeddedTemplate } from "./embedded-template.ts";
import { postgresMissing, startPostgres, type PostgresServer } from "./postgres-server.ts";

export interface HarnessContext {
  /** Server whose database `kentiz` is a migrated template; or why there is none. */
  postgres: { url: string } | { missing: string };
  embeddedTemplate: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    harness: HarnessContext;
  }
}

/** The embedded database's worker runs from dist/; it must not be older than its source. */
function compileWorker(): void {
  const root = packageRoot();
  const source = join(root, "gis", "embedded");
  const compiled = join(root, "dist", "gis", "embedded", "database-worker.js");
  const newest = Math.max(...readdirSync(source).map((file) => statSync(join(source, file)).mtimeMs));
  if (existsSync(compiled) && statSync(compiled).mtimeMs >= newest) return;
  const result = spawnSync("npx", ["tsc", "-b", "gis"], { cwd: root, encoding: "utf8" });
  if (!existsSync(compiled)) throw new Error(`gis/ does not compile:\n${result.stdout}`);
}

async function postgresWithTemplate(): Promise<PostgresServer | null> {
  if (postgresMissing() !== null) return null;
  const server = await startPostgres();
  const database = await openDatabase({ connection: server.url, logger: pino({ level: "silent" }) });
  await migrate(database);
  await database.close();
  return server;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  compileWorker();
  const [server, template] = await Promise.all([postgresWithTemplate(), embeddedTemplate()]);
  project.provide("harness", {
    postgres: server ? { url: server.url } : { missing: postgresMissing() ?? "" },
    embeddedTemplate: template,
  });
  return async () => {
    await server?.destroy();
  };
}
