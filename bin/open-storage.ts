// Opens the database the configuration names: a PostgreSQL server, or the embedded one in DATA_DIR,
// and brings its schema up to this version.
import { resolve, join } from "node:path";
import type { Logger } from "pino";
import { openDatabase, type Database } from "../gis/database.ts";
import { DatabaseError } from "../gis/database-error.ts";
import { startEmbeddedDatabase } from "../gis/embedded/embedded-database.ts";
import { migrate } from "../gis/migrate.ts";
import type { Config } from "./config.ts";

/** How long a server that is still starting is waited for. */
const SERVER_PATIENCE_MS = 60_000;
const RETRY_MS = 1000;

export interface Storage {
  database: Database;
  /** "embedded" or "postgresql", for people. */
  kind: "embedded" | "postgresql";
  close(): Promise<void>;
}

async function openServer(connection: string, logger: Logger): Promise<Database> {
  const deadline = Date.now() + SERVER_PATIENCE_MS;
  for (;;) {
    try {
      return await openDatabase({ connection, logger });
    } catch (error) {
      const mayCome = error instanceof DatabaseError && error.kind === "unavailable";
      if (!mayCome || Date.now() > deadline) throw error;
      logger.warn({ reason: error.message }, "database not reachable yet, trying again");
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }
}

/** @throws DataDirInUseError, DatabaseNewerError, MigrationChangedError, DatabaseError */
export async function openStorage(
  config: Config,
  logger: Logger,
  onProgress: (step: string, fraction: number) => void,
): Promise<Storage> {
  if (config.DATABASE_URL) {
    const database = await openServer(config.DATABASE_URL, logger);
    await migrate(database);
    return { database, kind: "postgresql", close: () => database.close() };
  }
  const embedded = await startEmbeddedDatabase({
    dataDir: join(resolve(config.DATA_DIR), "database"),
    onProgress,
    logger,
  });
  const database = await openDatabase({ connection: embedded.connection, embedded: true, logger });
  await migrate(database);
  return {
    database,
    kind: "embedded",
    close: async () => {
      await database.close();
      await embedded.stop();
    },
  };
}
