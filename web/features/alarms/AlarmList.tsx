// The list of alarms: virtual rows in a listbox. Focus stays on the list, the active row is announced;
// rows keep their place while values change.
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, type Ref, useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import { nextRowIndex } from "../../ui/next-row-index.ts";
import { usePhone } from "../../ui/use-phone.ts";
import { AlarmRow } from "./AlarmRow.tsx";
import { isAcknowledged } from "./alarm-rows.ts";
import classes from "./Alarms.module.css";

const ROW_PX = { wide: 56, phone: 96 } as const;
const OVERSCAN = 6;

export interface AlarmListHandle {
  focus(): void;
  show(index: number): void;
}

export interface AlarmListProps {
  rows: readonly Alarm[];
  activeId: number | null;
  openId: number | null;
  ticked: ReadonlySet<number>;
  onActive(alarm: Alarm): void;
  onOpen(alarm: Alarm): void;
  /** `range`: everything from the active row to this one. */
  onTick(alarm: Alarm, range: boolean): void;
  onTickAll(): void;
  handle: Ref<AlarmListHandle>;
}

const rowId = (id: number): string => `alarm-row-${id}`;

export function AlarmList(props: AlarmListProps) {
  const { rows, activeId, openId, ticked, onActive, onOpen, onTick, onTickAll, handle } = props;
  const { t } = useTranslation();
  const phone = usePhone();
  const scroller = useRef<HTMLDivElement>(null);
  const rowPx = ROW_PX[phone ? "phone" : "wide"];
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  useImperativeHandle(handle, () => ({
    focus: () => scroller.current?.focus(),
    show: (index) => virtual.scrollToIndex(index, { align: "auto" }),
  }));
  const activeIndex = rows.findIndex(({ id }) => id === activeId);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey) return;
    const active = rows[activeIndex];
    if (event.key === "Enter" && active) onOpen(active);
    else if (event.key === " " && active) onTick(active, event.shiftKey);
    else if (event.key === "a" && (event.ctrlKey || event.metaKey)) onTickAll();
    else {
      const index = nextRowIndex(event.key, activeIndex, rows.length);
      const next = index === null ? undefined : rows[index];
      if (index === null || !next) return;
      onActive(next);
      virtual.scrollToIndex(index, { align: "auto" });
    }
    event.preventDefault();
  }

  function onClick(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const index = event.target.closest<HTMLElement>("[data-index]")?.dataset["index"];
    const alarm = index === undefined ? undefined : rows[Number(index)];
    if (!alarm) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest("[data-tick]"))
      onTick(alarm, event.shiftKey);
    else onOpen(alarm);
  }

  const shown = virtual.getVirtualItems();
  const activeShown = shown.some(({ key }) => key === activeId);
  return (
    <>
      <div id="alarm-list-keys" hidden>
        {t("alarms.keys")}
      </div>
      <div
        ref={scroller}
        className={classes.list}
        role="listbox"
        tabIndex={0}
        aria-label={t("alarms.list")}
        aria-describedby="alarm-list-keys"
        aria-multiselectable="true"
        aria-activedescendant={activeShown && activeId !== null ? rowId(activeId) : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div role="presentation" className={classes.space} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const alarm = rows[index];
            if (!alarm) return null;
            return (
              <div
                key={alarm.id}
                id={rowId(alarm.id)}
                role="option"
                tabIndex={-1}
                aria-selected={alarm.id === openId}
                aria-checked={ticked.has(alarm.id)}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                data-active={alarm.id === activeId || undefined}
                data-waiting={!isAcknowledged(alarm) || undefined}
                data-severity={alarm.severity}
                data-index={index}
                className={classes.row}
                style={{ height: rowPx, transform: `translateY(${start}px)` }}
              >
                <span className={classes.tick} data-tick />
                <AlarmRow alarm={alarm} />
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
