// A report as an Excel workbook: numbers stay numbers, times are times, durations can be added up.
import writeXlsxFile, { type Cell } from "write-excel-file/node";
import type { CellValue, FleetReport, ReportColumn } from "../../domain/fleet-report/fleet-report.ts";
import { REPORT_TITLES } from "../../domain/fleet-report/report-columns.ts";
import { createCellText } from "../../domain/fleet-report/report-text.ts";
import type { ReportSetting } from "./report-format.ts";

const DAY_SECONDS = 86_400;
const WIDTHS: Readonly<Partial<Record<ReportColumn["type"], number>>> = {
  text: 26,
  instant: 18,
  span: 24,
  outside: 16,
};
const USUAL_WIDTH = 13;

const NUMBER_FORMATS: Readonly<Partial<Record<ReportColumn["type"], string>>> = {
  km: "#,##0.00",
  kmh: "0.0",
  count: "#,##0",
  share: "0%",
  seconds: "[h]:mm",
};

export async function reportXlsx(report: FleetReport, { language, timeZone }: ReportSetting): Promise<Buffer> {
  const { columns, rows, totals, step, kind } = report;
  const cellText = createCellText(language, timeZone, step);
  const numberCell = (type: ReportColumn["type"], value: number): Cell => ({
    type: Number,
    value: type === "seconds" ? value / DAY_SECONDS : value,
    format: NUMBER_FORMATS[type] ?? "General",
  });
  /** Excel knows no zones: the clock on the wall is written as if it were UTC. */
  const wallClock = (value: string): Date => {
    const wall = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(
      Date.parse(value),
    );
    return new Date(`${wall.replace(" ", "T")}Z`);
  };
  const cell = (column: ReportColumn, value: CellValue | undefined): Cell => {
    if (value === null || value === undefined) return null;
    if (typeof value === "number") return numberCell(column.type, value);
    if (column.type === "instant") return { type: Date, value: wallClock(value), format: "dd.mm.yyyy hh:mm" };
    if (column.type === "day") return { type: Date, value: new Date(value), format: "dd.mm.yyyy" };
    return { type: String, value: cellText(column, value) };
  };
  const heading = columns.map((column): Cell => ({
    type: String,
    value: column[language],
    fontWeight: "bold",
    backgroundColor: "#E3EFEE",
  }));
  const total = totals && [
    { type: String, value: language === "tr" ? "Toplam" : "Total", fontWeight: "bold" as const },
    ...columns.slice(1).map((column) => cell(column, totals[column.key])),
  ];
  const lines = rows.map((row) => columns.map((column) => cell(column, row[column.key])));
  return writeXlsxFile([heading, ...lines, ...(total ? [total] : [])], {
    // Names of sheets have 31 letters at most.
    sheet: REPORT_TITLES[kind][language].slice(0, 31),
    columns: columns.map(({ type }) => ({ width: WIDTHS[type] ?? USUAL_WIDTH })),
    stickyRowsCount: 1,
  }).toBuffer();
}
