import { describe, expect, it } from "vitest";
import { groupByCell, type Placed } from "./cluster-grid.ts";

const at = (vehicleId: number, x: number, y: number, motion = 0): Placed => ({ vehicleId, x, y, motion });

describe("groupByCell", () => {
  it("groups three and more, leaves fewer as they are, and counts their states", () => {
    const { singles, clusters } = groupByCell(
      [at(1, 0.11, 0.11), at(2, 0.12, 0.12, 3), at(3, 0.13, 0.13, 3), at(4, 0.51, 0.51), at(5, 0.52, 0.52)],
      0.1,
      0.01,
    );
    expect(singles.map(({ vehicleId }) => vehicleId)).toEqual([4, 5]);
    expect(clusters).toHaveLength(1);
    expect(clusters[0]?.vehicleIds).toEqual([1, 2, 3]);
    expect(clusters[0]?.counts).toEqual([1, 0, 0, 2, 0]);
    expect(clusters[0]?.x).toBeCloseTo(0.12);
  });

  it("keeps groups clear of the edges of their cells, so that two never overlap", () => {
    const left = [at(1, 0.199, 0.1), at(2, 0.199, 0.1), at(3, 0.199, 0.1)];
    const right = [at(4, 0.201, 0.1), at(5, 0.201, 0.1), at(6, 0.201, 0.1)];
    const { clusters } = groupByCell([...left, ...right], 0.1, 0.03);
    const [a, b] = clusters.map(({ x }) => x);
    expect((b ?? 0) - (a ?? 0)).toBeGreaterThanOrEqual(0.06 - 1e-9);
  });

  it("keeps every vehicle exactly once", () => {
    const fleet = Array.from({ length: 500 }, (_, id) => at(id, (id * 0.0137) % 1, (id * 0.0071) % 1, id % 5));
    const { singles, clusters } = groupByCell(fleet, 0.05, 0.001);
    const ids = [...singles.map(({ vehicleId }) => vehicleId), ...clusters.flatMap(({ vehicleIds }) => vehicleIds)];
    expect(ids.toSorted((a, b) => a - b)).toEqual(fleet.map(({ vehicleId }) => vehicleId));
  });
});
