// How long the last commits took.

export interface CommitTimes {
  add(ms: number): void;
  /** Milliseconds; 0 before the first commit. */
  quantile(q: number): number;
}

const WINDOW = 512;

export function createCommitTimes(): CommitTimes {
  const window: number[] = [];
  let next = 0;
  return {
    add: (ms) => {
      window[next] = ms;
      next = (next + 1) % WINDOW;
    },
    quantile: (q) => {
      const sorted = Float64Array.from(window).sort();
      return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
    },
  };
}
