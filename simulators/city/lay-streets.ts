// All streets of the district: drawn roads first, then avenues grown between them, then the small
// streets of the town, of the villages, and forest tracks.
import type { StreetClass } from "../../domain/base-map.ts";
import { createRandom, mixSeed } from "../random.ts";
import { distanceToSegment, smoothLine, strayLine } from "./curve.ts";
import { DRAWN_ROADS, INTERCHANGES } from "./drawn-roads.ts";
import type { Ground } from "./ground.ts";
import { DEPOT_PLACES, LANDMARKS, TRANSFER_STATION } from "./landmarks.ts";
import { joinEnds } from "./join-ends.ts";
import { NEIGHBOURHOOD_PLACES } from "./neighbourhood-places.ts";
import { planarise, type Network } from "./planarise.ts";
import { distance, toPlane, type PlanePoint } from "./plane.ts";
import { pruneNetwork } from "./prune-network.ts";
import type { RoughStreet } from "./rough-street.ts";
import { boundsOf, type PlaneBounds } from "./scalar-grid.ts";
import { createSegmentIndex, type SegmentIndex } from "./segment-index.ts";
import { createStreetField, type StreetField } from "./street-field.ts";
import { traceStreets } from "./trace-streets.ts";

export interface LaidStreets {
  network: Network;
  streets: RoughStreet[];
}

const MOTORWAY_STRIP_M = 45;
const STREAM_STRIP_M = 14;
const INTERCHANGE_RADIUS_M = 60;

export function layStreets(ground: Ground, seed: number): LaidStreets {
  const drawn = drawRoads(ground, seed);
  const motorway = drawn.filter((street) => street.class === "motorway");
  const roads = drawn.filter((street) => street.class !== "motorway");

  const barriers = createSegmentIndex(120);
  motorway.forEach((street, i) => barriers.addLine(i, street.line));
  const streamIndex = createSegmentIndex(120);
  ground.streams.forEach((stream, i) => streamIndex.addLine(i, stream.line));
  const grounds = [...LANDMARKS, ...DEPOT_PLACES, TRANSFER_STATION]
    .filter(({ groundsM }) => groundsM > 0)
    .map(({ lon, lat, groundsM }) => ({ at: toPlane(lon, lat), radiusM: groundsM }));
  // Avenues go around grounds; small streets also stop at the motorway and at streams.
  const avenueDepth = (x: number, y: number): number =>
    grounds.reduce(
      (depth, { at, radiusM }) => Math.min(depth, Math.sqrt((x - at[0]) ** 2 + (y - at[1]) ** 2) - radiusM),
      ground.urbanDepth.at(x, y),
    );
  const townDepth = (x: number, y: number): number =>
    Math.min(
      avenueDepth(x, y),
      clearance(barriers, x, y, MOTORWAY_STRIP_M),
      clearance(streamIndex, x, y, STREAM_STRIP_M),
    );

  const centres = NEIGHBOURHOOD_PLACES.map(({ lon, lat, fabric }) => ({ at: toPlane(lon, lat), fabric }));
  const fieldOf = (
    name: string,
    bounds: PlaneBounds,
    latticeM: number,
    avenues: RoughStreet[],
    depthAt: StreetField["depthAt"],
  ) =>
    createStreetField({
      seed: mixSeed(seed, name),
      bounds,
      latticeM,
      terrain: ground.terrain,
      centres,
      avenues: avenues.map((street) => street.line),
      depthAt,
    });

  const avenueField = fieldOf("town", ground.urbanBounds, 60, roads, avenueDepth);
  const avenues = grow("tertiary", avenueField, roads, { spacingFactor: 6.2, minLengthM: 350, maxLengthM: 2600, seed });
  joinEnds(avenues, roads, () => 420);

  const frame = [...roads, ...avenues];
  const townField = fieldOf("town", ground.urbanBounds, 50, frame, townDepth);
  const smallStreets = grow("residential", townField, frame, {
    spacingFactor: 1,
    minLengthM: 55,
    maxLengthM: 900,
    seed,
    lattice: ground.urbanBounds,
  });
  joinEnds(smallStreets, frame, ([x, y]) => townField.spacingAt(x, y).long * 1.7);

  const villageStreets = ground.villages.flatMap((village) => {
    const bounds = boundsOf([village.centre], village.radiusM * 1.6);
    const field = fieldOf(village.name, bounds, 50, roads, (x, y) => ground.villageDepthAt(village, x, y));
    const streets = grow("residential", field, roads, {
      spacingFactor: 1,
      minLengthM: 45,
      maxLengthM: 400,
      seed,
      lattice: bounds,
    });
    joinEnds(streets, roads, () => 110);
    return streets;
  });

  const wildDepth = (x: number, y: number): number =>
    Math.min(ground.districtDepth.at(x, y) - 90, -ground.urbanDepth.at(x, y) - 120);
  const wildField = fieldOf("wild", ground.bounds, 200, roads, wildDepth);
  const tracks = grow("track", wildField, roads, {
    spacingFactor: 11,
    minLengthM: 600,
    maxLengthM: 3200,
    seed,
    lattice: ground.bounds,
  });
  joinEnds(tracks, [...frame, ...smallStreets, ...villageStreets], () => 620);
  // Led on straight, then made to wind like the rest.
  const wound = tracks.map((track, i) => ({
    ...track,
    line: strayLine(resample(track.line, 30), 24, 190, mixSeed(seed, "track", i)),
  }));

  const streets = [...drawn, ...avenues, ...smallStreets, ...villageStreets, ...wound];
  const interchanges = INTERCHANGES.map(([lon, lat]) => toPlane(lon, lat));
  const raw = planarise(streets, (a, b, at) => {
    if (a.class !== "motorway" && b.class !== "motorway") return true;
    const major = [a.class, b.class].some((name) => name === "primary" || name === "secondary");
    return major && interchanges.some((point) => distance(point, at) < INTERCHANGE_RADIUS_M);
  });
  return { network: pruneNetwork(raw, streets, mixSeed(seed, "prune")), streets };
}

function drawRoads(ground: Ground, seed: number): RoughStreet[] {
  return DRAWN_ROADS.map((road, i) => {
    const smooth = smoothLine(
      road.line.map(([lon, lat]) => toPlane(lon, lat)),
      20,
    );
    const line = strayLine(smooth, road.strayM ?? 7, road.strayM ? 520 : 340, mixSeed(seed, "road", i));
    const inside = line.filter(([x, y]) => ground.districtDepth.at(x, y) > 0);
    return { class: road.class, name: road.name, line: inside, family: null };
  });
}

function resample(line: readonly PlanePoint[], stepM: number): PlanePoint[] {
  return line.flatMap((a, i) => {
    const b = line[i + 1];
    if (!b) return [a];
    const steps = Math.max(1, Math.round(distance(a, b) / stepM));
    return Array.from({ length: steps }, (_, k): PlanePoint => {
      const t = k / steps;
      return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    });
  });
}

interface Growth {
  spacingFactor: number;
  minLengthM: number;
  maxLengthM: number;
  seed: number;
  /** Where no road leads in, seeds are sown here too. */
  lattice?: PlaneBounds;
}

function grow(
  streetClass: StreetClass,
  field: StreetField,
  existing: readonly RoughStreet[],
  growth: Growth,
): RoughStreet[] {
  const random = createRandom(mixSeed(growth.seed, "grow", streetClass));
  const { lattice, spacingFactor, minLengthM, maxLengthM } = growth;
  const seeds: PlanePoint[] = [];
  if (lattice) {
    const stepM = 90 * spacingFactor;
    for (let x = lattice.west; x < lattice.east; x += stepM) {
      for (let y = lattice.south; y < lattice.north; y += stepM) {
        seeds.push([x + random.between(0, stepM), y + random.between(0, stepM)]);
      }
    }
  }
  const lines = existing.map((street) => street.line);
  const traced = traceStreets({
    field,
    random,
    spacingFactor,
    existing: lines,
    seeds: random.shuffle(seeds),
    minLengthM,
    maxLengthM,
  });
  return traced.map(({ line, family }) => ({ class: streetClass, name: null, line, family }));
}

/** Metres beyond a strip along the lines, negative within it; far away simply positive. */
function clearance(index: SegmentIndex, x: number, y: number, stripM: number): number {
  let nearest = 2 * stripM;
  index.near({ west: x - nearest, south: y - nearest, east: x + nearest, north: y + nearest }, ({ a, b }) => {
    nearest = Math.min(nearest, distanceToSegment([x, y], a, b));
  });
  return nearest - stripM;
}
