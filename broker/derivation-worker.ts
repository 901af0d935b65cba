// Keeps trips, stops, visits and alarms up with what is stored: looks at what commits have noted soon after
// they did, and works on it in small steps, so that ingest and people never wait for it. Whatever it has not
// done when the process ends is still noted when the next one starts.
import type { Logger } from "pino";
import { createDayOf } from "../domain/fleet/local-day.ts";
import type { Database } from "../gis/database.ts";
import { DatabaseError } from "../gis/database-error.ts";
import type { Feed } from "../gis/feed.ts";
import { deriveStep, type DeriveOptions } from "../gis/fleet/derive.ts";

/** An alarm is to be on the screens within a second of the fix. */
const LOOK_MS = 200;
/** Notes of other processes come without a word. */
const LOOK_ANYWAY_MS = 1000;
const BUDGET_MS = 150;
/** Times as long as it worked it then rests: four tenths of the time at most. */
const REST_SHARE = 1.5;
const MAX_VEHICLES = 20;
const PAGE_FIXES = 2000;
const MIN_REST_MS = 500;
/** 500 fixes read for a vehicle: it is looked at again in 2 s; 20,000: in 80 s. */
const REST_PER_FIX_MS = 4;

export interface DerivationWorker {
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

export interface DerivationWorkerOptions {
  database: Database;
  feed: Feed;
  timeZone: string;
  logger: Logger;
}

export function startDerivationWorker({ database, feed, timeZone, logger }: DerivationWorkerOptions): DerivationWorker {
  const options: DeriveOptions = {
    dayOf: createDayOf(timeZone),
    maxVehicles: MAX_VEHICLES,
    pageFixes: PAGE_FIXES,
    minRestMs: MIN_REST_MS,
    restPerFixMs: REST_PER_FIX_MS,
    onAlarms: () => feed.publish({ type: "alarms" }),
  };
  let running: Promise<void> | null = null;
  let noted = true;
  let nextAtMs = 0;
  let anywayAtMs = 0;
  const ending = new AbortController();

  async function work(): Promise<void> {
    const startedAtMs = performance.now();
    noted = false;
    try {
      while (!ending.signal.aborted && (await deriveStep(database, options)) > 0) {
        // What is left waits for the next look.
        noted = true;
        if (performance.now() - startedAtMs > BUDGET_MS) break;
      }
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      logger.warn({ err: error }, "trips could not be brought up to date, will try again");
    }
    const endedAtMs = performance.now();
    nextAtMs = endedAtMs + (endedAtMs - startedAtMs) * REST_SHARE;
    anywayAtMs = endedAtMs + LOOK_ANYWAY_MS;
  }

  const unsubscribe = feed.subscribe((event) => {
    if (event.type === "states") noted = true;
  });
  const timer = setInterval(() => {
    const nowMs = performance.now();
    if (running || nowMs < nextAtMs || (!noted && nowMs < anywayAtMs)) return;
    running = work().finally(() => {
      running = null;
    });
  }, LOOK_MS);
  timer.unref();
  return {
    async stop() {
      ending.abort();
      unsubscribe();
      clearInterval(timer);
      await running;
    },
  };
}
