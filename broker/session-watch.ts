// Ends open sessions whose device was revoked or got a new secret: at once when this process did it,
// and within seconds when another one did.
import type { Logger } from "pino";
import type { Database } from "../gis/database.ts";
import { revokedOrRotated } from "../gis/principal.ts";
import type { Door } from "./door/door.ts";

export interface SessionWatch {
  /** Looks now. */
  check(): void;
  stop(): Promise<void>;
}

/** What another process revoked shall end within a second. */
const CHECK_MS = 800;

export function createSessionWatch(options: { database: Database; door: Door; logger: Logger }): SessionWatch {
  const { database, door, logger } = options;
  let checking: Promise<void> | null = null;
  let again = false;
  let failing = false;

  async function look(): Promise<void> {
    const open = Array.from(door.sessions, ({ deviceId, credentialVersion }) => ({ deviceId, credentialVersion }));
    if (open.length === 0) return;
    try {
      const ended = await revokedOrRotated(database, open);
      failing = false;
      if (ended.length > 0) {
        logger.info({ deviceIds: ended }, "sessions of revoked or rotated devices ended");
        door.endDevices(new Set(ended));
      }
    } catch (error) {
      if (!failing) logger.warn({ err: error }, "open sessions not checked, will try again");
      failing = true;
    }
  }

  function check(): void {
    if (checking) {
      // What is being read now may be older than the change that called.
      again = true;
      return;
    }
    checking = look().finally(() => {
      checking = null;
      if (!again) return;
      again = false;
      check();
    });
  }
  const timer = setInterval(check, CHECK_MS);
  return {
    check,
    stop: async () => {
      clearInterval(timer);
      again = false;
      await checking;
    },
  };
}
