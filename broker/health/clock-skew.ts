// Estimates how far a device's clock is from ours. What is seen is time of receipt minus time of the message:
// the clock's error and the time it was on its way, which is never negative and sometimes hours. So the
// truth is near the low end; the very lowest may be one wrong time. A quarter of the way up the last
// samples neither a few mad times nor many late messages move it.

export interface ClockSkew {
  add(delayMs: number): void;
  /** Clock of the device minus ours, seconds; null = too few samples. */
  estimate(): number | null;
}

const SAMPLES = 32;
const ENOUGH = 8;
const QUANTILE = 0.25;

export function createClockSkew(): ClockSkew {
  const delays = new Float64Array(SAMPLES);
  let count = 0;
  return {
    add: (delayMs) => {
      delays[count % SAMPLES] = delayMs;
      count++;
    },
    estimate: () => {
      if (count < ENOUGH) return null;
      const sorted = delays.slice(0, Math.min(count, SAMPLES)).sort();
      const delayMs = sorted[Math.floor(QUANTILE * (sorted.length - 1))] ?? 0;
      return delayMs === 0 ? 0 : -delayMs / 1000;
    },
  };
}
