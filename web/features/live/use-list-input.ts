// Keys and presses in the list.
//   ↑ ↓ PgUp PgDn Home End  move         Enter  open the vehicle, fold the group
//   Space  tick     Shift+↑ ↓  tick on the way     Ctrl+A  tick all     Esc  untick all
//   ← →  fold and unfold; ← on a vehicle goes to the head of its group
import { type KeyboardEvent, type MouseEvent, useRef } from "react";
import { type Checked, toggled, withRange } from "./checked.ts";
import type { ListItem } from "./list-items.ts";
import { nextRowIndex } from "../../ui/next-row-index.ts";

export interface ListInputOptions {
  items: readonly ListItem[];
  checked: Checked;
  checking: boolean;
  activeIndex: number;
  firstShown: number;
  activate(index: number): void;
  onSelect(vehicleId: number): void;
  onChecked(checked: Checked): void;
  onUncheck(): void;
  onFold(groupKey: string, open: boolean): void;
}

export interface ListInput {
  onKeyDown(event: KeyboardEvent): void;
  onClick(event: MouseEvent): void;
  onFocus(): void;
}

const idsOf = (item: ListItem): readonly number[] => (item.type === "group" ? item.vehicleIds : [item.key]);

export function useListInput(options: ListInputOptions): ListInput {
  const { items, checked, checking, activeIndex, firstShown, activate, onSelect, onChecked, onUncheck, onFold } =
    options;
  /** Where the next range starts. */
  const anchor = useRef<number | null>(null);
  const vehicleIds = (): number[] => items.flatMap((item) => (item.type === "vehicle" ? [item.key] : []));

  function tick(item: ListItem): void {
    if (item.type === "vehicle") anchor.current = item.key;
    onChecked(toggled(checked, idsOf(item)));
  }
  function tickUpTo(item: ListItem, from: ListItem | undefined): void {
    if (item.type === "group") return;
    anchor.current ??= from?.type === "vehicle" ? from.key : item.key;
    onChecked(withRange(checked, vehicleIds(), anchor.current, item.key));
  }
  function open(item: ListItem): void {
    if (item.type === "group") onFold(item.key, !item.open);
    else {
      anchor.current = item.key;
      onSelect(item.key);
    }
  }
  /** @returns whether the key meant something */
  function fold(item: ListItem, unfold: boolean): boolean {
    if (item.type === "group" && item.open !== unfold) onFold(item.key, unfold);
    else if (item.type === "vehicle" && !unfold && item.groupKey !== null)
      activate(items.findIndex(({ key }) => key === item.groupKey));
    else return false;
    return true;
  }
  /** @returns whether the key meant something */
  function press(event: KeyboardEvent, item: ListItem | undefined): boolean {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") {
      onChecked(new Set(vehicleIds()));
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Escape" && checking) {
      anchor.current = null;
      onUncheck();
      return true;
    }
    const index = nextRowIndex(event.key, activeIndex, items.length);
    const next = index === null ? undefined : items[index];
    if (index !== null && next) {
      activate(index);
      if (event.shiftKey) tickUpTo(next, item);
      return true;
    }
    if (!item) return false;
    if (event.key === "Enter") open(item);
    else if (event.key === " ") tick(item);
    else if (event.key === "ArrowLeft") return fold(item, false);
    else if (event.key === "ArrowRight") return fold(item, true);
    else return false;
    return true;
  }

  return {
    onKeyDown(event) {
      if (!press(event, items[activeIndex])) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onClick(event) {
      const target = event.target instanceof Element ? event.target : null;
      const index = Number(target?.closest<HTMLElement>("[data-index]")?.dataset["index"] ?? -1);
      const item = items[index];
      if (!item) return;
      activate(index);
      if (event.shiftKey) tickUpTo(item, items[activeIndex]);
      else if (event.ctrlKey || event.metaKey || target?.closest("[data-tick]")) tick(item);
      else open(item);
    },
    onFocus() {
      if (activeIndex < 0 && items.length > 0) activate(firstShown);
    },
  };
}
