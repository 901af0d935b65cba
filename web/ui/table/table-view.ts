// What a table shows, and how that stands in the address:
//   ?ara=35abc&sira=-goruldu&sutun=ad,arac&durum=bagli,sessiz
// Unreadable parts are left out, so that an old address still opens; parameters of the screen around
// the table are kept.

export interface TableView {
  query: string;
  sort: { id: string; descending: boolean } | null;
  /** By column; an absent or empty list filters nothing. */
  filters: Readonly<Record<string, readonly string[]>>;
  /** Shown columns; null = those the table shows by itself. */
  columns: readonly string[] | null;
}

interface ColumnName {
  id: string;
  filter?: unknown;
}

export type AddressSearch = Readonly<Record<string, string>>;

const MAX_QUERY = 100;

const listOf = (text: string | undefined): string[] => (text ?? "").split(",").filter((part) => part !== "");

export function readTableView(search: AddressSearch, columns: readonly ColumnName[]): TableView {
  const known = new Set(columns.map(({ id }) => id));
  const sort = search["sira"] ?? "";
  const sortId = sort.replace(/^-/, "");
  const shown = listOf(search["sutun"]).filter((id) => known.has(id));
  return {
    query: (search["ara"] ?? "").slice(0, MAX_QUERY),
    sort: known.has(sortId) ? { id: sortId, descending: sort.startsWith("-") } : null,
    filters: Object.fromEntries(
      columns.flatMap(({ id, filter }) => {
        const values = filter === undefined ? [] : listOf(search[id]);
        return values.length === 0 ? [] : [[id, values]];
      }),
    ),
    columns: shown.length === 0 ? null : shown,
  };
}

export function writeTableView(
  view: TableView,
  columns: readonly ColumnName[],
  around: AddressSearch,
): Record<string, string> {
  const own = new Set(["ara", "sira", "sutun", ...columns.flatMap(({ id, filter }) => (filter ? [id] : []))]);
  const kept = Object.entries(around).filter(([name]) => !own.has(name));
  const filters = Object.entries(view.filters).filter(([, values]) => values.length > 0);
  return {
    ...(view.query === "" ? {} : { ara: view.query }),
    ...(view.sort ? { sira: `${view.sort.descending ? "-" : ""}${view.sort.id}` } : {}),
    ...(view.columns ? { sutun: view.columns.join(",") } : {}),
    ...Object.fromEntries(filters.map(([id, values]) => [id, values.join(",")])),
    ...Object.fromEntries(kept),
  };
}
