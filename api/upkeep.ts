// Removes what means nothing any more or may be kept no longer: ended sessions, forgotten sign-in
// failures, refusals nobody will look into, the audit log past its time.
import type { Logger } from "pino";
import type { Installation } from "../domain/installation.ts";
import { purgeAudit } from "../gis/audit.ts";
import type { Database } from "../gis/database.ts";
import { purgeFailures } from "../gis/login-failure.ts";
import { purgeRejections } from "../gis/rejection.ts";
import { purgeSessions } from "../gis/session.ts";
import { SESSION_IDLE_SECONDS } from "./session-cookie.ts";

/** Not at once: a start has better things to do. But servers that are restarted every day clean up, too. */
const FIRST_AFTER_MS = 60_000;
const EVERY_MS = 3_600_000;

export async function removeOutdated(database: Database, kept: Installation["kept"]): Promise<void> {
  await purgeSessions(database, SESSION_IDLE_SECONDS);
  await purgeFailures(database);
  await purgeRejections(database, kept.rejectionDays);
  await purgeAudit(database, kept.auditDays);
}

export function startUpkeep(database: Database, logger: Logger, kept: Installation["kept"]): { stop(): void } {
  const clean = (): void => {
    removeOutdated(database, kept).catch((error: unknown) =>
      logger.warn({ err: error }, "what is out of date could not be removed"),
    );
  };
  const first = setTimeout(clean, FIRST_AFTER_MS);
  const timer = setInterval(clean, EVERY_MS);
  for (const waiting of [first, timer]) waiting.unref();
  return {
    stop() {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}
