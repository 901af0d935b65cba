// What a trip or a stop adds to each local day it touches. A leg over midnight is divided by time.
import type { DayOf, LocalDay } from "./local-day.ts";

export interface DayPart {
  /** "2026-11-22" in the installation's zone. */
  day: string;
  seconds: number;
  distanceM: number;
  /** null = the tracker never said whether the engine runs. */
  engineSeconds: number | null;
  idleSeconds: number;
}

interface Sum {
  ms: number;
  distanceM: number;
  engineMs: number;
  idleMs: number;
}

export type DayPartSum = keyof Sum;

/** Adds amounts of spans of time up by day. */
export class DayParts {
  readonly #dayOf: DayOf;
  readonly #sums = new Map<string, Sum>();
  /** Set once a fix tells whether the engine runs. */
  engineKnown = false;

  constructor(dayOf: DayOf) {
    this.#dayOf = dayOf;
  }

  #sumOf({ day }: LocalDay): Sum {
    const known = this.#sums.get(day);
    if (known) return known;
    const sum: Sum = { ms: 0, distanceM: 0, engineMs: 0, idleMs: 0 };
    this.#sums.set(day, sum);
    return sum;
  }

  /** `amount` belongs to [fromMs, toMs]. */
  add(what: DayPartSum, fromMs: number, toMs: number, amount: number): void {
    let day = this.#dayOf(fromMs);
    if (toMs <= day.endMs) {
      this.#sumOf(day)[what] += amount;
      return;
    }
    for (let startMs = fromMs; startMs < toMs; startMs = day.endMs) {
      day = this.#dayOf(startMs);
      this.#sumOf(day)[what] += (amount * (Math.min(toMs, day.endMs) - startMs)) / (toMs - fromMs);
    }
  }

  /** Whole seconds and metres, in order of day. */
  parts(): DayPart[] {
    return Array.from(this.#sums, ([day, sum]) => ({
      day,
      seconds: Math.round(sum.ms / 1000),
      distanceM: Math.round(sum.distanceM),
      engineSeconds: this.engineKnown ? Math.round(sum.engineMs / 1000) : null,
      idleSeconds: Math.round(sum.idleMs / 1000),
    })).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  }
}
