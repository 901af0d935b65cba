// Which record is open beside a table, and which tab of it: ?kayit=12&sekme=canli; kayit=yeni is a
// new one.
import { useCallback } from "react";
import { useAddress, useChangeAddress } from "../../ui/table/use-table-view.ts";

export interface OpenRecord {
  record: number | "new" | null;
  tab: string | null;
  open: (record: number | "new", tab?: string) => void;
  showTab: (tab: string | null) => void;
  close: () => void;
}

const without = (search: Readonly<Record<string, string>>, ...names: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name)));

export function useOpenRecord(): OpenRecord {
  const search = useAddress();
  const changeAddress = useChangeAddress();
  const text = search["kayit"] ?? "";
  return {
    record: text === "yeni" ? "new" : /^\d{1,10}$/.test(text) ? Number(text) : null,
    tab: search["sekme"] ?? null,
    open: useCallback(
      (record, tab) =>
        changeAddress(
          (before) => ({
            ...without(before, "kayit", "sekme"),
            kayit: record === "new" ? "yeni" : String(record),
            ...(tab === undefined ? {} : { sekme: tab }),
          }),
          "push",
        ),
      [changeAddress],
    ),
    showTab: useCallback(
      (tab) => changeAddress((before) => ({ ...without(before, "sekme"), ...(tab === null ? {} : { sekme: tab }) })),
      [changeAddress],
    ),
    close: useCallback(() => changeAddress((before) => without(before, "kayit", "sekme")), [changeAddress]),
  };
}
