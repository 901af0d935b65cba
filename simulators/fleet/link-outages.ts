// When a tracker is out of reach of the network: some vehicles lose it for a while on some days.
import { createRandom, mixSeed } from "../random.ts";

export interface Outage {
  fromMs: number;
  toMs: number;
}

const DAY_MS = 24 * 3_600_000;
const OUTAGE_CHANCE = 0.4;
const OUTAGE_MINUTES = [5, 40] as const;

/** The outage of a vehicle that covers a moment, or null. Days are UTC; an outage may run past midnight. */
export function outageAt(vehicleSeed: number, timeMs: number): Outage | null {
  const today = Math.floor(timeMs / DAY_MS);
  for (const day of [today, today - 1]) {
    const random = createRandom(mixSeed(vehicleSeed, "outage", day));
    if (!random.chance(OUTAGE_CHANCE)) continue;
    const fromMs = day * DAY_MS + random.integer(0, 24 * 60 - 1) * 60_000;
    const toMs = fromMs + random.integer(...OUTAGE_MINUTES) * 60_000;
    if (timeMs >= fromMs && timeMs < toMs) return { fromMs, toMs };
  }
  return null;
}
