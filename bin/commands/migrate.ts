// `kentiz migrate`: brings the schema up to this version and ends.
import { readConfig } from "../config.ts";
import { createLogger } from "../logger.ts";
import { openStorage } from "../open-storage.ts";
import { createProgress } from "../progress.ts";

export async function runMigrate(): Promise<void> {
  const config = readConfig(process.env);
  const progress = createProgress();
  const storage = await openStorage(config, createLogger(config.LOG_LEVEL), progress.report);
  progress.done();
  console.log("The database is up to date.");
  await storage.close();
}
