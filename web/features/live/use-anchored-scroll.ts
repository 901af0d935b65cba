// Keeps the row at the top of the list where it is on the screen when rows above it come or go.
import { type RefObject, useLayoutEffect, useRef } from "react";

export interface Placed {
  key: number | string;
  /** Distance from the start of the list, px. */
  top: number;
}

/** A change of `rows` moves the scroll position, never what the eye is on. */
export function useAnchoredScroll(element: RefObject<HTMLElement | null>, rows: readonly Placed[]): void {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const list = element.current;
    const old = before.current;
    before.current = rows;
    if (!list || old === rows || list.scrollTop === 0) return;
    const { scrollTop } = list;
    const firstShown = Math.max(0, old.findIndex(({ top }) => top > scrollTop) - 1);
    const tops = new Map(rows.map(({ key, top }) => [key, top]));
    // The topmost row that is still there carries the rest.
    for (const { key, top } of old.slice(firstShown)) {
      const now = tops.get(key);
      if (now === undefined) continue;
      list.scrollBy({ top: now - top, behavior: "instant" });
      return;
    }
  }, [element, rows]);
}
