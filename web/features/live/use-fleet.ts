// The fleet of this person: registry by REST, refreshed when the server says names, kinds or units
// changed, or when the stream shows a vehicle the registry does not know.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { unitsQuery, vehiclesQuery } from "../../api/queries.ts";
import { usePreference, useServices } from "../../app/use-services.ts";
import { buildFleet, type Fleet } from "./fleet.ts";

export interface FleetState {
  /** null while loading or after a failure. */
  fleet: Fleet | null;
  error: unknown;
  retry(): void;
}

export function useFleet(): FleetState {
  const { api, live } = useServices();
  const language = usePreference((preferences) => preferences.language);
  const vehicles = useQuery(vehiclesQuery(api));
  const units = useQuery(unitsQuery(api));
  const fleet = useMemo(
    () => (vehicles.data ? buildFleet(vehicles.data, units.data ?? [], language) : null),
    [vehicles.data, units.data, language],
  );

  // One look-up per unknown id: an archived vehicle may keep sending.
  const asked = useRef(new Set<number>());
  const { refetch } = vehicles;
  useEffect(() => {
    if (!fleet) return;
    return live.store.subscribe(({ change }) => {
      const unknown = change.changed.filter((id) => !fleet.byId.has(id) && !asked.current.has(id));
      if (unknown.length === 0) return;
      for (const id of unknown) asked.current.add(id);
      void refetch();
    });
  }, [fleet, live, refetch]);

  return { fleet, error: vehicles.error, retry: () => void refetch() };
}
