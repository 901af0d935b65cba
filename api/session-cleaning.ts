// Removes ended sessions and forgotten sign-in failures once an hour; they mean nothing any more, this
// only keeps the tables small.
import type { Logger } from "pino";
import type { Database } from "../gis/database.ts";
import { purgeFailures } from "../gis/login-failure.ts";
import { purgeSessions } from "../gis/session.ts";
import { SESSION_IDLE_SECONDS } from "./session-cookie.ts";

const EVERY_MS = 3_600_000;

export function startSessionCleaning(database: Database, logger: Logger): { stop(): void } {
  async function clean(): Promise<void> {
    await purgeSessions(database, SESSION_IDLE_SECONDS);
    await purgeFailures(database);
  }
  const timer = setInterval(() => {
    clean().catch((error: unknown) => logger.warn({ err: error }, "ended sessions could not be removed"));
  }, EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
