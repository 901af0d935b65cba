// The stub server's time: always the same day and minute, so that every run sees the vehicles at the
// same places. Between two tests of a second, not of the calendar.

/** 22.11.2026 14:05:00.4 in İzmir; off the full second, where ages would flicker. */
const START_MS = Date.UTC(2026, 10, 22, 11, 5, 0, 400);

/** Goes on from there like any clock. */
export function startStubClock(): () => number {
  const startedAt = Date.now();
  return () => START_MS + (Date.now() - startedAt);
}

/** Stands still, for pictures. */
export const stoppedStubClock = (): number => START_MS;
