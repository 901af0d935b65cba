// Times as recordings write them.

/** Between 1973 and 2286 seconds have ten digits and milliseconds thirteen. */
const MILLISECONDS_FROM = 1e11;

/** ISO text (without a zone: UTC) or epoch seconds or milliseconds → epoch ms; null = not a time. */
export function recordedTimeMs(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) {
    const value = Number(trimmed);
    return Math.round(value < MILLISECONDS_FROM ? value * 1000 : value);
  }
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(trimmed);
  if (!match) return null;
  const parsed = Date.parse(`${match[1]}T${(match[2] ?? "").replace(",", ".")}${match[3] ?? "Z"}`);
  return Number.isNaN(parsed) ? null : parsed;
}
