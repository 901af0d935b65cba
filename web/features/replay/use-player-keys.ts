// Keys of the player: space, arrows, plus and minus. They leave alone what has its own use for them: fields,
// buttons, the map, tables, open windows.
import { useEffect, useRef } from "react";
import { usePreference } from "../../app/use-services.ts";

export interface PlayerKeys {
  toggle(): void;
  step(step: 1 | -1): void;
  /** A larger step by time. */
  leap(step: 1 | -1): void;
  changeRate(step: 1 | -1): void;
  toggleFollow(): void;
}

const USES_KEYS =
  'input, textarea, select, button, a, summary, canvas, [role="listbox"], [role="option"], [role="slider"], [role="tab"], [role="radio"], [contenteditable="true"]';
const USES_ARROWS = 'input, textarea, select, canvas, [role="listbox"], [role="slider"], [role="tab"], [role="radio"]';

export function usePlayerKeys(keys: PlayerKeys | null): void {
  const enabled = usePreference((preferences) => preferences.singleKeys);
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const actions = current.current;
      if (!actions || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      if (document.querySelector('[aria-modal="true"], [role="menu"]') !== null) return;
      const target = event.target instanceof Element ? event.target : document.body;
      const arrow = event.key === "ArrowLeft" || event.key === "ArrowRight";
      if (!enabled && !arrow) return;
      if (target.matches(arrow ? USES_ARROWS : event.key === " " ? USES_KEYS : "input, textarea, select, canvas"))
        return;
      const step = event.key === "ArrowLeft" || event.key === "-" ? -1 : 1;
      if (event.key === " ") actions.toggle();
      else if (arrow && event.shiftKey) actions.leap(step);
      else if (arrow) actions.step(step);
      else if (event.key === "+" || event.key === "-") actions.changeRate(step);
      else if (event.key === "f" || event.key === "F") actions.toggleFollow();
      else return;
      event.preventDefault();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [enabled]);
}
