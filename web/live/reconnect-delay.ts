// How long to wait before the next attempt: 0.5 s · 2ⁿ with full jitter, so that a restarted server is
// not met by every console in the same instant. Where somebody looks, never longer than 1.5 s: the
// picture must be back two seconds after the network is, and a few hundred consoles knocking once a
// second at a closed door are no load. Hidden tabs have time.

const BASE_MS = 500;
const CEILING_MS = { seen: 1500, hidden: 30_000 } as const;

/** @param random in [0, 1) */
export function reconnectDelayMs(attempt: number, random: number, hidden: boolean): number {
  return Math.round(random * Math.min(hidden ? CEILING_MS.hidden : CEILING_MS.seen, BASE_MS * 2 ** attempt));
}
