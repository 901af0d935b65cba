// The vehicles ticked for a group action. Plain sets in, plain sets out.

export type Checked = ReadonlySet<number>;

export const NOTHING_CHECKED: Checked = new Set();

/** One vehicle, or all of a group: ticked unless all of them are already. */
export function toggled(checked: Checked, ids: readonly number[]): Checked {
  const next = new Set(checked);
  const all = ids.every((id) => checked.has(id));
  for (const id of ids) {
    if (all) next.delete(id);
    else next.add(id);
  }
  return next;
}

/** Everything from one row to the other, both included, in the order of the list. */
export function withRange(checked: Checked, ids: readonly number[], from: number, to: number): Checked {
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)];
  if (a === -1 || b === -1) return new Set([...checked, to]);
  return new Set([...checked, ...ids.slice(Math.min(a, b), Math.max(a, b) + 1)]);
}

/** What is still there after vehicles have gone; the same set where nothing has. */
export function stillThere(checked: Checked, known: ReadonlyMap<number, unknown>): Checked {
  const kept = [...checked].filter((id) => known.has(id));
  return kept.length === checked.size ? checked : new Set(kept);
}
