// The registered vehicles of the person's units, made ready for lists and search once, not each
// second: labels, kind and unit names, folded search keys.
import { compareTurkish, foldForSearch } from "../../../domain/turkish-text.ts";
import type { Unit } from "../../../domain/unit.ts";
import { type Vehicle, vehicleLabel } from "../../../domain/vehicle.ts";
import { VEHICLE_KINDS } from "../../../domain/vehicle-kind.ts";
import type { Language } from "../../i18n/create-i18n.ts";

export interface FleetEntry {
  id: number;
  vehicle: Vehicle;
  label: string;
  kindName: string;
  unitName: string | null;
  /** Folded fields; a query must lie within one of them. */
  keys: readonly string[];
}

export interface Fleet {
  /** In Turkish order of the labels. */
  entries: readonly FleetEntry[];
  byId: ReadonlyMap<number, FleetEntry>;
}

export function buildFleet(vehicles: readonly Vehicle[], units: readonly Unit[], language: Language): Fleet {
  const unitNames = new Map(units.map((unit) => [unit.id, unit.name]));
  const entries = vehicles
    .filter((vehicle) => !vehicle.archived)
    .map((vehicle): FleetEntry => {
      const label = vehicleLabel(vehicle);
      const kindName = VEHICLE_KINDS[vehicle.kind][language];
      const unitName = unitNames.get(vehicle.unitId) ?? null;
      const fields = [label, vehicle.code, vehicle.name, ...Object.values(VEHICLE_KINDS[vehicle.kind]), unitName];
      return {
        id: vehicle.id,
        vehicle,
        label,
        kindName,
        unitName,
        keys: fields.flatMap((field) => (field ? [foldForSearch(field)] : [])),
      };
    })
    .toSorted((a, b) => compareTurkish(a.label, b.label) || a.id - b.id);
  return { entries, byId: new Map(entries.map((entry) => [entry.id, entry])) };
}
