// Offers commands while a component is on the screen: in the palette, and by their keys.
import { useEffect, useRef } from "react";
import { useShortcuts } from "../ui/use-shortcuts.ts";
import type { Command } from "./commands.ts";
import { useServices } from "./use-services.ts";

export function useCommands(commands: readonly Command[]): void {
  const { commands: registry } = useServices();
  const current = useRef(commands);
  useEffect(() => {
    current.current = commands;
  });
  useEffect(() => registry.register(() => current.current), [registry]);
  useShortcuts(Object.fromEntries(commands.flatMap(({ key, run }) => (key === undefined ? [] : [[key, run]]))));
}
