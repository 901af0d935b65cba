// The calendar day of an instant in the installation's zone, also where clocks were changed (Türkiye did
// until 2016): such a day has 23 or 25 hours.

export interface LocalDay {
  /** "2026-11-22" */
  day: string;
  startMs: number;
  /** Start of the next day. */
  endMs: number;
}

export type DayOf = (timeMs: number) => LocalDay;

const DAY_MS = 86_400_000;

/** Remembers the last days asked for: neighbouring fixes cost no date arithmetic. */
export function createDayOf(timeZone: string): DayOf {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  /** What a clock on the wall shows, read as if it were UTC. */
  function wallClockMs(timeMs: number): number {
    const wholeMs = Math.floor(timeMs / 1000) * 1000;
    return Date.parse(`${format.format(wholeMs).replace(" ", "T")}Z`) + (timeMs - wholeMs);
  }
  /** First instant whose wall clock shows this day or a later one. */
  function startOf(midnightAsUtcMs: number): number {
    const guessMs = midnightAsUtcMs - (wallClockMs(midnightAsUtcMs) - midnightAsUtcMs);
    const offsetMs = wallClockMs(guessMs) - guessMs;
    return midnightAsUtcMs - offsetMs;
  }
  let last: LocalDay = { day: "", startMs: 0, endMs: 0 };
  return (timeMs) => {
    if (timeMs >= last.startMs && timeMs < last.endMs) return last;
    const midnightMs = Math.floor(wallClockMs(timeMs) / DAY_MS) * DAY_MS;
    last = {
      day: new Date(midnightMs).toISOString().slice(0, 10),
      startMs: startOf(midnightMs),
      endMs: startOf(midnightMs + DAY_MS),
    };
    return last;
  };
}
