// How long to wait before the next attempt: 0.5 s · 2ⁿ, at most 30 s, with full jitter, so that a
// restarted server is not met by every console in the same instant.

const BASE_MS = 500;
const CEILING_MS = 30_000;

/** @param random in [0, 1) */
export function reconnectDelayMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(CEILING_MS, BASE_MS * 2 ** attempt));
}
