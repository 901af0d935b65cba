// Keeps the row at the top of the list where it is on the screen when rows above it come or go.
import { type RefObject, useLayoutEffect, useRef } from "react";

export interface AnchoredScrollOptions {
  element: RefObject<HTMLElement | null>;
  ids: readonly number[];
  rowHeight: number;
}

/** `ids` in their order; a change of it moves the scroll position, never what the eye is on. */
export function useAnchoredScroll({ element, ids, rowHeight }: AnchoredScrollOptions): void {
  const before = useRef(ids);
  useLayoutEffect(() => {
    const list = element.current;
    const old = before.current;
    before.current = ids;
    if (!list || old === ids || list.scrollTop === 0) return;
    const topIndex = Math.floor(list.scrollTop / rowHeight);
    const places = new Map(ids.map((id, index) => [id, index]));
    // The topmost row that is still there carries the rest.
    for (let index = topIndex; index < old.length; index += 1) {
      const id = old[index];
      const place = id === undefined ? undefined : places.get(id);
      if (place === undefined) continue;
      list.scrollBy({ top: (place - index) * rowHeight, behavior: "instant" });
      return;
    }
  }, [element, ids, rowHeight]);
}
