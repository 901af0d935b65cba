// How long to wait before the next try: twice as long each time, and never the same for many at once.

export interface Backoff {
  /** Milliseconds until the next try. */
  next(): number;
  /** It worked. */
  reset(): void;
}

export interface BackoffLimits {
  firstMs: number;
  lastMs: number;
}

/** @param random 0 … 1 */
export function createBackoff({ firstMs, lastMs }: BackoffLimits, random: () => number = Math.random): Backoff {
  let tries = 0;
  return {
    next: () => {
      const wholeMs = Math.min(lastMs, firstMs * 2 ** Math.min(tries++, 30));
      return wholeMs * (0.5 + random() / 2);
    },
    reset: () => {
      tries = 0;
    },
  };
}
