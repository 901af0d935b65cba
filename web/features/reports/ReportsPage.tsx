// Reports: what is asked stands in the address, the table and the files carry the same rows.
import "@mantine/dates/styles.layer.css";
import "dayjs/locale/tr";
import { Button } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { IconDownload } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { createDayOf } from "../../../domain/fleet/local-day.ts";
import { type FleetReport, isSumKind, type ReportRow } from "../../../domain/fleet-report/fleet-report.ts";
import { REPORT_TITLES } from "../../../domain/fleet-report/report-columns.ts";
import { createCellText } from "../../../domain/fleet-report/report-text.ts";
import { urlOf } from "../../api/api-client.ts";
import { usePageTitle } from "../../app/use-page-title.ts";
import { useFormats, useServices, useSession } from "../../app/use-services.ts";
import { addAdministrationWording } from "../../i18n/administration-wording.ts";
import { isLanguage } from "../../i18n/create-i18n.ts";
import { MessagePanel } from "../../ui/MessagePanel.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { useAddress, useChangeAddress } from "../../ui/table/use-table-view.ts";
import { presetDays } from "./period-presets.ts";
import { ReportFilters } from "./ReportFilters.tsx";
import { type NumberedRow, reportTableColumns } from "./report-table-columns.ts";
import { readReportSearch, reportQueryOf, type ReportSearch, writeReportSearch } from "./report-search.ts";
import { ReportTotals } from "./ReportTotals.tsx";
import classes from "./Reports.module.css";

const ReportChart = lazy(() => import("./ReportChart.tsx").then((module) => ({ default: module.ReportChart })));

const FORMATS = ["csv", "xlsx", "pdf"] as const;
const idOf = ({ index }: NumberedRow): number => index;
const labelOf = ({ row }: NumberedRow): string => String(row["vehicle"] ?? row["unit"] ?? "");

export function ReportsPage() {
  const { i18n } = useTranslation();
  // Before the first word is drawn.
  useState(() => addAdministrationWording(i18n));
  const { permissions } = useSession();
  const { t } = useFormats();
  usePageTitle(t("reports.title"));
  return permissions.includes("track:read") ? (
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
      <Reports />
    </DatesProvider>
  ) : (
    <MessagePanel title={t("reports.noRight.title")} body={t("reports.noRight.body")} headingLevel={1} />
  );
}

/** From a sum to what it is made of. */
function below(row: ReportRow, { groupBy }: FleetReport): Partial<ReportSearch> {
  const { vehicleId, unitId } = row;
  return groupBy === "vehicle"
    ? { kind: "trips", vehicleId: Number(vehicleId) }
    : { groupBy: "vehicle", unitId: Number(unitId) };
}

function Reports() {
  const { api, live } = useServices();
  const { t, time, number, language } = useFormats();
  const address = useAddress();
  const changeAddress = useChangeAddress();
  const words = isLanguage(language) ? language : "tr";
  const [today] = useState(() => createDayOf(time.timeZone)(live.serverNow()).day);
  const search = readReportSearch(address, today);
  const { kind } = search;
  const change = (patch: Partial<ReportSearch>): void =>
    changeAddress(() => writeReportSearch({ ...search, ...patch }), "push");
  const query = reportQueryOf(search);
  const report = useQuery({
    queryKey: ["report", kind, query],
    queryFn: ({ signal }) => api.call("getReport", { params: { kind }, query }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  // Rows of another report must not stand under the columns of this one.
  const data = report.data?.kind === kind ? report.data : undefined;
  const cellText = useMemo(
    () => createCellText(words, time.timeZone, data?.step ?? "period"),
    [words, time.timeZone, data?.step],
  );
  const columns = useMemo(() => (data ? reportTableColumns(data, cellText, words) : []), [data, cellText, words]);
  const rows = useMemo(() => data?.rows.map((row, index): NumberedRow => ({ index, row })), [data]);
  const isEmpty = data?.rows.length === 0;

  return (
    <div className={classes.page}>
      <div className={classes.heading}>
        <h1 className={classes.title}>{REPORT_TITLES[kind][words]}</h1>
        <div className={classes.actions}>
          {FORMATS.map((format) => (
            <Button
              key={format}
              component="a"
              href={urlOf(`/api/reports/${kind}/file`, {}, { ...query, format, lang: words })}
              download
              variant="default"
              size="sm"
              leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
              aria-label={`${t("reports.download")}: ${format.toUpperCase()}`}
            >
              {format.toUpperCase()}
            </Button>
          ))}
        </div>
      </div>
      <ReportFilters search={search} today={today} onChange={change} />
      {data && !isEmpty ? (
        <>
          <ReportTotals report={data} cellText={cellText} />
          <Suspense fallback={<div className={classes.chartRoom} />}>
            <ReportChart report={data} />
          </Suspense>
        </>
      ) : null}
      <div className={classes.table}>
        <DataTable
          label={REPORT_TITLES[kind][words]}
          columns={columns}
          rows={rows}
          rowId={idOf}
          rowLabel={labelOf}
          hasOwnFiles
          error={report.error}
          onRetry={() => void report.refetch()}
          hint={data?.more ? t("reports.more", { count: number.whole(data.rows.length) }) : null}
          empty={{
            title: t("reports.empty.title"),
            body: t("reports.empty.body"),
            action: {
              label: t("reports.empty.action"),
              onClick: () => change({ ...presetDays("month", today), unitId: null, vehicleId: null }),
            },
          }}
          onOpen={data && isSumKind(kind) ? ({ row }) => change(below(row, data)) : undefined}
        />
      </div>
    </div>
  );
}
