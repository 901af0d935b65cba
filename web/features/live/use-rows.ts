// The rows of the list: filtered each tick, drawn only when rows or counts differ, ordered when asked.
import { useMemo, useState } from "react";
import type { VehicleKind } from "../../../domain/vehicle-kind.ts";
import { useLive, useServices } from "../../app/use-services.ts";
import type { LiveState } from "../../live/live-store.ts";
import type { Fleet, FleetEntry } from "./fleet.ts";
import {
  type Candidates,
  type ConditionCounts,
  findCandidates,
  type FleetFilter,
  type FleetSelection,
  isSameSelection,
  selectByCondition,
} from "./fleet-rows.ts";
import type { Sort } from "./live-search.ts";
import { type Centre, isVolatile, orderRows, rankRows } from "./row-order.ts";

export interface Rows {
  entries: readonly FleetEntry[];
  counts: ConditionCounts;
  kindCounts: ReadonlyMap<VehicleKind, number>;
  /** When the order was taken (server time); null where the order cannot go stale. */
  orderedAtMs: number | null;
  reorder(): void;
}

/** Looks at each picture once; hands back the same object as long as nothing differs. */
function selector({ entries }: Candidates, { conditions }: FleetFilter): (state: LiveState) => FleetSelection {
  let version = -1;
  let selection: FleetSelection | null = null;
  return (state) => {
    if (selection !== null && state.version === version) return selection;
    version = state.version;
    const next = selectByCondition(entries, (id) => state.vehicles.motionOf(id), conditions);
    if (selection === null || !isSameSelection(selection, next)) selection = next;
    return selection;
  };
}

/** `centre` is asked for only when an order by distance is taken. */
export function useRows(fleet: Fleet, filter: FleetFilter, sort: Sort, centre: () => Centre | null): Rows {
  const { live } = useServices();
  const [order, setOrder] = useState(0);
  // The first picture gives the first sensible order by speed, state or age.
  const hasPicture = useLive((state) => state.vehicles.size > 0);

  const ranking = useMemo(
    () => ({
      ranks: rankRows(fleet.entries, live.store.getState().vehicles, sort, centre()),
      takenAtMs: live.serverNow(),
      order,
      hasPicture,
    }),
    [fleet, live, sort, centre, order, hasPicture],
  );
  const candidates = useMemo(() => findCandidates(fleet, filter), [fleet, filter]);
  const selection = useLive(useMemo(() => selector(candidates, filter), [candidates, filter]));
  const entries = useMemo(() => orderRows(selection.entries, ranking.ranks), [selection, ranking]);

  return {
    entries,
    counts: selection.counts,
    kindCounts: candidates.kindCounts,
    orderedAtMs: isVolatile(sort) ? ranking.takenAtMs : null,
    reorder: () => setOrder((count) => count + 1),
  };
}
