// What a wall display shows in turn: the whole fleet, then each unit that has vehicles.
import { compareTurkish } from "../../../../domain/turkish-text.ts";
import type { Fleet } from "../fleet.ts";

export interface WallTurn {
  /** null = the whole fleet. */
  unitName: string | null;
  vehicleIds: readonly number[];
}

export function wallTurns(fleet: Fleet): WallTurn[] {
  const units = new Map<string, number[]>();
  for (const { id, unitName } of fleet.entries) {
    if (unitName === null) continue;
    const ids = units.get(unitName);
    if (ids) ids.push(id);
    else units.set(unitName, [id]);
  }
  const whole: WallTurn = { unitName: null, vehicleIds: fleet.entries.map(({ id }) => id) };
  // A single unit is the whole fleet already.
  if (units.size < 2) return [whole];
  return [
    whole,
    ...[...units]
      .toSorted(([a], [b]) => compareTurkish(a, b))
      .map(([unitName, vehicleIds]): WallTurn => ({ unitName, vehicleIds })),
  ];
}
