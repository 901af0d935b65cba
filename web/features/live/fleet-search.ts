// Finding vehicles by what people type: "35abc" finds "35 ABC 123", "igdir" finds "Iğdır", "çöp fen"
// finds refuse trucks of Fen İşleri.
import { foldForSearch } from "../../../domain/turkish-text.ts";
import type { FleetEntry } from "./fleet.ts";

/** A query prepared once for many vehicles; an empty query matches all. */
export function createMatcher(query: string): (entry: Pick<FleetEntry, "keys">) => boolean {
  const whole = foldForSearch(query);
  if (whole === "") return () => true;
  // A plate typed in parts must match as one: "35 a 1" is not "34 BA 135".
  const words = /^\s*\d/.test(query) ? [] : query.split(/\s+/).map(foldForSearch).filter(Boolean);
  return ({ keys }) =>
    keys.some((key) => key.includes(whole)) ||
    (words.length > 1 && words.every((word) => keys.some((key) => key.includes(word))));
}
