// Groups vehicles of one cell of a grid that is fixed to the ground, so that groups stay where they
// are while the map is dragged and while vehicles move inside them.

/** Vehicles by state: moving, idling, stopped, parked, silent. */
export type StateCounts = number[];

export interface Cluster {
  /** Where it is drawn, Web Mercator 0–1. */
  x: number;
  y: number;
  vehicleIds: number[];
  counts: StateCounts;
}

export interface Placed {
  vehicleId: number;
  x: number;
  y: number;
  /** Index into MOTIONS. */
  motion: number;
}

export interface Grouping<T extends Placed> {
  singles: T[];
  clusters: Cluster[];
}

/** Fewer stay single signs: two arrows say more than a ring with a 2. */
const SMALLEST = 3;
const STATES = 5;
const ROW = 2 ** 26;

/** @param cell side of a cell, and @param margin distance that a group keeps from its edges, Web Mercator. */
export function groupByCell<T extends Placed>(vehicles: readonly T[], cell: number, margin: number): Grouping<T> {
  const cells = new Map<number, T[]>();
  for (const vehicle of vehicles) {
    const key = Math.floor(vehicle.y / cell) * ROW + Math.floor(vehicle.x / cell);
    const members = cells.get(key);
    if (members) members.push(vehicle);
    else cells.set(key, [vehicle]);
  }
  const singles: T[] = [];
  const clusters: Cluster[] = [];
  for (const members of cells.values()) {
    if (members.length < SMALLEST) singles.push(...members);
    else clusters.push(clusterOf(members, cell, margin));
  }
  return { singles, clusters };
}

function clusterOf(members: readonly Placed[], cell: number, margin: number): Cluster {
  const counts = Array.from({ length: STATES }, () => 0);
  let [sumX, sumY] = [0, 0];
  for (const { x, y, motion } of members) {
    sumX += x;
    sumY += y;
    counts[motion] = (counts[motion] ?? 0) + 1;
  }
  const within = (mean: number): number => {
    const start = Math.floor(mean / cell) * cell;
    return Math.min(start + cell - margin, Math.max(start + margin, mean));
  };
  return {
    x: within(sumX / members.length),
    y: within(sumY / members.length),
    vehicleIds: members.map(({ vehicleId }) => vehicleId),
    counts,
  };
}
