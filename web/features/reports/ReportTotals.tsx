// The sums of a report in one line.
import type { FleetReport } from "../../../domain/fleet-report/fleet-report.ts";
import type { CellText } from "../../../domain/fleet-report/report-text.ts";
import { useFormats } from "../../app/use-services.ts";
import { isLanguage } from "../../i18n/create-i18n.ts";
import classes from "./Reports.module.css";

export function ReportTotals({ report, cellText }: { report: FleetReport; cellText: CellText }) {
  const { t, language } = useFormats();
  const words = isLanguage(language) ? language : "tr";
  const { columns, totals } = report;
  if (!totals) return null;
  return (
    <dl className={classes.totals} aria-label={t("reports.totals")}>
      {columns.map((column) => {
        const value = totals[column.key];
        return typeof value === "number" ? (
          <div key={column.key}>
            <dt>{column[words]}</dt>
            <dd>{cellText(column, value)}</dd>
          </div>
        ) : null;
      })}
    </dl>
  );
}
