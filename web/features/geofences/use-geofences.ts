// Areas and rules as the server has them, and what changing one does to the lists.
import { useQuery } from "@tanstack/react-query";
import type { Rule } from "../../../domain/alarm/rule.ts";
import type { Geofence } from "../../../domain/geofence/geofence.ts";
import { allPages, unitsQuery } from "../../api/queries.ts";
import { useServices } from "../../app/use-services.ts";

const PAGE = 1000;
const pageOf = (after: string | undefined) => ({ limit: PAGE, ...(after === undefined ? {} : { after }) });

export function useGeofences() {
  const { api } = useServices();
  return useQuery({
    queryKey: ["geofences"],
    queryFn: ({ signal }): Promise<Geofence[]> =>
      allPages((after) => api.call("listGeofences", { query: pageOf(after) }, { signal })),
  });
}

export function useRules() {
  const { api } = useServices();
  return useQuery({
    queryKey: ["rules"],
    queryFn: ({ signal }): Promise<Rule[]> =>
      allPages((after) => api.call("listRules", { query: pageOf(after) }, { signal })),
  });
}

export const useUnits = () => useQuery(unitsQuery(useServices().api));
