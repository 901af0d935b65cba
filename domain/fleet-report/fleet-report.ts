// Reports about the fleet as tables: the screen, the files and the scheduled runs all carry these rows.
import { z } from "zod";

export const REPORT_KINDS = ["summary", "trips", "stops", "idling", "engine-hours", "out-of-hours"] as const;
export const ReportKind = z.enum(REPORT_KINDS).meta({ id: "ReportKind" });
export type ReportKind = z.infer<typeof ReportKind>;

/** Kinds that add days up, and so can be grouped; the others list what happened. */
export const SUM_KINDS = ["summary", "engine-hours"] as const satisfies readonly ReportKind[];
export type SumKind = (typeof SUM_KINDS)[number];
export const isSumKind = (kind: ReportKind): kind is SumKind => SUM_KINDS.some((sum) => sum === kind);

export const ReportGroup = z.enum(["vehicle", "unit"]).meta({ id: "ReportGroup" });
export type ReportGroup = z.infer<typeof ReportGroup>;

/** Length of the spans that are added up. */
export const ReportStep = z.enum(["period", "day", "week", "month"]).meta({ id: "ReportStep" });
export type ReportStep = z.infer<typeof ReportStep>;

/**
 * How a value is to be read:
 * day "2026-11-22" · span the first day of a week or month · instant ISO UTC · seconds · km · kmh · count ·
 * share 0…1 · outside a reason of domain/fleet-report/outside-hours
 */
export const CellType = z
  .enum(["text", "day", "span", "instant", "seconds", "km", "kmh", "count", "share", "outside"])
  .meta({ id: "CellType" });
export type CellType = z.infer<typeof CellType>;

export const CellValue = z.union([z.string(), z.number(), z.null()]);
export type CellValue = z.infer<typeof CellValue>;

export const ReportColumn = z
  .object({ key: z.string(), type: CellType, tr: z.string(), en: z.string() })
  .meta({ id: "ReportColumn" });
export type ReportColumn = z.infer<typeof ReportColumn>;

/** Values by key of the column, and vehicleId and unitId: whose row it is. */
export const ReportRow = z.record(z.string(), CellValue);
export type ReportRow = z.infer<typeof ReportRow>;

export const FleetReport = z
  .object({
    kind: ReportKind,
    groupBy: ReportGroup,
    step: ReportStep,
    /** First and last day, both in it, in the installation's zone. */
    from: z.iso.date(),
    to: z.iso.date(),
    columns: z.array(ReportColumn),
    rows: z.array(ReportRow),
    /** Of all rows; null = there are none. */
    totals: ReportRow.nullable(),
    /** There are more rows than are answered: ask for less. */
    more: z.boolean(),
  })
  .meta({ id: "FleetReport" });
export type FleetReport = z.infer<typeof FleetReport>;

const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** What a report is asked with. */
export const ReportQuery = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** In this unit or below. */
  unitId: z.coerce.number().int().positive().optional(),
  vehicleId: z.coerce.number().int().positive().optional(),
  groupBy: ReportGroup.default("vehicle"),
  step: ReportStep.default("period"),
  /** Working hours, for use out of hours; over midnight where the end is not later. */
  shiftFrom: TimeOfDay.default("08:00"),
  shiftTo: TimeOfDay.default("17:00"),
  /** Days on which shifts begin, Monday is 1: "1,2,3,4,5". */
  shiftDays: z
    .string()
    .regex(/^[1-7](?:,[1-7])*$/)
    .default("1,2,3,4,5"),
});
export type ReportQuery = z.infer<typeof ReportQuery>;
