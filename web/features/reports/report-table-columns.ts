// Columns of a report's table: the report says which, numbers sort as numbers.
import type { FleetReport, ReportColumn, ReportRow } from "../../../domain/fleet-report/fleet-report.ts";
import type { CellText, ReportLanguage } from "../../../domain/fleet-report/report-text.ts";
import { foldForSearch } from "../../../domain/turkish-text.ts";
import type { TableColumn } from "../../ui/table/table-column.ts";

export interface NumberedRow {
  index: number;
  row: ReportRow;
}

const WIDTHS: Readonly<Record<ReportColumn["type"], number>> = {
  text: 150,
  day: 100,
  span: 180,
  instant: 140,
  seconds: 120,
  km: 120,
  kmh: 170,
  count: 120,
  share: 120,
  outside: 130,
};
const NUMBERS: ReadonlySet<ReportColumn["type"]> = new Set(["seconds", "km", "kmh", "count", "share"]);

export const reportTableColumns = (
  { columns }: FleetReport,
  cellText: CellText,
  language: ReportLanguage,
): TableColumn<NumberedRow>[] =>
  columns.map((column) => ({
    id: foldForSearch(column.key),
    header: column[language],
    value: ({ row }) => row[column.key] ?? null,
    text: ({ row }) => cellText(column, row[column.key]),
    width: WIDTHS[column.type],
    ...(NUMBERS.has(column.type) ? { align: "end" as const } : {}),
  }));
