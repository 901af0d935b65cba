// The list of vehicles: virtual rows, flat (a listbox) or in groups (a tree). Focus stays on the list
// and the active row is announced; rows keep their place while values change.
import { useVirtualizer } from "@tanstack/react-virtual";
import { type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Checked } from "./checked.ts";
import { GroupRow } from "./GroupRow.tsx";
import type { ListItem } from "./list-items.ts";
import { useAnchoredScroll } from "./use-anchored-scroll.ts";
import { useListInput } from "./use-list-input.ts";
import classes from "./VehicleList.module.css";
import { VehicleRow } from "./VehicleRow.tsx";

const ROW_PX = 44;
const GROUP_PX = 34;
const OVERSCAN = 6;

export interface VehicleListHandle {
  focus(): void;
}

export interface VehicleListProps {
  items: readonly ListItem[];
  grouped: boolean;
  selectedId: number | null;
  checked: Checked;
  /** Tick boxes are shown. */
  checking: boolean;
  onSelect(vehicleId: number): void;
  onChecked(checked: Checked): void;
  onUncheck(): void;
  onFold(groupKey: string, open: boolean): void;
  onRowsShown(vehicleIds: readonly number[]): void;
  handle: Ref<VehicleListHandle>;
}

export const rowId = (key: ListItem["key"]): string => `vehicle-row-${key}`;

const heightOf = (item: ListItem): number => (item.type === "group" ? GROUP_PX : ROW_PX);

const tickOf = (item: ListItem, checked: Checked): boolean | "mixed" => {
  if (item.type === "vehicle") return checked.has(item.key);
  const count = item.vehicleIds.filter((id) => checked.has(id)).length;
  return count === 0 ? false : count === item.vehicleIds.length || "mixed";
};

export function VehicleList(props: VehicleListProps) {
  const { items, grouped, selectedId, checked, checking, onRowsShown, handle } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState<ListItem["key"] | null>(selectedId);
  const placed = useMemo(() => {
    let top = 0;
    return items.map((item) => {
      const place = { key: item.key, top };
      top += heightOf(item);
      return place;
    });
  }, [items]);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => (items[index]?.type === "group" ? GROUP_PX : ROW_PX), [items]),
    overscan: OVERSCAN,
    // The same function as long as the items are the same: otherwise all places are worked out anew.
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
  });
  useAnchoredScroll(scroller, placed);
  useImperativeHandle(handle, () => ({ focus: () => scroller.current?.focus() }));

  // A selection made elsewhere (map, address) becomes the active row and comes into sight, once: a
  // later change of the order does not pull the list back.
  const [seenSelection, setSeenSelection] = useState(selectedId);
  if (seenSelection !== selectedId) {
    setSeenSelection(selectedId);
    if (selectedId !== null) setActiveKey(selectedId);
  }
  const place = useRef({ items, rows });
  useEffect(() => {
    place.current = { items, rows };
  });
  useEffect(() => {
    const index = selectedId === null ? -1 : place.current.items.findIndex(({ key }) => key === selectedId);
    if (index >= 0) place.current.rows.scrollToIndex(index, { align: "auto" });
  }, [selectedId]);

  const shown = rows.getVirtualItems();
  const shownIds = shown.flatMap(({ key }) => (typeof key === "number" ? [key] : [])).join(",");
  useEffect(() => onRowsShown(shownIds === "" ? [] : shownIds.split(",").map(Number)), [shownIds, onRowsShown]);

  const activeIndex = activeKey === null ? -1 : items.findIndex(({ key }) => key === activeKey);
  const activeShown = shown.some(({ key }) => key === activeKey);
  const input = useListInput({
    ...props,
    activeIndex,
    firstShown: shown[0]?.index ?? 0,
    activate: (index) => {
      const item = items[index];
      if (!item) return;
      setActiveKey(item.key);
      rows.scrollToIndex(index, { align: "auto" });
    },
  });

  return (
    <>
      <div id="vehicle-list-keys" hidden>
        {t(grouped ? "live.list.groupKeys" : "live.list.keys")}
      </div>
      <div
        ref={scroller}
        className={classes.list}
        data-beyond-peek
        role={grouped ? "tree" : "listbox"}
        tabIndex={0}
        aria-label={t("live.list.label")}
        aria-describedby="vehicle-list-keys"
        aria-multiselectable="true"
        aria-activedescendant={activeShown && activeKey !== null ? rowId(activeKey) : undefined}
        {...input}
      >
        <div role="presentation" className={classes.space} style={{ height: rows.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const item = items[index];
            if (!item) return null;
            const tick = checking ? tickOf(item, checked) : undefined;
            return (
              <div
                key={item.key}
                id={rowId(item.key)}
                role={grouped ? "treeitem" : "option"}
                aria-selected={item.key === selectedId}
                aria-checked={tick}
                aria-setsize={grouped ? undefined : items.length}
                aria-posinset={grouped ? undefined : index + 1}
                aria-level={grouped ? (item.type === "group" ? 1 : 2) : undefined}
                aria-expanded={item.type === "group" ? item.open : undefined}
                data-active={item.key === activeKey || undefined}
                data-index={index}
                className={item.type === "group" ? `${classes.row} ${classes.group}` : classes.row}
                style={{ transform: `translateY(${start}px)` }}
                tabIndex={-1}
              >
                {checking ? <span className={classes.tick} data-tick /> : null}
                {item.type === "group" ? <GroupRow group={item} /> : <VehicleRow entry={item.entry} />}
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
