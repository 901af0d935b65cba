// Seconds left until an instant, counted down.
import { useCallback, useSyncExternalStore } from "react";

const LOOK_MS = 250;

function subscribe(onChange: () => void): () => void {
  const timer = setInterval(onChange, LOOK_MS);
  return () => clearInterval(timer);
}

const never = (): (() => void) => () => undefined;

/** 0 when there is nothing (more) to wait for. */
export function useCountdown(untilMs: number | null): number {
  const secondsLeft = useCallback(
    () => (untilMs === null ? 0 : Math.max(0, Math.ceil((untilMs - Date.now()) / 1000))),
    [untilMs],
  );
  return useSyncExternalStore(untilMs === null ? never : subscribe, secondsLeft);
}
