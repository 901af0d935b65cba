// Looks at the clock for alarms: silence, escalation, the shelf.
import type { Logger } from "pino";
import { createDayOf } from "../domain/fleet/local-day.ts";
import { stepAlarmClock } from "../gis/alarm/alarm-clock.ts";
import type { Database } from "../gis/database.ts";
import { DatabaseError } from "../gis/database-error.ts";
import type { Feed } from "../gis/feed.ts";

const EVERY_MS = 10_000;

export interface AlarmClock {
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

export function startAlarmClock(database: Database, feed: Feed, timeZone: string, logger: Logger): AlarmClock {
  const dayOf = createDayOf(timeZone);
  const awakeSince = new Date();
  let lastStep = awakeSince;
  let running: Promise<void> | null = null;

  async function step(): Promise<void> {
    const now = new Date();
    try {
      const changed = await stepAlarmClock(database, { dayOf, nowMs: now.getTime(), awakeSince, lastStep });
      lastStep = now;
      if (changed) feed.publish({ type: "alarms" });
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      logger.warn({ err: error }, "the clock of alarms stood still, will try again");
    }
  }

  const timer = setInterval(() => {
    running ??= step().finally(() => {
      running = null;
    });
  }, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
