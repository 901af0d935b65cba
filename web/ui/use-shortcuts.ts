// Keyboard shortcuts of a screen. A single-letter key does nothing while somebody types, while a
// window is open, or when the person switched such keys off (WCAG 2.1.4).
import { useEffect, useRef } from "react";
import { usePreference } from "../app/use-services.ts";

export type Shortcuts = Readonly<Record<string, () => void>>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches("input:not([type=radio],[type=checkbox],[type=button]), textarea, select"));

const isModalOpen = (): boolean => document.querySelector('[aria-modal="true"], [role="menu"]') !== null;

/** Keys as in KeyboardEvent.key; letters in lower case. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const enabled = usePreference((preferences) => preferences.singleKeys);
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const key = event.key.length === 1 ? event.key.toLocaleLowerCase("en") : event.key;
      const action = current.current[key];
      if (!action || isModalOpen()) return;
      if (event.key.length === 1 && (!enabled || isTyping(event.target))) return;
      event.preventDefault();
      action();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [enabled]);
}
