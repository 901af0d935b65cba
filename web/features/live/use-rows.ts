// The rows of the list: filtered each tick, ordered when asked.
import { useMemo, useState } from "react";
import { useLive, useServices } from "../../app/use-services.ts";
import type { Fleet, FleetEntry } from "./fleet.ts";
import { type ConditionCounts, type FleetFilter, selectFleet } from "./fleet-rows.ts";
import type { Sort } from "./live-search.ts";
import { isVolatile, orderRows, rankRows } from "./row-order.ts";

export interface Rows {
  entries: readonly FleetEntry[];
  counts: ConditionCounts;
  /** When the order was taken (server time); null where the order cannot go stale. */
  orderedAtMs: number | null;
  reorder(): void;
}

export function useRows(fleet: Fleet, filter: FleetFilter, sort: Sort): Rows {
  const { live } = useServices();
  const version = useLive((state) => state.version);
  const [order, setOrder] = useState(0);
  // The first picture gives the first sensible order by speed, state or age.
  const hasPicture = useLive((state) => state.vehicles.size > 0);

  const ranking = useMemo(
    () => ({
      ranks: rankRows(fleet.entries, live.store.getState().vehicles, sort),
      takenAtMs: live.serverNow(),
      order,
      hasPicture,
    }),
    [fleet, live, sort, order, hasPicture],
  );
  const selection = useMemo(
    () => ({ ...selectFleet(fleet, live.store.getState().vehicles, filter), version }),
    [fleet, live, filter, version],
  );
  const entries = useMemo(() => orderRows(selection.entries, ranking.ranks), [selection, ranking]);

  return {
    entries,
    counts: selection.counts,
    orderedAtMs: isVolatile(sort) ? ranking.takenAtMs : null,
    reorder: () => setOrder((count) => count + 1),
  };
}
