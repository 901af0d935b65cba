// The parts of TanStack Table this product uses, and how rows are matched and compared.
import {
  columnFilteringFeature,
  columnVisibilityFeature,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import { compareTurkish, foldForSearch } from "../../../domain/turkish-text.ts";
import { type CellValue, type TableColumn, textOf } from "./table-column.ts";

export const FEATURES = tableFeatures({
  columnFilteringFeature,
  columnVisibilityFeature,
  globalFilteringFeature,
  rowSelectionFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
});

export function compareValues(a: CellValue | undefined, b: CellValue | undefined): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return compareTurkish(String(a ?? ""), String(b ?? ""));
}

/** Every word of the search must lie within one of the row's texts, whatever its place. */
export function createMatcher<T extends object>(
  columns: readonly TableColumn<T>[],
): (row: T, query: string) => boolean {
  const keysOfRow = new WeakMap<T, string[]>();
  const keysOf = (row: T): string[] => {
    const known = keysOfRow.get(row);
    if (known) return known;
    const keys = columns.map((column) => foldForSearch(textOf(column, row)));
    keysOfRow.set(row, keys);
    return keys;
  };
  return (row, query) => {
    const keys = keysOf(row);
    const whole = foldForSearch(query);
    if (keys.some((key) => key.includes(whole))) return true;
    return query
      .split(/\s+/)
      .map(foldForSearch)
      .every((word) => keys.some((key) => key.includes(word)));
  };
}
