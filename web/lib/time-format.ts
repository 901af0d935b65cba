// Times as the installation's zone reads them, whatever zone the browser is in. The only place of
// the console that turns an instant into text.
import { localeOf } from "./number-format.ts";

export interface TimeFormat {
  readonly timeZone: string;
  /** 14:05 */
  time(epochMs: number): string;
  /** 14:05:09 */
  clock(epochMs: number): string;
  /** 22.11.2026 14:05 */
  dateTime(epochMs: number): string;
  /** The clock time when it is the same day as `nowMs`, else date and time. */
  when(epochMs: number, nowMs: number): string;
  /** "GMT+3" */
  zoneName(epochMs: number): string;
}

export function createTimeFormat(language: string, timeZone: string): TimeFormat {
  const locale = localeOf(language);
  const hourMinute = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  const time = new Intl.DateTimeFormat(locale, hourMinute);
  const clock = new Intl.DateTimeFormat(locale, { ...hourMinute, second: "2-digit" });
  // Two-digit parts: `dateStyle: "short"` would drop the leading zero in Turkish.
  const date = new Intl.DateTimeFormat(locale, {
    day: "2-digit",
    month: language === "tr" ? "2-digit" : "short",
    year: "numeric",
    timeZone,
  });
  const zone = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "shortOffset" });

  const dateTime = (epochMs: number): string => `${date.format(epochMs)} ${time.format(epochMs)}`;
  return {
    timeZone,
    time: (epochMs) => time.format(epochMs),
    clock: (epochMs) => clock.format(epochMs),
    dateTime,
    when: (epochMs, nowMs) => (date.format(epochMs) === date.format(nowMs) ? clock.format(epochMs) : dateTime(epochMs)),
    zoneName: (epochMs) => zone.formatToParts(epochMs).find((part) => part.type === "timeZoneName")?.value ?? timeZone,
  };
}
