// A cell of a report as people read it, the same on screen and in files.
import type { CellValue, ReportColumn, ReportStep } from "./fleet-report.ts";
import { OutsideReason } from "./outside-hours.ts";

export type ReportLanguage = "tr" | "en";

const OUTSIDE_WORDS: Readonly<Record<OutsideReason, { tr: string; en: string }>> = {
  holiday: { tr: "Resmî tatil", en: "Public holiday" },
  day_off: { tr: "Hafta tatili", en: "Day off" },
  hours: { tr: "Mesai dışı", en: "Out of hours" },
};
const LOCALES = { tr: "tr-TR", en: "en-GB" } as const;
const DAY_MS = 86_400_000;

/** "27:05": hours may be more than a day has. */
export function hoursText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

export type CellText = (column: ReportColumn, value: CellValue | undefined) => string;

/** `step` says what a span is. Nothing known is an empty text. */
export function createCellText(language: ReportLanguage, timeZone: string, step: ReportStep): CellText {
  const locale = LOCALES[language];
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const parts = { day: "2-digit", month: "2-digit", year: "numeric" } as const;
  const instant = new Intl.DateTimeFormat(locale, {
    ...parts,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  // Days are no instants: they are written in the zone they are read in.
  const date = new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });

  function textOf({ type }: ReportColumn, text: string): string {
    if (type === "day") return date.format(Date.parse(text));
    if (type === "instant") return instant.format(Date.parse(text)).replace(",", "");
    if (type === "outside") return OUTSIDE_WORDS[OutsideReason.parse(text)][language];
    if (type !== "span") return text;
    const first = Date.parse(text);
    return step === "month" ? month.format(first) : `${date.format(first)} – ${date.format(first + 6 * DAY_MS)}`;
  }

  function numberText({ type }: ReportColumn, value: number): string {
    if (type === "seconds") return hoursText(value);
    if (type === "share") return percent.format(value);
    return type === "count" ? whole.format(value) : tenth.format(value);
  }

  return (column, value) => {
    if (value === null || value === undefined) return "";
    return typeof value === "number" ? numberText(column, value) : textOf(column, value);
  };
}
