// Ponds, and streams as narrow areas.
import type { Polygon } from "geojson";
import type { Ground } from "./ground.ts";
import { toRing, type PlanePoint } from "./plane.ts";

export function createWater(ground: Ground): { name: string; area: Polygon }[] {
  const ponds = ground.ponds.map(({ name, ring }) => ({ name, ring }));
  const streams = ground.streams.map(({ name, widthM, line }) => {
    const inside = line.filter(([x, y]) => ground.districtDepth.at(x, y) > 5);
    return { name, ring: ribbon(inside, widthM) };
  });
  return [...ponds, ...streams].map(({ name, ring }) => ({
    name,
    area: { type: "Polygon", coordinates: [toRing(ring)] },
  }));
}

/** Along one bank and back along the other. */
function ribbon(line: readonly PlanePoint[], widthM: number): PlanePoint[] {
  const last = line.length - 1;
  const bank = (side: number): PlanePoint[] =>
    line.map((point, i) => {
      const before = line[Math.max(0, i - 1)]!;
      const after = line[Math.min(last, i + 1)]!;
      const length = Math.sqrt((after[0] - before[0]) ** 2 + (after[1] - before[1]) ** 2) || 1;
      const half = ((side * widthM) / 2) * Math.min(1, 0.3 + i / 12);
      return [point[0] - ((after[1] - before[1]) / length) * half, point[1] + ((after[0] - before[0]) / length) * half];
    });
  return [...bank(-1), ...bank(1).reverse()];
}
