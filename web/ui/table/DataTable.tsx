// The one table of the product: search, filters, order, columns, export, virtual rows, keyboard.
// What it shows is in the address. On phones its rows become cards.
import { useMediaQuery } from "@mantine/hooks";
import { IconAlertTriangle, IconSearchOff, IconTableOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "../../api/problem-text.ts";
import { MessagePanel } from "../MessagePanel.tsx";
import classes from "./DataTable.module.css";
import { RowCards } from "./RowCards.tsx";
import { RowGrid } from "./RowGrid.tsx";
import type { TableColumn } from "./table-column.ts";
import { TableSkeleton } from "./TableSkeleton.tsx";
import { TableToolbar } from "./TableToolbar.tsx";
import { useDataTable } from "./use-data-table.ts";
import { useTableView } from "./use-table-view.ts";

export const PHONE = "(max-width: 767px)";

export interface DataTableProps<T extends object> {
  /** What is listed, for assistive technology and for the exported file. */
  label: string;
  columns: readonly TableColumn<T>[];
  /** undefined = still loading. */
  rows: readonly T[] | undefined;
  rowId: (row: T) => number;
  rowLabel: (row: T) => string;
  error: unknown;
  onRetry: () => void;
  empty: { title: string; body: string; action?: { label: string; onClick: () => void } };
  /** Left out where there is nothing to open. */
  onOpen?: ((row: T) => void) | undefined;
  /** Items of a row's menu; null = the row has none. */
  renderActions?: (row: T) => ReactNode;
  /** What can be done with several rows at once. */
  renderBulkActions?: (rows: readonly T[], clear: () => void) => ReactNode;
  /** Said above the rows, e.g. that there are more on the server. */
  hint?: string | null;
  /** The screen hands out files of its own: the table's rows are not offered as one. */
  hasOwnFiles?: boolean;
  /** The record that is open beside the table. */
  openId?: number | null;
}

const NO_ROWS: readonly never[] = [];

export function DataTable<T extends object>(props: DataTableProps<T>) {
  const {
    label,
    columns,
    rows,
    rowId,
    error,
    onRetry,
    empty,
    hint = null,
    renderBulkActions,
    hasOwnFiles = false,
  } = props;
  const { t } = useTranslation();
  const isPhone = useMediaQuery(PHONE, window.matchMedia(PHONE).matches);
  const { view, change } = useTableView(columns);
  const table = useDataTable(rows ?? NO_ROWS, columns, view, rowId);
  const shown = table.getRowModel().rows;
  const visible = columns.filter(({ id }) => table.getColumn(id)?.getIsVisible());
  const selected = table.getSelectedRowModel().rows.map((row) => row.original);
  const clearFilters = (): void => change({ query: "", filters: {} });

  function content(): ReactNode {
    if (rows === undefined && error !== null) {
      const { title, action } = problemText(t, error);
      return (
        <MessagePanel
          tone="failure"
          icon={<IconAlertTriangle size={28} stroke={1.5} aria-hidden />}
          title={title}
          body={action}
          action={{ label: t("shell.retry"), onClick: onRetry }}
        />
      );
    }
    if (rows === undefined) return <TableSkeleton />;
    if (rows.length === 0) {
      return <MessagePanel icon={<IconTableOff size={28} stroke={1.5} aria-hidden />} {...empty} />;
    }
    if (shown.length === 0) {
      return (
        <MessagePanel
          icon={<IconSearchOff size={28} stroke={1.5} aria-hidden />}
          title={t("table.noMatch.title")}
          body={t("table.noMatch.body")}
          action={{ label: t("table.noMatch.action"), onClick: clearFilters }}
        />
      );
    }
    const Rows = isPhone ? RowCards : RowGrid;
    return <Rows {...props} columns={visible} table={table} shown={shown} view={view} change={change} />;
  }

  return (
    <section className={classes.table} aria-label={label}>
      <TableToolbar
        label={label}
        columns={columns}
        visible={visible}
        rows={shown.map((row) => row.original)}
        total={rows?.length ?? null}
        view={view}
        change={change}
        isPhone={isPhone}
        hasOwnFiles={hasOwnFiles}
      />
      {hint === null ? null : <p className={classes.hint}>{hint}</p>}
      {renderBulkActions && selected.length > 0 ? (
        <div className={classes.bulk}>
          <span>{t("table.selected", { count: selected.length })}</span>
          {renderBulkActions(selected, () => table.resetRowSelection(true))}
        </div>
      ) : null}
      {content()}
    </section>
  );
}
