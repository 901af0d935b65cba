// Which way streets run and how far apart, at every place. Directions have no arrow (a street runs
// both ways), so they are averaged as doubled angles: neighbourhoods laid out their streets in
// different directions, avenues pull those beside them into line, slopes make them follow contours.
import { createRandom, mixSeed } from "../random.ts";
import { fractalNoise2 } from "../smooth-noise.ts";
import type { Fabric } from "./neighbourhood-places.ts";
import type { PlanePoint } from "./plane.ts";
import { createScalarGrid, type PlaneBounds } from "./scalar-grid.ts";
import { createSegmentIndex } from "./segment-index.ts";
import { squaredDistanceToSegment } from "./curve.ts";
import type { Terrain } from "./terrain.ts";

export interface StreetField {
  /** Radians anticlockwise from east, of the long streets; cross streets are square to it. */
  directionAt(x: number, y: number): number;
  /** Metres between parallel long streets, and between parallel cross streets. */
  spacingAt(x: number, y: number): { long: number; cross: number };
  /** Metres to the edge of the area, positive inside. */
  depthAt(x: number, y: number): number;
}

const SPACING: Readonly<Record<Fabric, { long: number; cross: number }>> = {
  terraced: { long: 58, cross: 128 },
  hillside: { long: 46, cross: 104 },
  apartments: { long: 84, cross: 158 },
  village: { long: 62, cross: 95 },
};

const NEIGHBOURHOOD_REACH_M = 420;
const AVENUE_REACH_M = 260;

export interface StreetFieldInput {
  seed: number;
  bounds: PlaneBounds;
  /** Detail of the field, metres. */
  latticeM: number;
  terrain: Terrain;
  centres: readonly { at: PlanePoint; fabric: Fabric }[];
  avenues: readonly (readonly PlanePoint[])[];
  /** Positive inside. */
  depthAt: (x: number, y: number) => number;
}

export function createStreetField(input: StreetFieldInput): StreetField {
  const { seed, bounds, latticeM, terrain, centres, avenues, depthAt } = input;
  const random = createRandom(mixSeed(seed, "street directions"));
  const seeds = centres.map(({ at, fabric }) => {
    const doubled = random.between(0, 2 * Math.PI);
    return { at, spacing: SPACING[fabric], cosine: Math.cos(doubled), sine: Math.sin(doubled) };
  });
  const index = createSegmentIndex(AVENUE_REACH_M);
  avenues.forEach((line, i) => index.addLine(i, line));

  const nearestAvenue = (x: number, y: number): { a: PlanePoint; b: PlanePoint; squaredM: number } | null => {
    const reach = AVENUE_REACH_M;
    let nearest: { a: PlanePoint; b: PlanePoint; squaredM: number } | null = null;
    let squaredM = reach ** 2;
    index.near({ west: x - reach, south: y - reach, east: x + reach, north: y + reach }, ({ a, b }) => {
      const squared = squaredDistanceToSegment(x, y, a, b);
      if (squared >= squaredM) return;
      squaredM = squared;
      nearest = { a, b, squaredM };
    });
    return nearest;
  };

  const mixAt = (x: number, y: number): { angle: number; long: number; cross: number } => {
    let c = 0;
    let s = 0;
    let weights = 1e-9;
    let long = 0;
    let cross = 0;
    for (const { at, spacing, cosine, sine } of seeds) {
      const away = ((x - at[0]) ** 2 + (y - at[1]) ** 2) / NEIGHBOURHOOD_REACH_M ** 2;
      const weight = away < 12 ? Math.exp(-away) : 1e-6;
      c += weight * cosine;
      s += weight * sine;
      long += weight * spacing.long;
      cross += weight * spacing.cross;
      weights += weight;
    }
    c /= weights;
    s /= weights;
    const [gx, gy] = terrain.gradientAt(x, y);
    const steepness = Math.hypot(gx, gy);
    const contour = Math.atan2(gx, -gy);
    const pull = Math.min(3, (steepness / 0.1) ** 2);
    c += pull * Math.cos(2 * contour);
    s += pull * Math.sin(2 * contour);
    let angle = Math.atan2(s, c) / 2 + 0.22 * fractalNoise2(seed, x, y, 650, 2);

    const avenue = nearestAvenue(x, y);
    if (avenue) {
      let avenueAngle = Math.atan2(avenue.b[1] - avenue.a[1], avenue.b[0] - avenue.a[0]);
      // Either along or square to the avenue, whichever is closer to what the place would do anyway.
      if (Math.abs(Math.sin(avenueAngle - angle)) > Math.SQRT1_2) avenueAngle += Math.PI / 2;
      const line = Math.exp(-avenue.squaredM / 130 ** 2) * 3;
      angle =
        Math.atan2(
          Math.sin(2 * angle) + line * Math.sin(2 * avenueAngle),
          Math.cos(2 * angle) + line * Math.cos(2 * avenueAngle),
        ) / 2;
    }
    return { angle, long: long / weights, cross: cross / weights };
  };

  const mixes: ReturnType<typeof mixAt>[] = [];
  const cosine = createScalarGrid(bounds, latticeM, (x, y) => Math.cos(2 * mixes[mixes.push(mixAt(x, y)) - 1]!.angle));
  const sine = createScalarGrid(bounds, latticeM, (_x, _y, i) => Math.sin(2 * mixes[i]!.angle));
  const long = createScalarGrid(bounds, latticeM, (_x, _y, i) => mixes[i]!.long);
  const cross = createScalarGrid(bounds, latticeM, (_x, _y, i) => mixes[i]!.cross);
  const depth = createScalarGrid(bounds, latticeM / 2, depthAt);
  return {
    directionAt: (x, y) => Math.atan2(sine.at(x, y), cosine.at(x, y)) / 2,
    spacingAt: (x, y) => ({ long: long.at(x, y), cross: cross.at(x, y) }),
    depthAt: (x, y) => depth.at(x, y),
  };
}
