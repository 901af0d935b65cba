// What the two looks of a table (grid and cards) share.
import type { DataTableProps } from "./DataTable.tsx";
import type { TableViewState } from "./use-table-view.ts";
import type { useDataTable } from "./use-data-table.ts";

type DataTableState<T extends object> = ReturnType<typeof useDataTable<T>>;

export interface RowListProps<T extends object> extends DataTableProps<T>, TableViewState {
  table: DataTableState<T>;
  /** Rows in order, after search and filters. */
  shown: ReturnType<DataTableState<T>["getRowModel"]>["rows"];
}
