// What a wall display shows in turn: the whole fleet, each unit that has vehicles, and the saved views
// of the live map.
import type { SavedView } from "../../../../domain/saved-view.ts";
import { compareTurkish } from "../../../../domain/turkish-text.ts";
import type { Fleet } from "../fleet.ts";
import { findCandidates, type FleetFilter } from "../fleet-rows.ts";
import { createMatcher } from "../fleet-search.ts";
import { type LiveView, readLiveSearch, type WallSource } from "../live-search.ts";

export interface WallTurn {
  kind: "fleet" | "unit" | "view";
  /** null = the whole fleet. */
  name: string | null;
  filter: FleetFilter;
  /** Those of the filter, whatever their state. */
  vehicleIds: readonly number[];
  /** What a saved view shows; null = not from a saved view. */
  view: LiveView | null;
}

const idsOf = (fleet: Fleet, filter: FleetFilter): number[] =>
  findCandidates(fleet, filter).entries.map(({ id }) => id);

function unitTurns(fleet: Fleet): WallTurn[] {
  const names = new Set(fleet.entries.flatMap(({ unitName }) => unitName ?? []));
  const turnOf = (name: string | null): WallTurn => {
    const filter: FleetFilter = {
      matches: (entry) => name === null || fleet.byId.get(entry.id)?.unitName === name,
      conditions: [],
      kinds: [],
    };
    return { kind: name === null ? "fleet" : "unit", name, filter, vehicleIds: idsOf(fleet, filter), view: null };
  };
  // A single unit is the whole fleet already.
  return [null, ...(names.size < 2 ? [] : [...names].toSorted(compareTurkish))].map(turnOf);
}

function viewTurns(fleet: Fleet, views: readonly SavedView[]): WallTurn[] {
  return views.flatMap(({ name, path }): WallTurn[] => {
    // The address is a path of this console; the host is of no matter.
    const { pathname, searchParams } = new URL(path, "http://console");
    const view = readLiveSearch(Object.fromEntries(searchParams));
    if (pathname !== "/canli" || view.wall) return [];
    const filter: FleetFilter = {
      matches: createMatcher(view.query),
      conditions: view.conditions,
      kinds: view.kinds,
    };
    return [{ kind: "view", name, filter, vehicleIds: idsOf(fleet, filter), view }];
  });
}

/** Never empty: without saved views the units are shown instead. */
export function wallTurns(fleet: Fleet, views: readonly SavedView[], source: WallSource): WallTurn[] {
  const saved = source === "units" ? [] : viewTurns(fleet, views);
  return source === "views" && saved.length > 0 ? saved : [...unitTurns(fleet), ...saved];
}
