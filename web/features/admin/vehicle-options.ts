// Vehicles for choosing one, in Turkish order; archived ones are not offered.
import { compareTurkish } from "../../../domain/turkish-text.ts";
import { type Vehicle, vehicleLabel } from "../../../domain/vehicle.ts";

export function vehicleOptions(vehicles: readonly Vehicle[]): { value: string; label: string }[] {
  return vehicles
    .filter(({ archived }) => !archived)
    .map((vehicle) => ({
      value: String(vehicle.id),
      label: vehicle.name ? `${vehicleLabel(vehicle)} · ${vehicle.name}` : vehicleLabel(vehicle),
    }))
    .toSorted((a, b) => compareTurkish(a.label, b.label));
}
