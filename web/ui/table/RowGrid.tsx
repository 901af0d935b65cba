// Rows as a grid: sticky header, virtual rows, one row at a time in the tab order. Arrow keys move,
// Enter opens, Space selects; buttons of the active row are reached with Tab.
import { IconArrowDown, IconArrowUp, IconArrowsSort } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./DataTable.module.css";
import { nextRowIndex } from "../next-row-index.ts";
import { RowMenu } from "./RowMenu.tsx";
import { TickBox } from "./TickBox.tsx";
import type { RowListProps } from "./row-list.ts";
import { type TableColumn, textOf } from "./table-column.ts";

const ROW_PX = 40;
const OVERSCAN = 8;
const CHECK_PX = 40;
const MENU_PX = 44;

function templateOf<T>(columns: readonly TableColumn<T>[], hasCheck: boolean, hasMenu: boolean): string {
  const tracks = columns.map(({ width, grow = 1 }) => `minmax(${width}px, ${grow}fr)`);
  return [...(hasCheck ? [`${CHECK_PX}px`] : []), ...tracks, ...(hasMenu ? [`${MENU_PX}px`] : [])].join(" ");
}

export function RowGrid<T extends object>(props: RowListProps<T>) {
  const { columns, table, shown, view, change, label, rowLabel, onOpen, renderActions, renderBulkActions, openId } =
    props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const wantsFocus = useRef(false);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    // The sticky header covers the first pixels.
    scrollPaddingStart: ROW_PX,
  });
  const activeIndex = Math.min(active, shown.length - 1);
  const hasCheck = renderBulkActions !== undefined;
  const style = { gridTemplateColumns: templateOf(columns, hasCheck, renderActions !== undefined) };
  const minWidth = columns.reduce(
    (sum, { width }) => sum + width,
    (hasCheck ? CHECK_PX : 0) + (renderActions ? MENU_PX : 0),
  );

  const items = virtual.getVirtualItems();
  useEffect(() => {
    if (!wantsFocus.current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`);
    if (!row) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    // Keys on buttons inside a row belong to them.
    if (event.target instanceof Element && !event.target.matches("[role=row]")) return;
    const row = shown[activeIndex];
    if (!row) return;
    if (event.key === "Enter") onOpen?.(row.original);
    else if (event.key === " " && hasCheck) row.toggleSelected();
    else {
      const index = nextRowIndex(event.key, activeIndex, shown.length);
      if (index === null) return;
      setActive(index);
      wantsFocus.current = true;
      virtual.scrollToIndex(index, { align: "auto" });
    }
    event.preventDefault();
  }

  function onClick({ target }: MouseEvent): void {
    // Boxes and menus have a meaning of their own; clicks from an opened menu come from outside the rows.
    if (!(target instanceof Element) || target.closest("[data-own]")) return;
    const index = target.closest<HTMLElement>("[data-index]")?.dataset["index"];
    const row = index === undefined ? undefined : shown[Number(index)];
    if (row) onOpen?.(row.original);
  }

  function toggleSort(id: string): void {
    const { sort } = view;
    if (sort?.id !== id) change({ sort: { id, descending: false } });
    else change({ sort: sort.descending ? null : { id, descending: true } });
  }

  return (
    <div ref={scroller} className={classes.scroller}>
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={shown.length + 1}
        aria-multiselectable={hasCheck || undefined}
        tabIndex={-1}
        className={classes.grid}
        style={{ minWidth }}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div role="rowgroup" className={classes.header}>
          <div role="row" aria-rowindex={1} className={classes.headerRow} style={style}>
            {hasCheck ? (
              <div role="columnheader" className={classes.check}>
                <TickBox
                  aria-label={t("table.selectAll")}
                  checked={table.getIsAllRowsSelected()}
                  indeterminate={table.getIsSomeRowsSelected()}
                  onChange={table.getToggleAllRowsSelectedHandler()}
                />
              </div>
            ) : null}
            {columns.map((column) => (
              <SortHeader
                key={column.id}
                column={column}
                direction={view.sort?.id === column.id ? (view.sort.descending ? "descending" : "ascending") : "none"}
                onToggle={() => toggleSort(column.id)}
              />
            ))}
            {renderActions ? (
              <div role="columnheader">
                <span className="visually-hidden">{t("table.actions")}</span>
              </div>
            ) : null}
          </div>
        </div>
        <div role="rowgroup" className={classes.rows} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = shown[index];
            if (!row) return null;
            const record = row.original;
            return (
              <div
                key={row.id}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={hasCheck ? row.getIsSelected() : undefined}
                data-open={row.id === String(openId) || undefined}
                data-index={index}
                tabIndex={index === activeIndex ? 0 : -1}
                className={classes.row}
                style={{ ...style, transform: `translateY(${start}px)` }}
                onFocus={() => setActive(index)}
              >
                {hasCheck ? (
                  <div role="gridcell" data-own className={classes.check}>
                    <TickBox
                      tabIndex={index === activeIndex ? 0 : -1}
                      aria-label={t("table.select", { name: rowLabel(record) })}
                      checked={row.getIsSelected()}
                      onChange={row.getToggleSelectedHandler()}
                    />
                  </div>
                ) : null}
                {columns.map((column) => (
                  <div key={column.id} role="gridcell" className={classes.cell} data-align={column.align}>
                    {column.cell ? column.cell(record) : <span className={classes.text}>{textOf(column, record)}</span>}
                  </div>
                ))}
                {renderActions ? (
                  <div role="gridcell" data-own className={classes.menu}>
                    <RowMenu name={rowLabel(record)} reachable={index === activeIndex}>
                      {renderActions(record)}
                    </RowMenu>
                  </div>
                ) : null}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface SortHeaderProps<T> {
  column: TableColumn<T>;
  direction: "ascending" | "descending" | "none";
  onToggle: () => void;
}

function SortHeader<T>({ column, direction, onToggle }: SortHeaderProps<T>) {
  const Icon = direction === "none" ? IconArrowsSort : direction === "ascending" ? IconArrowUp : IconArrowDown;
  return (
    <div role="columnheader" aria-sort={direction} className={classes.headerCell} data-align={column.align}>
      <button type="button" className={classes.sort} onClick={onToggle} data-sorted={direction !== "none" || undefined}>
        <span className={classes.text}>{column.header}</span>
        <Icon size={14} stroke={1.8} aria-hidden />
      </button>
    </div>
  );
}
