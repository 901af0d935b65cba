// Removes once an hour what means nothing any more: ended sessions, forgotten sign-in failures, refusals
// nobody will look into. It only keeps the tables small.
import type { Logger } from "pino";
import type { Database } from "../gis/database.ts";
import { purgeFailures } from "../gis/login-failure.ts";
import { purgeRejections } from "../gis/rejection.ts";
import { purgeSessions } from "../gis/session.ts";
import { SESSION_IDLE_SECONDS } from "./session-cookie.ts";

const EVERY_MS = 3_600_000;
const REJECTION_DAYS_KEPT = 90;

export function startUpkeep(database: Database, logger: Logger): { stop(): void } {
  async function clean(): Promise<void> {
    await purgeSessions(database, SESSION_IDLE_SECONDS);
    await purgeFailures(database);
    await purgeRejections(database, REJECTION_DAYS_KEPT);
  }
  const timer = setInterval(() => {
    clean().catch((error: unknown) => logger.warn({ err: error }, "what is out of date could not be removed"));
  }, EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
