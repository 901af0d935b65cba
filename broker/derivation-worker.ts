// Keeps trips, stops and days up with what is stored: looks every second at what commits have noted, and
// works on it in small steps, so that ingest and people never wait for it. Whatever it has not done when
// the process ends is still noted when the next one starts.
import type { Logger } from "pino";
import { createDayOf } from "../domain/fleet/local-day.ts";
import type { Database } from "../gis/database.ts";
import { DatabaseError } from "../gis/database-error.ts";
import { deriveStep, type DeriveOptions } from "../gis/fleet/derive.ts";

const EVERY_MS = 1000;
/** Of each second, at most this long; what is left waits. */
const BUDGET_MS = 400;
const MAX_VEHICLES = 20;
const PAGE_FIXES = 2000;
const MIN_REST_MS = 10_000;
/** 500 fixes read for a vehicle: it is looked at again in 10 s; 20,000: in 400 s. */
const REST_PER_FIX_MS = 20;

export interface DerivationWorker {
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

export function startDerivationWorker(database: Database, timeZone: string, logger: Logger): DerivationWorker {
  const options: DeriveOptions = {
    dayOf: createDayOf(timeZone),
    maxVehicles: MAX_VEHICLES,
    pageFixes: PAGE_FIXES,
    minRestMs: MIN_REST_MS,
    restPerFixMs: REST_PER_FIX_MS,
  };
  let running: Promise<void> | null = null;
  const ending = new AbortController();

  async function work(): Promise<void> {
    const deadline = Date.now() + BUDGET_MS;
    try {
      while (!ending.signal.aborted && Date.now() < deadline && (await deriveStep(database, options)) > 0);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      logger.warn({ err: error }, "trips could not be brought up to date, will try again");
    }
  }

  const timer = setInterval(() => {
    running ??= work().finally(() => {
      running = null;
    });
  }, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      ending.abort();
      clearInterval(timer);
      await running;
    },
  };
}
