// The list of vehicles: a listbox with virtual rows. Focus stays on the list and the active row is
// announced; rows keep their place while values change.
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import type { FleetEntry } from "./fleet.ts";
import { useAnchoredScroll } from "./use-anchored-scroll.ts";
import classes from "./VehicleList.module.css";
import { VehicleRow } from "./VehicleRow.tsx";

const ROW_PX = 44;
const OVERSCAN = 6;
const PAGE_ROWS = 10;

export interface VehicleListHandle {
  focus(): void;
}

export interface VehicleListProps {
  entries: readonly FleetEntry[];
  selectedId: number | null;
  onSelect(vehicleId: number): void;
  onRowsShown(vehicleIds: readonly number[]): void;
  handle: Ref<VehicleListHandle>;
}

const optionId = (vehicleId: number): string => `vehicle-option-${vehicleId}`;

function nextIndex(key: string, index: number, count: number): number | null {
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(last, index + 1);
    case "ArrowUp":
      return Math.max(0, index - 1);
    case "PageDown":
      return Math.min(last, index + PAGE_ROWS);
    case "PageUp":
      return Math.max(0, index - PAGE_ROWS);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}

export function VehicleList({ entries, selectedId, onSelect, onRowsShown, handle }: VehicleListProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<number | null>(selectedId);
  const ids = useMemo(() => entries.map((entry) => entry.id), [entries]);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    getItemKey: (index) => ids[index] ?? index,
  });
  useAnchoredScroll({ element: scroller, ids, rowHeight: ROW_PX });
  useImperativeHandle(handle, () => ({ focus: () => scroller.current?.focus() }));

  // A selection made elsewhere (map, address) becomes the active row and comes into sight, once: a
  // later change of the order does not pull the list back.
  const [seenSelection, setSeenSelection] = useState(selectedId);
  if (seenSelection !== selectedId) {
    setSeenSelection(selectedId);
    if (selectedId !== null) setActiveId(selectedId);
  }
  const place = useRef({ ids, rows });
  useEffect(() => {
    place.current = { ids, rows };
  });
  useEffect(() => {
    const index = selectedId === null ? -1 : place.current.ids.indexOf(selectedId);
    if (index >= 0) place.current.rows.scrollToIndex(index, { align: "auto" });
  }, [selectedId]);

  const shown = rows.getVirtualItems();
  const shownKey = shown.map(({ key }) => key).join(",");
  useEffect(() => onRowsShown(shownKey === "" ? [] : shownKey.split(",").map(Number)), [shownKey, onRowsShown]);

  const activeIndex = activeId === null ? -1 : ids.indexOf(activeId);
  const activeShown = shown.some(({ key }) => key === activeId);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Enter" || event.key === " ") {
      const id = ids[activeIndex];
      if (id === undefined) return;
      event.preventDefault();
      onSelect(id);
      return;
    }
    const index = nextIndex(event.key, activeIndex, ids.length);
    const id = index === null ? undefined : ids[index];
    if (index === null || id === undefined) return;
    event.preventDefault();
    setActiveId(id);
    rows.scrollToIndex(index, { align: "auto" });
  }

  function onClick({ target }: MouseEvent): void {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-vehicle-id]") : null;
    if (!row) return;
    const id = Number(row.dataset["vehicleId"]);
    setActiveId(id);
    onSelect(id);
  }

  function onFocus(): void {
    const [first] = shown;
    if (activeIndex < 0 && first) setActiveId(Number(first.key));
  }

  return (
    <>
      <div id="vehicle-list-keys" hidden>
        {t("live.list.keys")}
      </div>
      <div
        ref={scroller}
        className={classes.list}
        role="listbox"
        tabIndex={0}
        aria-label={t("live.list.label")}
        aria-describedby="vehicle-list-keys"
        aria-activedescendant={activeShown && activeId !== null ? optionId(activeId) : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={onFocus}
      >
        <div role="presentation" className={classes.space} style={{ height: rows.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const entry = entries[index];
            return entry ? (
              <div
                key={entry.id}
                id={optionId(entry.id)}
                role="option"
                aria-selected={entry.id === selectedId}
                aria-setsize={entries.length}
                aria-posinset={index + 1}
                data-active={entry.id === activeId || undefined}
                className={classes.row}
                style={{ transform: `translateY(${start}px)` }}
                data-vehicle-id={entry.id}
                tabIndex={-1}
              >
                <VehicleRow entry={entry} />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </>
  );
}
