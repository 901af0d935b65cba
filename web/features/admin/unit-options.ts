// Units for choosing one: in the order of the tree, each with the way from below the root.
import { compareTurkish } from "../../../domain/turkish-text.ts";
import type { Unit } from "../../../domain/unit.ts";

export interface UnitOption {
  value: string;
  label: string;
}

export function unitOptions(units: readonly Unit[]): UnitOption[] {
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  const labelOf = (unit: Unit): string => {
    const below = unit.path.slice(1).flatMap((id) => names.get(id) ?? []);
    return below.length === 0 ? unit.name : below.join(" › ");
  };
  return units
    .map((unit) => ({ value: String(unit.id), label: labelOf(unit), isRoot: unit.parentId === null }))
    .toSorted((a, b) => Number(b.isRoot) - Number(a.isRoot) || compareTurkish(a.label, b.label))
    .map(({ value, label }) => ({ value, label }));
}
