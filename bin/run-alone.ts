// Work that one process at a time does: at once where this is the only one, else when it holds the lease.
import type { Logger } from "pino";
import { holdLease } from "../gis/lease.ts";

export interface Work {
  stop(): Promise<void>;
}

/** Turns follow each other: what is stopping ends before it starts again. @returns what ends it for good */
export function runAlone(options: {
  /** The same word in every process. */
  name: string;
  /** Where other processes of the installation are met; null = there are none. */
  others: string | null;
  logger: Logger;
  start: () => Work;
}): () => Promise<void> {
  const { name, others, logger, start } = options;
  let work: Work | null = null;
  let turn: Promise<void> = Promise.resolve();
  const begin = (): void => {
    turn = turn.then(() => {
      work = start();
    });
  };
  const end = (): Promise<void> => {
    turn = turn.then(async () => {
      await work?.stop();
      work = null;
    });
    return turn;
  };
  if (others === null) {
    begin();
    return end;
  }
  const lease = holdLease({ connection: others, logger, name, onHeld: begin, onLost: () => void end() });
  return async () => {
    // First: it must not begin again.
    await lease.stop();
    await end();
  };
}
