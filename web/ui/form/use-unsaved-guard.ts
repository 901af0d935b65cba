// Holds back leaving a form with unsaved changes: other screens, another record, closing the tab.
// A change of the address that stays on the record (a tab of it, say) passes.
import { useBlocker } from "@tanstack/react-router";
import { useRef } from "react";

export interface UnsavedGuard {
  /** Somebody wants to leave and has not decided yet. */
  isAsking: boolean;
  stay: () => void;
  leave: () => void;
  /** Nothing is unsaved any more. */
  release: () => void;
}

const recordOf = (search: object): unknown => Object.entries(search).find(([name]) => name === "kayit")?.[1];

export function useUnsavedGuard(isDirty: boolean): UnsavedGuard {
  const released = useRef(false);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isDirty &&
      !released.current &&
      (current.pathname !== next.pathname || String(recordOf(current.search)) !== String(recordOf(next.search))),
    enableBeforeUnload: () => isDirty && !released.current,
    withResolver: true,
  });
  return {
    isAsking: blocker.status === "blocked",
    stay: () => blocker.reset?.(),
    leave: () => blocker.proceed?.(),
    release: () => {
      released.current = true;
    },
  };
}
