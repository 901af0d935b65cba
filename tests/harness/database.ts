// Fresh migrated databases of both kinds for tests:
//
//   describeOnBothDatabases("sessions", (open) => {
//     beforeEach(async () => {
//       const { database } = await open();
//
// What a test or a beforeEach opens is closed after that test, what a beforeAll opens at the end of
// the describe block.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeEach, describe, inject } from "vitest";
import { openDatabase, type Database } from "../../gis/database.ts";
import { startEmbeddedDatabase } from "../../gis/embedded/embedded-database.ts";
import { copyTemplate } from "./embedded-template.ts";
import "./global-setup.ts";
import { createPrivateDatabase } from "./private-database.ts";

export type DatabaseKind = "postgresql" | "embedded";

export interface TestDatabase {
  readonly kind: DatabaseKind;
  readonly database: Database;
  /** For openDatabase; the embedded one is already held by `database`. */
  readonly connection: string;
  close(): Promise<void>;
}

export type OpenTestDatabase = () => Promise<TestDatabase>;

const logger = pino({ level: "silent" });

async function openPostgres(adminUrl: string): Promise<TestDatabase> {
  const { connection, drop } = await createPrivateDatabase(adminUrl, "test");
  const database = await openDatabase({ connection, maxConnections: 5, logger });
  return {
    kind: "postgresql",
    database,
    connection,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** Back to the state of the template, in milliseconds instead of the seconds of another start. */
async function emptyDatabase(database: Database): Promise<void> {
  const partitions = await database.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits
     WHERE inhparent IN ('position'::regclass, 'observation'::regclass)
       AND inhrelid NOT IN ('position_default'::regclass, 'observation_default'::regclass)`,
  );
  for (const { name } of partitions) await database.execute(`DROP TABLE ${name}`);
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'base') AND tablename NOT IN ('schema_migration', 'spatial_ref_sys')`,
  );
  await database.execute(`TRUNCATE ${tables.map((table) => table.name).join(", ")} RESTART IDENTITY CASCADE`);
}

interface EmbeddedServer {
  connection: string;
  stop(): Promise<void>;
}

async function startEmbedded(template: string): Promise<EmbeddedServer> {
  const folder = await mkdtemp(join(tmpdir(), "kentiz-db-"));
  const dataDir = join(folder, "database");
  await copyTemplate(template, dataDir);
  const server = await startEmbeddedDatabase({ dataDir, onProgress: () => undefined, logger });
  return {
    connection: server.connection,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openEmbedded(server: EmbeddedServer, onClose: () => void): Promise<TestDatabase> {
  const database = await openDatabase({ connection: server.connection, embedded: true, logger });
  await emptyDatabase(database);
  return {
    kind: "embedded",
    database,
    connection: server.connection,
    async close() {
      await database.close();
      onClose();
    },
  };
}

function closedInTime(open: OpenTestDatabase): OpenTestDatabase {
  const ofBlock = new Set<TestDatabase>();
  const ofTest = new Set<TestDatabase>();
  let inTest = false;
  const closeAll = async (opened: Set<TestDatabase>): Promise<void> => {
    for (const test of opened) await test.close();
    opened.clear();
  };
  // Hooks after a test run in reverse order: these, registered first, run last.
  beforeEach(() => {
    inTest = true;
  });
  afterEach(async () => {
    inTest = false;
    await closeAll(ofTest);
  });
  afterAll(() => closeAll(ofBlock));
  return async () => {
    const opened = inTest ? ofTest : ofBlock;
    const test = await open();
    const tracked: TestDatabase = {
      ...test,
      close: async () => {
        if (opened.delete(tracked)) await test.close();
      },
    };
    opened.add(tracked);
    return tracked;
  };
}

/** Runs the body on the embedded database only. */
export function describeOnEmbedded(name: string, body: (open: OpenTestDatabase) => void): void {
  describe(`${name} (embedded)`, () => {
    const { embeddedTemplate } = inject("harness");
    const servers: EmbeddedServer[] = [];
    const idle: EmbeddedServer[] = [];
    // Registered first, so it runs last: afterAll hooks run in reverse order.
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.stop()));
    });
    body(
      closedInTime(async () => {
        let server = idle.pop();
        if (!server) {
          server = await startEmbedded(embeddedTemplate);
          servers.push(server);
        }
        const used = server;
        return openEmbedded(used, () => idle.push(used));
      }),
    );
  });
}

/** Runs the body on PostgreSQL only; skipped with its reason where there is none. */
export function describeOnPostgres(name: string, body: (open: OpenTestDatabase) => void): void {
  const { postgres } = inject("harness");
  const missing = "missing" in postgres ? postgres.missing : null;
  const url = "url" in postgres ? postgres.url : "";
  const remark = missing === null ? "PostgreSQL" : `PostgreSQL skipped: ${missing}`;
  describe.skipIf(missing !== null)(`${name} (${remark})`, () => {
    body(closedInTime(() => openPostgres(url)));
  });
}

/** Runs the body once on each kind of database. */
export function describeOnBothDatabases(name: string, body: (open: OpenTestDatabase) => void): void {
  describeOnPostgres(name, body);
  describeOnEmbedded(name, body);
}
