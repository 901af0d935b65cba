// What becomes of each block: a park, the grounds of an institution, a school, a mosque, or houses.
import { createRandom, mixSeed } from "../random.ts";
import type { BlockFinder } from "./block-finder.ts";
import { insetRing } from "./inset-ring.ts";
import { DEPOT_PLACES, LANDMARKS, NAMED_PARKS, TRANSFER_STATION } from "./landmarks.ts";
import { NEIGHBOURHOOD_PLACES } from "./neighbourhood-places.ts";
import { centroid } from "./plane-polygon.ts";
import { distance, toPlane, type PlanePoint } from "./plane.ts";

export type LandUse = { use: "park"; name: string } | { use: "grounds" | "school" | "mosque"; name: string };

/** A park ends so far from the middle of the streets around it. */
export const PARK_INSET_M = 7.5;
const PARK_AREA_M2 = { from: 2800, to: 15_000 };
const PUBLIC_AREA_M2 = { from: 2500, to: 12_000 };
const SEARCH_M = 520;
/** Nearer to its neighbourhood's label a park would hide the name. */
const NOT_UNDER_LABEL_M = 60;

/** Blocks that are not simply houses. */
export function assignLandUse(finder: BlockFinder, seed: number): Map<number, LandUse> {
  const random = createRandom(mixSeed(seed, "land use"));
  const uses = new Map<number, LandUse>();
  for (const { name, lon, lat, groundsM } of [...LANDMARKS, ...DEPOT_PLACES, TRANSFER_STATION]) {
    const block = groundsM > 0 ? finder.blockAt(toPlane(lon, lat)) : null;
    if (block !== null) uses.set(block, { use: "grounds", name });
  }

  const freeNear = (point: PlanePoint, area: { from: number; to: number }): number[] =>
    finder
      .blocksNear(point, SEARCH_M)
      .filter((block) => {
        const { areaM2, ring } = finder.blocks[block]!;
        const away = distance(centroid(ring), point);
        return (
          !uses.has(block) && areaM2 > area.from && areaM2 < area.to && away > NOT_UNDER_LABEL_M && away < SEARCH_M
        );
      })
      .sort(
        (a, b) => distance(centroid(finder.blocks[a]!.ring), point) - distance(centroid(finder.blocks[b]!.ring), point),
      );

  for (const { name, lon, lat, fabric } of NEIGHBOURHOOD_PLACES) {
    const at = toPlane(lon, lat);
    const named = NAMED_PARKS.filter((park) => park.neighbourhood === name).map((park) => park.name);
    const parks = named.length > 0 || random.chance(0.55) ? [...named, `${name} Mahallesi Parkı`] : [];
    const near = freeNear(at, PARK_AREA_M2);
    // Among the nearest the largest: the green of the quarter.
    const candidates = near
      .filter((block) => insetRing(finder.blocks[block]!.ring, PARK_INSET_M) !== null)
      .slice(0, 14)
      .sort((a, b) => finder.blocks[b]!.areaM2 - finder.blocks[a]!.areaM2);
    parks.slice(0, named.length > 0 ? named.length + (random.chance(0.4) ? 1 : 0) : 1).forEach((park, i) => {
      const block = candidates[i];
      if (block !== undefined) uses.set(block, { use: "park", name: park });
    });
    const publicBlocks = freeNear(at, PUBLIC_AREA_M2);
    const [school, mosque] =
      fabric === "village" ? [publicBlocks[0], publicBlocks[1]] : [publicBlocks[3], publicBlocks[7]];
    if (school !== undefined) uses.set(school, { use: "school", name: `${name} İlkokulu` });
    if (mosque !== undefined) uses.set(mosque, { use: "mosque", name: `${name} Camii` });
  }
  return uses;
}
