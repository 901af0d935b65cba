// Which alarms the list shows, and in which order.
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import { SEVERITIES, type Severity } from "../../../domain/alarm/severity.ts";
import { foldForSearch } from "../../../domain/turkish-text.ts";
import type { AlarmTab, AlarmView } from "./alarm-search.ts";

export const isShelved = (alarm: Pick<Alarm, "shelvedUntil">, nowMs: number): boolean =>
  alarm.shelvedUntil !== null && Date.parse(alarm.shelvedUntil) > nowMs;

export const isAcknowledged = (alarm: Pick<Alarm, "acknowledgedAt">): boolean => alarm.acknowledgedAt !== null;

/** Of what is open or shelved: what stands under this tab. */
export function belongsTo(alarm: Alarm, tab: AlarmTab, nowMs: number): boolean {
  const shelved = isShelved(alarm, nowMs);
  switch (tab) {
    case "open":
      return !shelved;
    case "unacknowledged":
      return !shelved && !isAcknowledged(alarm);
    case "active":
      return !shelved && alarm.active;
    case "shelved":
      return shelved;
    case "handover":
    case "closed":
      return true;
  }
}

const rankOf = (severity: Severity): number => SEVERITIES.indexOf(severity);
const newestFirst = (a: Alarm, b: Alarm): number => Date.parse(b.startTime) - Date.parse(a.startTime) || b.id - a.id;

/** The most pressing first: what nobody acknowledged, then by severity, then the newest. */
const mostPressingFirst = (a: Alarm, b: Alarm): number =>
  Number(isAcknowledged(a)) - Number(isAcknowledged(b)) || rankOf(a.severity) - rankOf(b.severity) || newestFirst(a, b);

export type SeverityCounts = Readonly<Record<Severity, number>>;

export interface AlarmRows {
  rows: Alarm[];
  /** Of the tab and search, whatever the severity filter. */
  counts: SeverityCounts;
}

/** `words` = the texts of an alarm that a search looks at. */
export function alarmRows(
  alarms: readonly Alarm[],
  view: Pick<AlarmView, "tab" | "severities" | "query" | "order">,
  words: (alarm: Alarm) => readonly (string | null)[],
  nowMs: number,
): AlarmRows {
  const parts = view.query.split(/\s+/).map(foldForSearch).filter(Boolean);
  const found = alarms.filter((alarm) => {
    if (!belongsTo(alarm, view.tab, nowMs)) return false;
    const keys = parts.length === 0 ? [] : words(alarm).flatMap((word) => (word === null ? [] : [foldForSearch(word)]));
    return parts.every((part) => keys.some((key) => key.includes(part)));
  });
  const counts: Record<Severity, number> = { urgent: 0, critical: 0, high: 0, medium: 0, low: 0 };
  for (const { severity } of found) counts[severity] += 1;
  const rows = found
    .filter(({ severity }) => view.severities.length === 0 || view.severities.includes(severity))
    .toSorted(view.order === "time" ? newestFirst : mostPressingFirst);
  return { rows, counts };
}
