// A report as CSV that Turkish Excel opens with a double click; decimal commas where the language has them.
import { csvText } from "../../domain/csv-text.ts";
import type { FleetReport } from "../../domain/fleet-report/fleet-report.ts";
import { createCellText } from "../../domain/fleet-report/report-text.ts";
import type { ReportSetting } from "./report-format.ts";

export function reportCsv({ columns, rows, totals, step }: FleetReport, { language, timeZone }: ReportSetting): string {
  const cellText = createCellText(language, timeZone, step);
  const number = new Intl.NumberFormat(language === "tr" ? "tr-TR" : "en-GB", {
    useGrouping: false,
    maximumFractionDigits: 3,
  });
  const header = columns.map((column) => column[language]);
  const lines = [...rows, ...(totals ? [totals] : [])].map((row, index) =>
    columns.map((column, at) => {
      const value = row[column.key];
      if (index === rows.length && at === 0) return language === "tr" ? "Toplam" : "Total";
      // Without a separator of thousands, which spreadsheets read as text.
      if (typeof value === "number" && column.type !== "seconds") return number.format(value);
      return cellText(column, value);
    }),
  );
  return csvText(header, lines);
}
