// Which alarms wait for somebody, and what is new among them since the last look.
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import type { VehicleAlarm } from "./alarm-bell.ts";
import { SEVERITIES, type Severity } from "../../../domain/alarm/severity.ts";

/** Nobody has acknowledged them and they are not shelved; the most pressing first. */
export function waitingAlarms(alarms: readonly Alarm[], nowMs: number): Alarm[] {
  return alarms
    .filter(
      ({ acknowledgedAt, shelvedUntil }) =>
        acknowledgedAt === null && (shelvedUntil === null || Date.parse(shelvedUntil) <= nowMs),
    )
    .toSorted(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        Date.parse(b.startTime) - Date.parse(a.startTime) ||
        b.id - a.id,
    );
}

/** The most pressing open alarm of each vehicle; one that waits comes before any acknowledged one. */
export function alarmsByVehicle(alarms: readonly Alarm[], nowMs: number): Map<number, VehicleAlarm> {
  const found = new Map<number, VehicleAlarm>();
  const rankOf = ({ severity, acknowledged }: VehicleAlarm): number =>
    SEVERITIES.indexOf(severity) + (acknowledged ? SEVERITIES.length : 0);
  for (const { vehicleId, severity, acknowledgedAt, shelvedUntil } of alarms) {
    if (shelvedUntil !== null && Date.parse(shelvedUntil) > nowMs) continue;
    const next = { severity, acknowledged: acknowledgedAt !== null };
    const known = found.get(vehicleId);
    if (!known || rankOf(next) < rankOf(known)) found.set(vehicleId, next);
  }
  return found;
}

/** How often the tone of each severity comes again until somebody acknowledges; null = once. */
export const REPEAT_MS: Readonly<Record<Severity, number | null>> = {
  urgent: 4000,
  critical: 8000,
  high: 20_000,
  medium: null,
  low: null,
};
