// Counts what the counters of messages say is missing (LoRaWAN frame counters, mostly).

export interface FrameCount {
  /** null = none was heard since the start of the process: what was lost meanwhile is not known. */
  last: number | null;
  counted: number;
  missing: number;
  restarts: number;
  lastGapAtMs: number | null;
  lastGapMessages: number;
}

export const noFrames = (): FrameCount => ({
  last: null,
  counted: 0,
  missing: 0,
  restarts: 0,
  lastGapAtMs: null,
  lastGapMessages: 0,
});

/** A number this little below the last one is a message that came late; more is a counter begun anew. */
const LATE_WITHIN = 16;
/** Counters of 16 bits go on at 0. */
const WRAP = 65_536;
const NEAR_WRAP = WRAP - 1000;
const AFTER_WRAP = 1000;
/** More than this was not lost but never counted: another device, or a counter that jumped. */
const MAX_GAP = 10_000;

export function countFrame(count: FrameCount, sequence: number, atMs: number): void {
  const { last } = count;
  if (sequence === last) return;
  count.counted++;
  if (last === null) {
    count.last = sequence;
    return;
  }
  const wrapped = last >= NEAR_WRAP && last < WRAP && sequence < AFTER_WRAP;
  const ahead = (wrapped ? sequence + WRAP : sequence) - last;
  if (ahead < 0 && ahead >= -LATE_WITHIN) {
    // One of those that were missed.
    count.missing--;
    return;
  }
  count.last = sequence;
  if (ahead < 0 || ahead > MAX_GAP) {
    count.restarts++;
  } else if (ahead > 1) {
    count.missing += ahead - 1;
    count.lastGapAtMs = atMs;
    count.lastGapMessages = ahead - 1;
  }
}
