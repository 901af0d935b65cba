// What the chart of a report draws: its main measure, by span or day where there are several, else by
// vehicle or unit, the highest first.
import { createDayOf } from "../../../domain/fleet/local-day.ts";
import {
  type FleetReport,
  isSumKind,
  type ReportColumn,
  type ReportKind,
} from "../../../domain/fleet-report/fleet-report.ts";

const MEASURES: Readonly<Record<ReportKind, string>> = {
  summary: "distanceKm",
  trips: "distanceKm",
  stops: "durationSeconds",
  idling: "durationSeconds",
  "engine-hours": "engineSeconds",
  "out-of-hours": "outsideSeconds",
};

export const MAX_BARS = 40;

export interface Bar {
  /** Day or first day of a span; null = `label` is a name. */
  day: string | null;
  label: string;
  value: number;
}

export interface ChartBars {
  measure: ReportColumn;
  bars: Bar[];
  /** There were more. */
  cut: boolean;
}

/** null = nothing to compare. */
export function chartBars({ kind, step, columns, rows }: FleetReport, timeZone: string): ChartBars | null {
  const measure = columns.find(({ key }) => key === MEASURES[kind]);
  if (!measure) return null;
  const dayOf = createDayOf(timeZone);
  const byTime = !isSumKind(kind) || step !== "period";
  const sums = new Map<string, number>();
  for (const row of rows) {
    const { startTime, span, vehicle, unit, [measure.key]: value } = row;
    const key = !byTime
      ? String(vehicle ?? unit)
      : isSumKind(kind)
        ? String(span)
        : dayOf(Date.parse(String(startTime))).day;
    sums.set(key, (sums.get(key) ?? 0) + (typeof value === "number" ? value : 0));
  }
  const all = Array.from(sums, ([key, value]): Bar => ({ day: byTime ? key : null, label: key, value }));
  const ordered = byTime
    ? all.toSorted((a, b) => (a.label < b.label ? -1 : 1))
    : all.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value);
  if (ordered.length < 2) return null;
  return {
    measure,
    bars: byTime ? ordered.slice(-MAX_BARS) : ordered.slice(0, MAX_BARS),
    cut: ordered.length > MAX_BARS,
  };
}
