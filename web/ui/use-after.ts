// True once a condition has held for a while: skeletons appear after 300 ms, so that quick answers
// do not flicker.
import { useEffect, useState } from "react";

export const SKELETON_AFTER_MS = 300;

export function useAfter(condition: boolean, delayMs: number = SKELETON_AFTER_MS): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    if (!condition) return;
    const timer = setTimeout(() => setPassed(true), delayMs);
    return () => {
      clearTimeout(timer);
      setPassed(false);
    };
  }, [condition, delayMs]);
  return condition && passed;
}
