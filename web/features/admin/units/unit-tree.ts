// The tree of units as rows: which are visible, what each holds with everything below it.
import { compareTurkish } from "../../../../domain/turkish-text.ts";
import type { Unit, UnitCounts } from "../../../../domain/unit.ts";

export interface UnitNode {
  unit: Unit;
  /** 1 = topmost. */
  level: number;
  hasChildren: boolean;
  /** Place among its siblings, from 1, and how many there are. */
  position: number;
  siblings: number;
}

export interface UnitTotals {
  vehicles: number;
  devices: number;
  users: number;
}

export function childrenOf(units: readonly Unit[]): ReadonlyMap<number | null, Unit[]> {
  const known = new Set(units.map(({ id }) => id));
  const children = new Map<number | null, Unit[]>();
  for (const unit of units) {
    // Above what somebody may see there is nothing.
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), unit]);
  }
  for (const list of children.values()) list.sort((a, b) => compareTurkish(a.name, b.name));
  return children;
}

/** Rows in order, without what lies below closed units. */
export function visibleNodes(units: readonly Unit[], closed: ReadonlySet<number>): UnitNode[] {
  const children = childrenOf(units);
  const nodes: UnitNode[] = [];
  const add = (parentId: number | null, level: number): void => {
    const siblings = children.get(parentId) ?? [];
    for (const [index, unit] of siblings.entries()) {
      const hasChildren = children.has(unit.id);
      nodes.push({ unit, level, hasChildren, position: index + 1, siblings: siblings.length });
      if (hasChildren && !closed.has(unit.id)) add(unit.id, level + 1);
    }
  };
  add(null, 1);
  return nodes;
}

/** What each unit holds together with the units below it. */
export function totalsOf(units: readonly Unit[], counts: readonly UnitCounts[]): ReadonlyMap<number, UnitTotals> {
  const own = new Map(counts.map((count) => [count.unitId, count]));
  const totals = new Map(units.map(({ id }) => [id, { vehicles: 0, devices: 0, users: 0 }]));
  for (const unit of units) {
    const count = own.get(unit.id);
    if (!count) continue;
    for (const id of unit.path) {
      const total = totals.get(id);
      if (!total) continue;
      total.vehicles += count.vehicles;
      total.devices += count.devices;
      total.users += count.users;
    }
  }
  return totals;
}
