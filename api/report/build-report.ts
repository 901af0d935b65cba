// Makes a report: the rows that the screen, the files and the scheduled runs show.
import { createDayOf } from "../../domain/fleet/local-day.ts";
import {
  type FleetReport,
  isSumKind,
  type ReportKind,
  type ReportQuery,
  type ReportRow,
} from "../../domain/fleet-report/fleet-report.ts";
import { outsideHours } from "../../domain/fleet-report/outside-hours.ts";
import { reportColumns } from "../../domain/fleet-report/report-columns.ts";
import type { Scope } from "../../domain/rights.ts";
import { compareTurkish } from "../../domain/turkish-text.ts";
import type { Queryable } from "../../gis/database.ts";
import {
  type DaySumRow,
  idlesBegunIn,
  MAX_REPORT_ROWS,
  type ReportFilter,
  stopsBegunIn,
  sumDays,
  type TripReportRow,
  tripsBegunIn,
} from "../../gis/fleet/report.ts";
import { reportPeriod } from "./report-period.ts";

export interface ReportOrder {
  kind: ReportKind;
  query: ReportQuery;
  timeZone: string;
  scope: Scope;
  /** Where drivers may be named. */
  driverScope: Scope;
}

interface Rows {
  rows: ReportRow[];
  totals: ReportRow | null;
}

const kilometres = (metres: number): number => Math.round(metres / 10) / 100;
const timesOf = ({ startMs, endMs }: { startMs: number; endMs: number }) => ({
  startTime: new Date(startMs).toISOString(),
  endTime: new Date(endMs).toISOString(),
  durationSeconds: Math.round((endMs - startMs) / 1000),
});

function sumRow({ distanceM, ...row }: DaySumRow): ReportRow {
  const { engineSeconds, idleSeconds } = row;
  return {
    ...row,
    distanceKm: kilometres(distanceM),
    idleShare: engineSeconds === null || engineSeconds === 0 ? null : Math.min(1, idleSeconds / engineSeconds),
  };
}

async function sums(db: Queryable, filter: ReportFilter, { groupBy, step, from, to }: ReportQuery): Promise<Rows> {
  const days = { first: from, last: to };
  const rows = await sumDays(db, filter, days, groupBy, step);
  const [total] = await sumDays(db, filter, days, null, "period");
  const sorted = rows.toSorted(
    (a, b) =>
      compareTurkish(a.vehicle ?? a.unit, b.vehicle ?? b.unit) || (a.span ?? "").localeCompare(b.span ?? "", "en"),
  );
  return { rows: sorted.map(sumRow), totals: total ? sumRow(total) : null };
}

const tripRow = ({ startMs, endMs, distanceM, ...row }: TripReportRow): ReportRow => ({
  ...row,
  ...timesOf({ startMs, endMs }),
  distanceKm: kilometres(distanceM),
  meanSpeedKmh: Math.round((distanceM / Math.max(1, endMs - startMs)) * 36_000) / 10,
});

const TOTALLED = ["durationSeconds", "distanceKm", "idleSeconds", "outsideSeconds", "engineSeconds"] as const;

/** Sums of what can be added; the rest of the totals is empty. */
function totalsOf(rows: readonly ReportRow[]): ReportRow | null {
  if (rows.length === 0) return null;
  const sum = (key: string): number =>
    rows.reduce((total, { [key]: value }) => total + (typeof value === "number" ? value : 0), 0);
  return Object.fromEntries(TOTALLED.filter((key) => rows[0]?.[key] !== undefined).map((key) => [key, sum(key)]));
}

async function happened(db: Queryable, filter: ReportFilter, order: ReportOrder): Promise<ReportRow[]> {
  const { query, driverScope, timeZone } = order;
  const dayOf = createDayOf(timeZone);
  const period = reportPeriod(query, dayOf);
  if (order.kind === "stops") {
    return (await stopsBegunIn(db, filter, period)).map(({ startMs, endMs, ...row }) => ({
      ...row,
      ...timesOf({ startMs, endMs }),
    }));
  }
  if (order.kind === "idling") {
    return (await idlesBegunIn(db, filter, period)).map(({ startMs, endMs, ...row }) => ({
      ...row,
      ...timesOf({ startMs, endMs }),
    }));
  }
  const trips = await tripsBegunIn(db, filter, period, driverScope);
  if (order.kind === "trips") return trips.map(tripRow);
  const shift = { days: query.shiftDays.split(",").map(Number), from: query.shiftFrom, to: query.shiftTo };
  return trips.flatMap((trip) => {
    const outside = outsideHours(trip.startMs, trip.endMs, shift, dayOf);
    return outside ? [{ ...tripRow(trip), outsideSeconds: outside.seconds, reason: outside.reason }] : [];
  });
}

const byVehicleAndTime = (a: ReportRow, b: ReportRow): number =>
  compareTurkish(String(a["vehicle"]), String(b["vehicle"])) ||
  (String(a["startTime"]) < String(b["startTime"]) ? -1 : 1);

/** @throws AppError input_invalid for a period that is reversed or too long */
export async function buildReport(db: Queryable, order: ReportOrder): Promise<FleetReport> {
  const { kind, query } = order;
  const filter = { scope: order.scope, unitId: query.unitId ?? null, vehicleId: query.vehicleId ?? null };
  // Checks the period of sums, too.
  reportPeriod(query, createDayOf(order.timeZone));
  const columns = reportColumns(kind, query.groupBy, query.step);
  // Whose row it is goes along, so that one report can lead to another.
  const keys = new Set(["vehicleId", "unitId", ...columns.map(({ key }) => key)]);
  const shown = (row: ReportRow): ReportRow => Object.fromEntries(Object.entries(row).filter(([key]) => keys.has(key)));
  const { rows, totals } = isSumKind(kind)
    ? await sums(db, filter, query)
    : await happened(db, filter, order).then((all) => ({
        rows: all.toSorted(byVehicleAndTime),
        totals: totalsOf(all),
      }));
  const { groupBy, step, from, to } = query;
  return {
    kind,
    groupBy,
    step,
    from,
    to,
    columns,
    rows: rows.slice(0, MAX_REPORT_ROWS).map(shown),
    totals: rows.length === 0 || totals === null ? null : shown(totals),
    more: rows.length > MAX_REPORT_ROWS,
  };
}
