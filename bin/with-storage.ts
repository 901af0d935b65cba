// Opens the configured database for one command and closes it again, whatever happens.
import type { Database } from "../gis/database.ts";
import { readConfig } from "./config.ts";
import { createLogger } from "./logger.ts";
import { openStorage } from "./open-storage.ts";
import { createProgress } from "./progress.ts";

export async function withStorage(work: (database: Database) => Promise<void>): Promise<void> {
  const config = readConfig(process.env);
  const progress = createProgress();
  const storage = await openStorage(config, createLogger(config.LOG_LEVEL), progress.report);
  progress.done();
  try {
    await work(storage.database);
  } finally {
    await storage.close();
  }
}
