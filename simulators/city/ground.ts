// The lie of the land before any street: outlines, relief, woods on hilltops, water.
import { mixSeed } from "../random.ts";
import { fractalNoise2 } from "../smooth-noise.ts";
import { simplifyLine, smoothLine, strayLine } from "./curve.ts";
import { DISTRICT_OUTLINE, PONDS, STREAMS, URBAN_OUTLINE, URBAN_WOODS, VILLAGE_CORES } from "./drawn-outlines.ts";
import { depthInside } from "./plane-polygon.ts";
import { toPlane, type PlanePoint } from "./plane.ts";
import { boundsOf, createScalarGrid, type PlaneBounds, type ScalarGrid } from "./scalar-grid.ts";
import { createTerrain, type Terrain } from "./terrain.ts";

export interface Ground {
  terrain: Terrain;
  outline: PlanePoint[];
  bounds: PlaneBounds;
  urbanBounds: PlaneBounds;
  /** Metres to the district's edge, positive inside. */
  districtDepth: ScalarGrid;
  /** Metres to the edge of the built-up town, positive inside; wooded hilltops are outside. */
  urbanDepth: ScalarGrid;
  hilltops: PlanePoint[][];
  villages: { name: string; centre: PlanePoint; radiusM: number }[];
  /** Positive inside a village's built part. */
  villageDepthAt(village: { centre: PlanePoint; radiusM: number }, x: number, y: number): number;
  streams: { name: string; widthM: number; line: PlanePoint[] }[];
  ponds: { name: string; ring: PlanePoint[] }[];
}

type Drawn = readonly (readonly [lon: number, lat: number])[];
const toPoints = (drawn: Drawn): PlanePoint[] => drawn.map(([lon, lat]) => toPlane(lon, lat));

function drawnRing(drawn: Drawn, stepM: number, strayM: number, seed: number): PlanePoint[] {
  return strayLine(smoothLine(toPoints(drawn), stepM, true), strayM, 420, seed);
}

export function createGround(seed: number): Ground {
  const terrain = createTerrain(mixSeed(seed, "terrain"));
  const outline = simplifyLine(drawnRing(DISTRICT_OUTLINE, 45, 48, mixSeed(seed, "outline")), 5);
  const urban = drawnRing(URBAN_OUTLINE, 60, 20, mixSeed(seed, "town"));
  const hilltops = URBAN_WOODS.map((wood, i) => drawnRing(wood, 40, 22, mixSeed(seed, "hilltop", i)));
  const bounds = boundsOf(outline, 200);
  const urbanBounds = boundsOf(urban, 200);
  const districtDepth = createScalarGrid(bounds, 100, (x, y) => depthInside(outline, [x, y]));
  const urbanDepth = createScalarGrid(urbanBounds, 50, (x, y) => {
    const depths = hilltops.map((ring) => -depthInside(ring, [x, y]));
    return Math.min(depthInside(urban, [x, y]), districtDepth.at(x, y) - 12, ...depths);
  });
  return {
    terrain,
    outline,
    bounds,
    urbanBounds,
    districtDepth,
    urbanDepth,
    hilltops,
    villages: VILLAGE_CORES.map(({ name, lon, lat, radiusM }) => ({ name, centre: toPlane(lon, lat), radiusM })),
    villageDepthAt: ({ centre, radiusM }, x, y) =>
      radiusM * (1 + 0.35 * fractalNoise2(seed, x, y, 300, 2)) - Math.hypot(x - centre[0], y - centre[1]),
    streams: STREAMS.map(({ name, widthM, line }, i) => ({
      name,
      widthM,
      line: strayLine(smoothLine(toPoints(line), 18), 22, 160, mixSeed(seed, "stream", i)),
    })),
    ponds: PONDS.map(({ name, outline: ring }, i) => ({
      name,
      ring: drawnRing(ring, 14, 5, mixSeed(seed, "pond", i)),
    })),
  };
}
