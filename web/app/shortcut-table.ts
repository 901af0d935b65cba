// Every keyboard shortcut of the console, once: what a screen may bind, and what the help sheet tells.
// Letters are KeyboardEvent.key in lower case; "mod" is Ctrl, on a Mac ⌘.

interface Shortcut {
  key: string;
  /** As drawn in the help sheet. */
  shown: readonly string[];
  /** Key of its sentence in `help.shortcut`. */
  does: string;
  /** First part of the address of the only screen where it works; null = everywhere. */
  screen: string | null;
}

export const SHORTCUTS = [
  { key: "mod+k", shown: ["Ctrl", "K"], does: "palette", screen: null },
  { key: "?", shown: ["?"], does: "help", screen: null },
  { key: "t", shown: ["T"], does: "theme", screen: null },
  { key: "n", shown: ["N"], does: "notices", screen: null },
  { key: "1", shown: ["1", "…", "9"], does: "views", screen: null },
  { key: "/", shown: ["/"], does: "search", screen: null },
  { key: "Escape", shown: ["Esc"], does: "deselect", screen: null },
  { key: "f", shown: ["F"], does: "follow", screen: "/canli" },
  { key: "l", shown: ["L"], does: "legend", screen: "/canli" },
  { key: "m", shown: ["M"], does: "measure", screen: "/canli" },
  { key: "[", shown: ["["], does: "panel", screen: "/canli" },
  { key: "j", shown: ["J", "K"], does: "alarmStep", screen: "/alarmlar" },
  { key: "a", shown: ["A"], does: "acknowledge", screen: "/alarmlar" },
  { key: "c", shown: ["C"], does: "acknowledgeNote", screen: "/alarmlar" },
  { key: "g", shown: ["G"], does: "alarmOnMap", screen: "/alarmlar" },
  { key: "s", shown: ["S"], does: "silence", screen: "/alarmlar" },
  { key: "]", shown: ["]"], does: "details", screen: "/canli" },
] as const satisfies readonly Shortcut[];

/** What the list and the map understand while they have the focus. */
export const FOCUS_KEYS = [
  { shown: ["Enter"], does: "openAlarm", screen: "/alarmlar" },
  { shown: ["Space"], does: "tickAlarm", screen: "/alarmlar" },
  { shown: ["Ctrl", "A"], does: "tickAllAlarms", screen: "/alarmlar" },
  { shown: ["↑", "↓"], does: "arrows", screen: "/canli" },
  { shown: ["Enter"], does: "enter", screen: "/canli" },
  { shown: ["Space"], does: "tick", screen: "/canli" },
  { shown: ["Ctrl", "A"], does: "tickAll", screen: "/canli" },
  { shown: ["←", "→"], does: "fold", screen: "/canli" },
  { shown: ["←", "→", "+", "−"], does: "mapArrows", screen: "/canli" },
  { shown: ["Space"], does: "replayToggle", screen: "/gecmis" },
  { shown: ["←", "→"], does: "replayStep", screen: "/gecmis" },
  { shown: ["Shift", "←", "→"], does: "replayLeap", screen: "/gecmis" },
  { shown: ["+", "−"], does: "replayRate", screen: "/gecmis" },
  { shown: ["F"], does: "replayFollow", screen: "/gecmis" },
] as const satisfies readonly Omit<Shortcut, "key">[];

export type ShortcutKey = (typeof SHORTCUTS)[number]["key"] | "k" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
