// One second hand for everything that shows an age: components subscribe, a single timer runs only
// while somebody watches. While a live stream flows, its ticks are the hand's (`beat`): values and ages
// then change in one go instead of drawing everything twice a second.

export interface Ticker {
  subscribe(listener: () => void): () => void;
  /** The instant of the last tick; stable between ticks, as React requires. */
  now(): number;
  /** Ticks at once; the timer only goes on by itself if no further beat comes in time. */
  beat(): void;
}

const TICK_MS = 1000;
/** A beat may be late without the timer cutting in. */
const BEAT_PATIENCE_MS = 1500;

export function createTicker(readNow: () => number): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let now = readNow();

  function tick(patienceMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => tick(TICK_MS), patienceMs);
    now = readNow();
    for (const listener of listeners) listener();
  }

  return {
    subscribe(listener) {
      if (listeners.size === 0) {
        now = readNow();
        timer = setTimeout(() => tick(TICK_MS), TICK_MS);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearTimeout(timer);
      };
    },
    now: () => now,
    beat() {
      if (listeners.size > 0) tick(BEAT_PATIENCE_MS);
    },
  };
}
