// What a report is asked with, as it stands in the address:
//   ?tur=trips&bas=2026-11-01&son=2026-11-22&birim=3&arac=7&grup=unit&adim=week&mesai=08:00-17:00&gunler=1,2,3
// Unreadable parts fall back to the usual, so that an old address still opens.
import { z } from "zod";
import { ReportGroup, ReportKind, ReportStep } from "../../../domain/fleet-report/fleet-report.ts";
import type { AddressSearch } from "../../ui/table/table-view.ts";
import { type Days, presetDays } from "./period-presets.ts";

export interface ReportSearch extends Days {
  kind: ReportKind;
  unitId: number | null;
  vehicleId: number | null;
  groupBy: ReportGroup;
  step: ReportStep;
  shiftFrom: string;
  shiftTo: string;
  shiftDays: string;
}

const OFFICE = { from: "08:00", to: "17:00", days: "1,2,3,4,5" } as const;

const IsoDay = z.iso.date();
const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const read = <T>(schema: z.ZodType<T>, text: string | undefined, usual: T): T => {
  const parsed = schema.safeParse(text);
  return parsed.success ? parsed.data : usual;
};
const idOf = (text: string | undefined): number | null => (/^\d{1,9}$/.test(text ?? "") ? Number(text) : null);

/** `today` is the local day of the installation. */
export function readReportSearch(search: AddressSearch, today: string): ReportSearch {
  const month = presetDays("month", today);
  const from = read(IsoDay, search["bas"], month.from);
  const to = read(IsoDay, search["son"], month.to);
  const [shiftFrom, shiftTo] = (search["mesai"] ?? "").split("-");
  return {
    kind: read(ReportKind, search["tur"], "summary"),
    from,
    to: to < from ? from : to,
    unitId: idOf(search["birim"]),
    vehicleId: idOf(search["arac"]),
    groupBy: read(ReportGroup, search["grup"], "vehicle"),
    step: read(ReportStep, search["adim"], "period"),
    shiftFrom: read(TimeOfDay, shiftFrom, OFFICE.from),
    shiftTo: read(TimeOfDay, shiftTo, OFFICE.to),
    shiftDays: /^[1-7](,[1-7])*$/.test(search["gunler"] ?? "") ? (search["gunler"] ?? OFFICE.days) : OFFICE.days,
  };
}

/** Another report begins with a table of its own: search, order and columns are left behind. */
export function writeReportSearch(report: ReportSearch): Record<string, string> {
  const { kind, from, to, unitId, vehicleId, groupBy, step, shiftFrom, shiftTo, shiftDays } = report;
  return {
    tur: kind,
    bas: from,
    son: to,
    ...(unitId === null ? {} : { birim: String(unitId) }),
    ...(vehicleId === null ? {} : { arac: String(vehicleId) }),
    ...(groupBy === "vehicle" ? {} : { grup: groupBy }),
    ...(step === "period" ? {} : { adim: step }),
    ...(shiftFrom === OFFICE.from && shiftTo === OFFICE.to ? {} : { mesai: `${shiftFrom}-${shiftTo}` }),
    ...(shiftDays === OFFICE.days ? {} : { gunler: shiftDays }),
  };
}

/** As the server is asked. */
export function reportQueryOf(report: ReportSearch) {
  const { kind: _kind, unitId, vehicleId, ...rest } = report;
  return { ...rest, ...(unitId === null ? {} : { unitId }), ...(vehicleId === null ? {} : { vehicleId }) };
}
