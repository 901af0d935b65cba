// Registered vehicles as the table shows them: with the name of the unit and the present state.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { Unit } from "../../../../domain/unit.ts";
import type { Vehicle } from "../../../../domain/vehicle.ts";
import { unitsQuery } from "../../../api/queries.ts";
import { useServices } from "../../../app/use-services.ts";
import type { VehicleCondition } from "../../../signs/state-sign.ts";
import { allVehiclesQuery } from "../admin-queries.ts";

export interface VehicleRow {
  vehicle: Vehicle;
  unitName: string;
  condition: VehicleCondition;
}

/** The table is no live screen: rows that move while somebody reads them help nobody. */
const STATES_EVERY_MS = 5000;

function useConditions(): ReadonlyMap<number, VehicleCondition> {
  const { live } = useServices();
  const [conditions, setConditions] = useState<ReadonlyMap<number, VehicleCondition>>(new Map());
  useEffect(() => {
    const read = (): void => {
      const { vehicles } = live.store.getState();
      setConditions(new Map([...vehicles].map(([id, record]) => [id, record.motion])));
    };
    const timer = setInterval(read, STATES_EVERY_MS);
    // The first frame may still be on its way.
    const unsubscribe = live.store.subscribe((state, before) => {
      if (before.lastFrame === null && state.lastFrame !== null) read();
    });
    read();
    return () => {
      clearInterval(timer);
      unsubscribe();
    };
  }, [live]);
  return conditions;
}

export function useVehicleRows() {
  const { api } = useServices();
  const vehicles = useQuery(allVehiclesQuery(api));
  const units = useQuery(unitsQuery(api));
  const conditions = useConditions();
  const rows = useMemo((): VehicleRow[] | undefined => {
    if (!vehicles.data || !units.data) return undefined;
    const names = new Map(units.data.map((unit: Unit) => [unit.id, unit.name]));
    return vehicles.data.map((vehicle) => ({
      vehicle,
      unitName: names.get(vehicle.unitId) ?? "",
      condition: conditions.get(vehicle.id) ?? "unlocated",
    }));
  }, [vehicles.data, units.data, conditions]);
  return {
    rows,
    units: units.data,
    error: vehicles.error ?? units.error,
    retry: () => {
      void vehicles.refetch();
      void units.refetch();
    },
  };
}
