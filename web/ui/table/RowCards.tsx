// Rows as cards, for phones: the first column is the title, the others are named lines. Heights
// differ, so each card is measured.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./DataTable.module.css";
import { RowMenu } from "./RowMenu.tsx";
import { TickBox } from "./TickBox.tsx";
import type { RowListProps } from "./row-list.ts";
import { type TableColumn, textOf } from "./table-column.ts";

const GUESS_PX = 132;
const OVERSCAN = 5;

const contentOf = <T,>(column: TableColumn<T>, row: T) => (column.cell ? column.cell(row) : textOf(column, row));

export function RowCards<T extends object>(props: RowListProps<T>) {
  const { columns, shown, label, rowId, rowLabel, onOpen, renderActions, renderBulkActions, openId } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => GUESS_PX,
    overscan: OVERSCAN,
    getItemKey: (index) => shown[index]?.id ?? index,
  });
  const [title, ...lines] = columns;
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className={classes.scroller} tabIndex={0} role="group" aria-label={label}>
      <ul className={classes.cards} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const row = shown[index];
          if (!row) return null;
          const record = row.original;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={shown.length}
              aria-posinset={index + 1}
              className={classes.cardPlace}
              style={{ transform: `translateY(${start}px)` }}
            >
              <div className={classes.card} data-open={rowId(record) === openId || undefined}>
                <div className={classes.cardHead}>
                  {renderBulkActions ? (
                    <TickBox
                      aria-label={t("table.select", { name: rowLabel(record) })}
                      checked={row.getIsSelected()}
                      onChange={row.getToggleSelectedHandler()}
                    />
                  ) : null}
                  {onOpen ? (
                    <button type="button" className={classes.cardTitle} onClick={() => onOpen(record)}>
                      {title ? contentOf(title, record) : rowLabel(record)}
                    </button>
                  ) : (
                    <span className={classes.cardTitle}>{title ? contentOf(title, record) : rowLabel(record)}</span>
                  )}
                  {renderActions ? (
                    <RowMenu name={rowLabel(record)} reachable>
                      {renderActions(record)}
                    </RowMenu>
                  ) : null}
                </div>
                <dl className={classes.cardLines}>
                  {lines
                    .filter((column) => textOf(column, record) !== "")
                    .map((column) => (
                      <div key={column.id}>
                        <dt>{column.header}</dt>
                        <dd>{contentOf(column, record)}</dd>
                      </div>
                    ))}
                </dl>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
