// Wall-clock times of the installation's zone, as date pickers speak them ("2026-11-22 14:05:00"),
// to and from instants.

const WALL = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/;

function partsIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}

export function wallTimeOf(epochMs: number, timeZone: string): string {
  const parts = new Map(
    partsIn(timeZone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, value]),
  );
  const date = [parts.get("year"), parts.get("month"), parts.get("day")].join("-");
  return `${date} ${[parts.get("hour"), parts.get("minute"), parts.get("second")].join(":")}`;
}

const asUtc = (wall: string): number => {
  const [, year, month, day, hour, minute, second = "0"] = WALL.exec(wall) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
};

/** A time that a change of clocks skips reads as the one after it; NaN where the text is no time. */
export function instantOfWallTime(wall: string, timeZone: string): number {
  const target = asUtc(wall);
  if (Number.isNaN(target)) return Number.NaN;
  // The offset at the guess may not be the one at the result: correct twice.
  let instant = target;
  for (let round = 0; round < 2; round += 1) instant += target - asUtc(wallTimeOf(instant, timeZone));
  return instant;
}
