// The table's view, kept in the address of whatever screen it stands on.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { type AddressSearch, readTableView, type TableView, writeTableView } from "./table-view.ts";
import type { TableColumn } from "./table-column.ts";

export interface TableViewState {
  view: TableView;
  change(patch: Partial<TableView>): void;
}

const textsOf = (search: object): AddressSearch =>
  Object.fromEntries(Object.entries(search).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]])));

/** All parameters of the present address, as texts. */
export function useAddress(): AddressSearch {
  const search = useSearch({ strict: false });
  return useMemo(() => textsOf(search), [search]);
}

/** Changes the address by a function of what stands there; `push` leaves a step to go back to. */
export function useChangeAddress(): (
  change: (before: AddressSearch) => Record<string, string>,
  history?: "push",
) => void {
  const navigate = useNavigate();
  return useCallback(
    (change, history) => {
      void navigate({ to: ".", search: (before: object) => change(textsOf(before)), replace: history !== "push" });
    },
    [navigate],
  );
}

export function useTableView<T>(columns: readonly TableColumn<T>[]): TableViewState {
  const search = useAddress();
  const changeAddress = useChangeAddress();
  const view = useMemo(() => readTableView(search, columns), [search, columns]);
  const change = useCallback(
    (patch: Partial<TableView>) => {
      changeAddress((before) => writeTableView({ ...readTableView(before, columns), ...patch }, columns, before));
    },
    [changeAddress, columns],
  );
  return { view, change };
}
