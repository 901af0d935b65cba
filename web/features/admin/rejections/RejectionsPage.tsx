// Refused messages: by reason of the last day, then each kind in a table.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Rejection, RejectionReason } from "../../../../domain/rejection.ts";
import { useFormats, useServices } from "../../../app/use-services.ts";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import { useTableView } from "../../../ui/table/use-table-view.ts";
import { rejectionsQuery, rejectionSummaryQuery, SHOWN_ROWS } from "../admin-queries.ts";
import { RecordDrawer } from "../RecordDrawer.tsx";
import { SectionPage } from "../SectionPage.tsx";
import { useOpenRecord } from "../use-open-record.ts";
import { rejectionColumns } from "./rejection-columns.tsx";
import { RejectionDetails } from "./RejectionDetails.tsx";
import classes from "./Rejections.module.css";

const NONE: readonly never[] = [];
const idOf = ({ id }: Rejection): number => id;

interface SummaryProps {
  chosen: readonly string[];
  onChoose: (reason: RejectionReason) => void;
}

function Summary({ chosen, onChoose }: SummaryProps) {
  const { api } = useServices();
  const { t, number } = useFormats();
  const { data } = useQuery(rejectionSummaryQuery(api));
  if (!data || data.items.length === 0) return null;
  return (
    <div className={classes.summary} role="group" aria-label={t("adminRejections.summary")}>
      <span className={classes.summaryLabel}>{t("adminRejections.summary")}</span>
      {data.items.map(({ reason, count }) => (
        <button
          key={reason}
          type="button"
          className={classes.reason}
          aria-pressed={chosen.includes(reason)}
          onClick={() => onChoose(reason)}
        >
          {t(`adminRejections.reason.${reason}.title`)}
          <strong>{number.whole(count)}</strong>
        </button>
      ))}
    </div>
  );
}

export function RejectionsPage() {
  const { api } = useServices();
  const { t, time, number } = useFormats();
  const { data, error, refetch } = useQuery(rejectionsQuery(api));
  const { record, open, close } = useOpenRecord();
  const rows = data?.rows;
  const columns = useMemo(() => rejectionColumns(t, time, rows ?? NONE), [t, time, rows]);
  const { view, change } = useTableView(columns);
  const chosen = view.filters["neden"] ?? NONE;
  const openRow = rows?.find(({ id }) => id === record);

  return (
    <SectionPage section="rejections">
      <Summary
        chosen={chosen}
        onChoose={(reason) =>
          change({ filters: { ...view.filters, neden: chosen.includes(reason) ? NONE : [reason] } })
        }
      />
      <DataTable
        label={t("adminRejections.label")}
        columns={columns}
        rows={rows}
        rowId={idOf}
        rowLabel={({ reason }) => t(`adminRejections.reason.${reason}.title`)}
        error={error}
        onRetry={() => void refetch()}
        hint={data?.more ? t("adminRejections.more", { count: number.whole(SHOWN_ROWS) }) : null}
        openId={record === "new" ? null : record}
        empty={{ title: t("adminRejections.empty.title"), body: t("adminRejections.empty.body") }}
        onOpen={({ id }) => open(id)}
      />
      <RecordDrawer
        opened={openRow !== undefined}
        onClose={close}
        title={openRow ? t(`adminRejections.reason.${openRow.reason}.title`) : ""}
      >
        {openRow ? <RejectionDetails rejection={openRow} /> : null}
      </RecordDrawer>
    </SectionPage>
  );
}
