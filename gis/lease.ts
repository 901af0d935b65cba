// Work that only one of several processes may do at a time. The lease is a session's advisory lock: it
// ends with the process that holds it, and another process has it within seconds.
import type { Logger } from "pino";
import { keepConnection, type LastingConnection } from "./lasting-connection.ts";

export interface LeaseOptions {
  connection: string;
  logger: Logger;
  /** The same word in every process. */
  name: string;
  onHeld: () => void;
  onLost: () => void;
}

const CHECK_MS = 2000;

/** Tries until it is stopped; onHeld and onLost take turns. */
export function holdLease({ connection, logger, name, onHeld, onLost }: LeaseOptions): LastingConnection {
  let held = false;
  return keepConnection({
    connection,
    logger,
    name: `lease ${name}`,
    checkMs: CHECK_MS,
    onCheck: async (session) => {
      if (held) {
        await session.query("SELECT 1");
        return;
      }
      const [row] = await session.query<{ got: boolean }>("SELECT pg_try_advisory_lock(hashtext($1)) AS got", [
        `kentiz ${name}`,
      ]);
      if (row?.got !== true) return;
      held = true;
      logger.info({ lease: name }, "lease taken");
      onHeld();
    },
    onLost: () => {
      if (!held) return;
      held = false;
      logger.warn({ lease: name }, "lease lost");
      onLost();
    },
  });
}
