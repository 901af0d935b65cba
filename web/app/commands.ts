// What the open screen and the frame can do, by name: the palette lists it, keys start it.
import type { ShortcutKey } from "./shortcut-table.ts";

export interface Command {
  /** In the person's language, an imperative: "Tüm araçları göster". */
  label: string;
  key?: ShortcutKey;
  run(): void;
}

export interface CommandRegistry {
  /** `source` is asked when the palette opens; returns the removal. */
  register(source: () => readonly Command[]): () => void;
  all(): Command[];
}

export function createCommandRegistry(): CommandRegistry {
  const sources = new Set<() => readonly Command[]>();
  return {
    register(source) {
      sources.add(source);
      return () => sources.delete(source);
    },
    // What the screen offers comes before what the frame always offers.
    all: () => [...sources].toReversed().flatMap((source) => source()),
  };
}
