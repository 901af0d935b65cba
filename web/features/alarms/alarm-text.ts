// Alarms in words: state, measure against limit.
import type { TFunction } from "i18next";
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import type { RuleKind } from "../../../domain/alarm/rule.ts";
import { durationText } from "../../lib/duration-text.ts";
import type { NumberFormat } from "../../lib/number-format.ts";
import { isAcknowledged, isShelved } from "./alarm-rows.ts";

type Measure = "speed" | "percent" | "seconds" | "none";

/** What peak and limit are, by kind. */
const MEASURES: Readonly<Record<RuleKind, Measure>> = {
  speeding: "speed",
  "working-speed": "speed",
  "low-battery": "percent",
  idling: "seconds",
  "geofence-dwell": "seconds",
  "geofence-forbidden": "seconds",
  "off-route": "seconds",
  "out-of-hours": "seconds",
  towing: "seconds",
  silent: "seconds",
  "geofence-enter": "none",
  "geofence-exit": "none",
  unplugged: "none",
  panic: "none",
};

function measured(t: TFunction, number: NumberFormat, kind: RuleKind, value: number): string | null {
  switch (MEASURES[kind]) {
    case "speed":
      return t("format.speed", { value: number.whole(value) });
    case "percent":
      return t("format.percent", { value: number.whole(value) });
    case "seconds":
      return durationText(t, value);
    case "none":
      return null;
  }
}

/** "72 km/sa (sınır 50 km/sa)"; null where there is nothing to measure. */
export function peakText(
  t: TFunction,
  number: NumberFormat,
  { kind, peak, limit }: Pick<Alarm, "kind" | "peak" | "limit">,
): string | null {
  const reached = peak === null ? null : measured(t, number, kind, peak);
  if (reached === null) return null;
  const allowed = limit === null || limit === 0 ? null : measured(t, number, kind, limit);
  return allowed === null ? reached : t("alarms.peakOfLimit", { peak: reached, limit: allowed });
}

export type AlarmPhase = "activeNew" | "activeSeen" | "clearedNew" | "clearedSeen";

export const phaseOf = (alarm: Pick<Alarm, "active" | "acknowledgedAt">): AlarmPhase =>
  `${alarm.active ? "active" : "cleared"}${isAcknowledged(alarm) ? "Seen" : "New"}`;

/** "Sürüyor, onaylanmadı", and until when it is shelved. */
export function stateText(t: TFunction, alarm: Alarm, nowMs: number, until: (ms: number) => string): string {
  return isShelved(alarm, nowMs) && alarm.shelvedUntil !== null
    ? t("alarms.shelvedUntil", { time: until(Date.parse(alarm.shelvedUntil)) })
    : t(`alarms.phase.${phaseOf(alarm)}`);
}

/** How long it lasted, or lasts so far. */
export const alarmSeconds = ({ startTime, endTime }: Alarm, nowMs: number): number =>
  ((endTime === null ? nowMs : Date.parse(endTime)) - Date.parse(startTime)) / 1000;
