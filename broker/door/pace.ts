// How fast one principal may send, over all its connections. Who goes faster is not read for a moment
// instead of being disconnected: nothing is lost, and the backlog of a tracker that was away arrives a
// little later.

export interface PaceLimits {
  messagesPerSecond: number;
  bytesPerSecond: number;
  /** Seconds of full speed that may be saved up: a tracker's buffer arrives at once. */
  burstSeconds: number;
}

export interface Pace {
  readonly limits: PaceLimits;
  messages: number;
  bytes: number;
  atMs: number;
}

const SECOND_MS = 1000;

export function createPace(limits: PaceLimits, nowMs: number): Pace {
  const { messagesPerSecond, bytesPerSecond, burstSeconds } = limits;
  return {
    limits,
    messages: messagesPerSecond * burstSeconds,
    bytes: bytesPerSecond * burstSeconds,
    atMs: nowMs,
  };
}

/** Adds what was saved up since it was looked at last. */
function refill(pace: Pace, nowMs: number): void {
  const { messagesPerSecond, bytesPerSecond, burstSeconds } = pace.limits;
  const seconds = Math.max(0, nowMs - pace.atMs) / SECOND_MS;
  pace.atMs = nowMs;
  pace.messages = Math.min(pace.messages + seconds * messagesPerSecond, messagesPerSecond * burstSeconds);
  pace.bytes = Math.min(pace.bytes + seconds * bytesPerSecond, bytesPerSecond * burstSeconds);
}

/**
 * Counts one message.
 * @returns how long nothing more should be read, milliseconds; 0 = go on
 */
export function spend(pace: Pace, bytes: number, nowMs: number): number {
  pace.messages--;
  pace.bytes -= bytes;
  if (pace.messages >= 0 && pace.bytes >= 0) return 0;
  refill(pace, nowMs);
  const { messagesPerSecond, bytesPerSecond } = pace.limits;
  const seconds = Math.max(-pace.messages / messagesPerSecond, -pace.bytes / bytesPerSecond);
  return seconds > 0 ? Math.ceil(seconds * SECOND_MS) : 0;
}
