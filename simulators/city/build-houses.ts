// Buildings along the sides of the blocks: rows in the old quarters, small houses on the slopes,
// blocks of flats with gaps in the new ones. None stands on a street, in a stream or in another.
import type { Polygon } from "geojson";
import type { StreetClass } from "../../domain/base-map.ts";
import { createRandom, mixSeed, type Random } from "../random.ts";
import type { BlockFinder } from "./block-finder.ts";
import type { LandUse } from "./block-land-use.ts";
import type { Face } from "./faces.ts";
import { withoutStraights } from "./inset-ring.ts";
import type { LaidStreets } from "./lay-streets.ts";
import { NEIGHBOURHOOD_PLACES, type Fabric } from "./neighbourhood-places.ts";
import { isInside } from "./plane-polygon.ts";
import { distance, toPlane, toRing, type PlanePoint } from "./plane.ts";
import { overlaps, segmentTouches, type Rectangle, cornersOf } from "./rectangle.ts";
import { createSegmentIndex } from "./segment-index.ts";

export interface Building {
  area: Polygon;
  heightM: number;
}

type Range = readonly [low: number, high: number];

interface BuildingStyle {
  widthM: Range;
  depthM: Range;
  gapM: Range;
  setbackM: Range;
  floors: Range;
  /** Share of plots left empty. */
  empty: number;
}

const STYLES: Readonly<Record<Fabric | "institution", BuildingStyle>> = {
  terraced: { widthM: [30, 58], depthM: [11, 14], gapM: [2, 8], setbackM: [1, 2.5], floors: [3, 6], empty: 0.14 },
  hillside: { widthM: [20, 46], depthM: [8, 10.5], gapM: [2, 9], setbackM: [0.5, 2.5], floors: [1, 3], empty: 0.16 },
  apartments: { widthM: [20, 34], depthM: [13, 17], gapM: [9, 18], setbackM: [4, 7], floors: [5, 11], empty: 0.1 },
  village: { widthM: [9, 16], depthM: [8, 11], gapM: [6, 18], setbackM: [1, 5], floors: [1, 2], empty: 0.3 },
  institution: { widthM: [34, 60], depthM: [14, 20], gapM: [20, 40], setbackM: [9, 16], floors: [2, 4], empty: 0.1 },
};

export const HALF_STREET_M: Readonly<Record<StreetClass, number>> = {
  motorway: 22,
  primary: 11,
  secondary: 9,
  tertiary: 7,
  residential: 4.5,
  /** The lane of a yard, with the rows of parking places beside it. */
  service: 20,
  track: 3,
};

const BLOCK_AREA_M2 = { from: 500, to: 90_000 };
const CORNER_GAP_M = 3;
const SHORTEST_SIDE_M = 24;
const FLOOR_M = 3.1;

export function buildHouses(
  laid: LaidStreets,
  finder: BlockFinder,
  uses: ReadonlyMap<number, LandUse>,
  streams: readonly { widthM: number; line: readonly PlanePoint[] }[],
  seed: number,
): Building[] {
  const { edges } = laid.network;
  const halfOf = (edge: number): number => HALF_STREET_M[laid.streets[edges[edge]!.street]!.class];
  const obstacles = createSegmentIndex(50);
  edges.forEach((edge, i) => obstacles.addLine(i, edge.points));
  streams.forEach((stream, i) => obstacles.addLine(edges.length + i, stream.line));
  const keepOff = (line: number): number =>
    line < edges.length ? halfOf(line) : streams[line - edges.length]!.widthM / 2 + 5;

  const isFree = (candidate: Rectangle, placed: readonly Rectangle[]): boolean => {
    const [x, y] = candidate.centre;
    const reach = (candidate.widthM + candidate.depthM) / 2 + 22;
    let free = true;
    obstacles.near({ west: x - reach, south: y - reach, east: x + reach, north: y + reach }, (segment) => {
      if (segmentTouches(candidate, segment.a, segment.b, keepOff(segment.line))) free = false;
      return !free;
    });
    return free && !placed.some((other) => overlaps(candidate, other));
  };

  const places = NEIGHBOURHOOD_PLACES.map(({ lon, lat, fabric }) => ({ at: toPlane(lon, lat), fabric }));
  const fabricAt = (point: PlanePoint): Fabric =>
    places.reduce((nearest, next) => (distance(next.at, point) < distance(nearest.at, point) ? next : nearest)).fabric;

  return finder.blocks.flatMap((face, block) => {
    const use = uses.get(block);
    if (use?.use === "park" || face.areaM2 < BLOCK_AREA_M2.from || face.areaM2 > BLOCK_AREA_M2.to) return [];
    const style = STYLES[use ? "institution" : fabricAt(face.ring[0]!)];
    const random = createRandom(mixSeed(seed, "houses", block));
    const placed: Rectangle[] = [];
    for (const side of sidesOf(face)) {
      lineUp(side, style, halfOf(side.edge), random, (candidate) => {
        if (isInside(face.ring, candidate.centre) && isFree(candidate, placed)) placed.push(candidate);
      });
    }
    return placed.map((rectangle) => ({
      area: { type: "Polygon" as const, coordinates: [toRing(cornersOf(rectangle))] },
      heightM: Math.round(random.integer(style.floors[0], style.floors[1]) * FLOOR_M),
    }));
  });
}

interface Side {
  a: PlanePoint;
  b: PlanePoint;
  edge: number;
}

/** Straight sides of a block, the longest first, with the street on which each lies. */
function sidesOf(face: Face): Side[] {
  const edgeAt = new Map(face.ring.map((point, i) => [point, face.edgeOfPoint[i]!]));
  const corners = withoutStraights(face.ring);
  const sides = corners.map((a, i) => ({ a, b: corners[(i + 1) % corners.length]!, edge: edgeAt.get(a)! }));
  return sides.sort((s, t) => distance(t.a, t.b) - distance(s.a, s.b));
}

/** Offers buildings one after the other along a side. */
function lineUp(
  side: Side,
  style: BuildingStyle,
  halfStreetM: number,
  random: Random,
  offer: (r: Rectangle) => void,
): void {
  const length = distance(side.a, side.b);
  if (length < SHORTEST_SIDE_M) return;
  const ux = (side.b[0] - side.a[0]) / length;
  const uy = (side.b[1] - side.a[1]) / length;
  let along = CORNER_GAP_M + random.between(...style.gapM) / 2;
  while (along < length - style.widthM[0] / 2) {
    const widthM = Math.min(random.between(...style.widthM), length - CORNER_GAP_M - along);
    if (widthM < style.widthM[0] * 0.6) return;
    const depthM = random.between(...style.depthM);
    const inwards = halfStreetM + random.between(...style.setbackM) + depthM / 2;
    const middle = along + widthM / 2;
    const centre: PlanePoint = [side.a[0] + ux * middle - uy * inwards, side.a[1] + uy * middle + ux * inwards];
    if (!random.chance(style.empty)) offer({ centre, ux, uy, widthM, depthM });
    along += widthM + random.between(...style.gapM);
  }
}
