// Woods: the hills outside the town, more or less by height and chance, and the wooded hilltops in it.
import type { Polygon } from "geojson";
import { mixSeed } from "../random.ts";
import { fractalNoise2 } from "../smooth-noise.ts";
import { contourRings } from "./contour-rings.ts";
import type { Ground } from "./ground.ts";
import { centroid, depthInside, isInside, signedArea } from "./plane-polygon.ts";
import { toRing, type PlanePoint } from "./plane.ts";
import { createScalarGrid } from "./scalar-grid.ts";

const GRID_M = 110;
const SMALLEST_WOOD_M2 = 25_000;
const SMALLEST_CLEARING_M2 = 15_000;
const HILLTOP_INSET = 0.9;

export function createWoods(ground: Ground, seed: number): { area: Polygon }[] {
  const woodSeed = mixSeed(seed, "woods");
  const wooded = createScalarGrid(ground.bounds, GRID_M, (x, y) => {
    const height = ground.terrain.heightAt(x, y);
    const chance = fractalNoise2(woodSeed, x, y, 1300, 3) + Math.min(0.45, (height - 150) / 400);
    const fromTown = (-ground.urbanDepth.at(x, y) - 70) / 150;
    const fromEdge = (ground.districtDepth.at(x, y) - 25) / 150;
    const fromVillages = ground.villages.map((village) => (-ground.villageDepthAt(village, x, y) - 60) / 150);
    const fromPonds = ground.ponds.map(({ ring }) => (-depthInside(ring, [x, y]) - 30) / 150);
    return Math.min(chance, fromTown, fromEdge, ...fromVillages, ...fromPonds);
  });
  const rings = contourRings(wooded);
  const outers = rings.filter((ring) => signedArea(ring) > SMALLEST_WOOD_M2);
  const holes = rings.filter((ring) => signedArea(ring) < -SMALLEST_CLEARING_M2);
  const woods = outers.map((outer) => {
    const own = holes.filter((hole) => smallestAround(outers, hole) === outer);
    return { area: { type: "Polygon" as const, coordinates: [outer, ...own].map(toRing) } };
  });
  const hilltops = ground.hilltops.map((ring) => {
    const [cx, cy] = centroid(ring);
    const smaller = ring.map(([x, y]): PlanePoint => [cx + (x - cx) * HILLTOP_INSET, cy + (y - cy) * HILLTOP_INSET]);
    return { area: { type: "Polygon" as const, coordinates: [toRing(smaller)] } };
  });
  return [...woods, ...hilltops];
}

function smallestAround(outers: readonly PlanePoint[][], hole: readonly PlanePoint[]): PlanePoint[] | undefined {
  const around = outers.filter((outer) => isInside(outer, hole[0]!));
  return around.sort((a, b) => signedArea(a) - signedArea(b))[0];
}
