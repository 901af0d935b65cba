// Keyboard shortcuts of a screen. A single-letter key does nothing while somebody types, while a
// window is open, or when the person switched such keys off (WCAG 2.1.4).
import { useEffect, useRef } from "react";
import type { ShortcutKey } from "../app/shortcut-table.ts";
import { usePreference } from "../app/use-services.ts";

export type Shortcuts = Readonly<Partial<Record<ShortcutKey, (() => void) | undefined>>>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches("input:not([type=radio],[type=checkbox],[type=button]), textarea, select"));

const isModalOpen = (): boolean => document.querySelector('[aria-modal="true"], [role="menu"]') !== null;

function keyOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLocaleLowerCase("en") : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

export function useShortcuts(shortcuts: Shortcuts): void {
  const enabled = usePreference((preferences) => preferences.singleKeys);
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      const key = keyOf(event);
      const action = new Map(Object.entries(current.current)).get(key);
      if (!action || isModalOpen()) return;
      if (key.length === 1 && (!enabled || isTyping(event.target))) return;
      event.preventDefault();
      action();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [enabled]);
}
