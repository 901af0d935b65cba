// Ages and durations in words: "12 sn", "5 dk", "2 sa 10 dk", "3 gün".
import type { TFunction } from "i18next";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One unit, for lists and bars. Negative ages (clocks a little apart) read as zero. */
export function ageText(t: TFunction, seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < MINUTE) return t("format.seconds", { count: whole });
  if (whole < HOUR) return t("format.minutes", { count: Math.floor(whole / MINUTE) });
  if (whole < DAY) return t("format.hours", { count: Math.floor(whole / HOUR) });
  return t("format.days", { count: Math.floor(whole / DAY) });
}

/** Two units between one hour and one day, for details. */
export function durationText(t: TFunction, seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  if (whole < HOUR || whole >= DAY || minutes === 0) return ageText(t, whole);
  return t("format.hoursMinutes", { hours: Math.floor(whole / HOUR), minutes });
}
