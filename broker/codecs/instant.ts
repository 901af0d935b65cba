// Times as devices write them: epoch seconds, epoch milliseconds, ISO 8601 with zone.

/** Epoch numbers from here on are milliseconds: as seconds it would be the year 5138. */
const MILLISECONDS_FROM = 1e11;
/** End of the year 9999, the last that ISO 8601 and PostgreSQL write alike. */
const LAST_INSTANT_MS = 253_402_300_799_999;

const ISO = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** Epoch seconds or milliseconds → epoch milliseconds; null = not a time (negative, beyond 9999, NaN). */
export function instantOfNumber(value: number): number | null {
  const ms = Math.round(value < MILLISECONDS_FROM ? value * 1000 : value);
  return ms >= 0 && ms <= LAST_INSTANT_MS ? ms : null;
}

/**
 * ISO 8601 date and time with zone → epoch milliseconds. Without a zone the instant is a guess, so it
 * is refused like the 30th of February (which Date.parse turns into March).
 */
export function instantOfText(text: string): number | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const ms = Date.parse(text);
  const day = Number(match[3]);
  const inMonth = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, day)).getUTCDate() === day;
  return inMonth && ms >= 0 && ms <= LAST_INSTANT_MS ? ms : null;
}
