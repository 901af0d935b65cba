// What a column of a table knows: how it sorts, searches, exports and looks.
import type { ReactNode } from "react";

/** Numbers sort by value, text in Turkish order; null is always last. */
export type CellValue = string | number | null;

export interface FilterOption {
  value: string;
  label: string;
}

export interface TableColumn<T> {
  /** Stands in the address: short, lower case, Turkish. */
  id: string;
  header: string;
  value: (row: T) => CellValue;
  /** As people read it; needed where the value is a number that stands for something else. */
  text?: (row: T) => string;
  cell?: (row: T) => ReactNode;
  /** Least width in pixels. */
  width: number;
  /** Share of the width that is left over; default 1. */
  grow?: number;
  align?: "end";
  /** Not shown until chosen. */
  optional?: boolean;
  filter?: { options: readonly FilterOption[]; of: (row: T) => string };
}

export function textOf<T>(column: TableColumn<T>, row: T): string {
  if (column.text) return column.text(row);
  const value = column.value(row);
  return value === null ? "" : String(value);
}
