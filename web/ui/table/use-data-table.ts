// TanStack Table wired to our columns and to the view in the address.
import { type ColumnDef, type RowSelectionState, useTable } from "@tanstack/react-table";
import { useMemo, useState } from "react";
import type { TableColumn } from "./table-column.ts";
import { compareValues, createMatcher, FEATURES } from "./table-features.ts";
import type { TableView } from "./table-view.ts";

type Definition<T extends object> = ColumnDef<typeof FEATURES, T>;

function definitionOf<T extends object>(column: TableColumn<T>): Definition<T> {
  const { filter } = column;
  return {
    id: column.id,
    // `undefined` is what the library sorts last in both directions.
    accessorFn: (row) => column.value(row) ?? undefined,
    sortUndefined: "last",
    sortFn: (a, b, id) => compareValues(a.getValue(id), b.getValue(id)),
    ...(filter ? { filterFn: (row, _id, chosen: readonly string[]) => chosen.includes(filter.of(row.original)) } : {}),
  };
}

export function useDataTable<T extends object>(
  rows: readonly T[],
  columns: readonly TableColumn<T>[],
  view: TableView,
  rowId: (row: T) => number,
) {
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({});
  const definitions = useMemo(() => columns.map((column) => definitionOf(column)), [columns]);
  const matches = useMemo(() => createMatcher(columns), [columns]);
  const state = useMemo(
    () => ({
      sorting: view.sort ? [{ id: view.sort.id, desc: view.sort.descending }] : [],
      globalFilter: view.query.trim() === "" ? undefined : view.query,
      columnFilters: Object.entries(view.filters).map(([id, value]) => ({ id, value })),
      columnVisibility: Object.fromEntries(
        columns.map(({ id, optional }) => [id, view.columns ? view.columns.includes(id) : !optional]),
      ),
    }),
    [view, columns],
  );
  return useTable({
    features: FEATURES,
    columns: definitions,
    data: rows,
    getRowId: (row) => String(rowId(row)),
    state: { ...state, rowSelection },
    onRowSelectionChange: setRowSelection,
    globalFilterFn: (row, _id, query: string) => matches(row.original, query),
    // The search looks at all columns at once: asking one of them is enough.
    getColumnCanGlobalFilter: (column) => column.id === columns[0]?.id,
  });
}
