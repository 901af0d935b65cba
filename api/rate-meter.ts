// How fast a counter grows: the mean of the last minute.

export interface RateMeter {
  /** Reads the counter; call it every few seconds. */
  sample(count: number, nowMs: number): void;
  perSecond(): number;
}

const WINDOW_MS = 60_000;

export function createRateMeter(): RateMeter {
  let samples: { count: number; atMs: number }[] = [];
  return {
    sample(count, atMs) {
      // One sample older than the window stays: the mean begins there.
      const firstInside = samples.findIndex((sample) => sample.atMs > atMs - WINDOW_MS);
      samples = firstInside > 0 ? samples.slice(firstInside - 1) : samples;
      samples.push({ count, atMs });
    },
    perSecond() {
      const [first] = samples;
      const last = samples.at(-1);
      if (!first || !last || last.atMs <= first.atMs) return 0;
      return ((last.count - first.count) * 1000) / (last.atMs - first.atMs);
    },
  };
}
