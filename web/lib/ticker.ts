// One second hand for everything that shows an age: components subscribe, a single timer runs only
// while somebody watches.

export interface Ticker {
  subscribe(listener: () => void): () => void;
  /** The instant of the last tick; stable between ticks, as React requires. */
  now(): number;
}

const TICK_MS = 1000;

export function createTicker(readNow: () => number): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let now = readNow();

  function tick(): void {
    now = readNow();
    for (const listener of listeners) listener();
  }

  return {
    subscribe(listener) {
      if (listeners.size === 0) {
        now = readNow();
        timer = setInterval(tick, TICK_MS);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
    now: () => now,
  };
}
