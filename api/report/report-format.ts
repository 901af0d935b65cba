// The file formats of reports.
import type { FleetReport } from "../../domain/fleet-report/fleet-report.ts";
import type { ReportLanguage } from "../../domain/fleet-report/report-text.ts";
import type { ReportFormatName } from "../file-contract.ts";
import { reportCsv } from "./report-csv.ts";
import { reportPdf } from "./report-pdf.ts";
import { reportXlsx } from "./report-xlsx.ts";

export interface ReportSetting {
  language: ReportLanguage;
  timeZone: string;
}

interface ReportFormat {
  type: string;
  write: (report: FleetReport, setting: ReportSetting) => Promise<Buffer>;
}

export const REPORT_FORMATS: Readonly<Record<ReportFormatName, ReportFormat>> = {
  csv: { type: "text/csv; charset=utf-8", write: async (report, setting) => Buffer.from(reportCsv(report, setting)) },
  xlsx: {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write: reportXlsx,
  },
  pdf: { type: "application/pdf", write: reportPdf },
};
