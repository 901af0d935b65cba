// How long commits take: the last ones as quantiles for people, all of them in classes for Prometheus.
import type { Histogram } from "../../domain/system.ts";

export interface CommitTimes {
  add(ms: number): void;
  /** Of the last ones, milliseconds; 0 before the first commit. */
  quantile(q: number): number;
  /** Of all since the start. */
  histogram(): Histogram;
}

const WINDOW = 512;
const BOUNDS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

export function createCommitTimes(): CommitTimes {
  const window: number[] = [];
  let next = 0;
  const counts = [...BOUNDS_SECONDS, Number.POSITIVE_INFINITY].map(() => 0);
  let sumSeconds = 0;
  return {
    add: (ms) => {
      window[next] = ms;
      next = (next + 1) % WINDOW;
      const seconds = ms / 1000;
      sumSeconds += seconds;
      const at = BOUNDS_SECONDS.findIndex((bound) => seconds <= bound);
      const kept = at < 0 ? BOUNDS_SECONDS.length : at;
      counts[kept] = (counts[kept] ?? 0) + 1;
    },
    quantile: (q) => {
      const sorted = Float64Array.from(window).sort();
      return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
    },
    histogram: () => ({ boundsSeconds: BOUNDS_SECONDS, counts: [...counts], sumSeconds }),
  };
}
