// A synthetic Karabağlar: real names at approximate points, everything else invented from a seed. The
// same seed gives the same city, byte for byte.
import type { BaseMap } from "../../domain/base-map.ts";
import { mixSeed } from "../random.ts";
import { addYards } from "./add-yards.ts";
import { createBlockFinder } from "./block-finder.ts";
import { assignLandUse, PARK_INSET_M } from "./block-land-use.ts";
import { buildHouses } from "./build-houses.ts";
import { createGround } from "./ground.ts";
import { insetRing } from "./inset-ring.ts";
import { DEPOT_PLACES, LANDMARKS, TRANSFER_STATION, type DepotRole } from "./landmarks.ts";
import { layStreets, type LaidStreets } from "./lay-streets.ts";
import { nameStreets, type NamedStreet } from "./name-streets.ts";
import { neighbourhoodCells } from "./neighbourhood-cells.ts";
import { placeContainers, type ContainerStop } from "./place-containers.ts";
import { centroid, depthInside } from "./plane-polygon.ts";
import { toLonLat, toRing, type PlanePoint } from "./plane.ts";
import { createStreetGraph, type StreetEdge, type StreetGraph } from "./street-graph.ts";
import { createWater } from "./water.ts";
import { createWoods } from "./woods.ts";

export const CITY_ATTRIBUTION = "Örnek veri – temsilî, resmî sınır değildir";

export interface Depot {
  role: DepotRole;
  name: string;
  centre: PlanePoint;
  /** The lane through its yard; it runs from the street inwards. */
  edge: number;
  slots: number;
}

export interface City extends BaseMap {
  seed: number;
  graph: StreetGraph;
  depots: Depot[];
  /** Where refuse trucks unload: the lane's edge. */
  transferStation: { name: string; edge: number };
  containerStops: ContainerStop[];
  /** Edges that lead past a park, for the gardeners; by park name. */
  parkEdges: { name: string; edge: number }[];
  /** Metres above the sea at a point of the plane. */
  heightAt: (x: number, y: number) => number;
  /** How closely built up a point is, 0 open land to 1 deep in the town. */
  densityAt: (x: number, y: number) => number;
}

const DENSE_FROM_M = 600;

export function generateCity(seed: number): City {
  const ground = createGround(mixSeed(seed, "ground"));
  const laid = layStreets(ground, mixSeed(seed, "streets"));
  const yards = addYards(laid);
  const named = nameStreets(laid, seed);
  const graph = graphOf(laid, named);
  const finder = createBlockFinder(laid);
  const uses = assignLandUse(finder, seed);
  const sites: BaseMap["sites"] = [
    ...LANDMARKS,
    ...DEPOT_PLACES.map((depot) => ({ ...depot, kind: "depot" as const })),
  ].map(({ name, kind, lon, lat }) => ({ name, kind, point: { type: "Point", coordinates: [lon, lat] } }));
  sites.push({
    name: TRANSFER_STATION.name,
    kind: "service",
    point: { type: "Point", coordinates: [TRANSFER_STATION.lon, TRANSFER_STATION.lat] },
  });
  const parks: BaseMap["parks"] = [];
  const parkEdges: City["parkEdges"] = [];
  for (const [block, use] of uses) {
    const { ring, edges } = finder.blocks[block]!;
    if (use.use === "park") {
      const inner = insetRing(ring, PARK_INSET_M);
      if (!inner) continue;
      parks.push({ name: use.name, area: { type: "Polygon", coordinates: [toRing(inner)] } });
      parkEdges.push({ name: use.name, edge: longestOf(edges, graph) });
    } else if (use.use !== "grounds") {
      sites.push({ name: use.name, kind: use.use, point: { type: "Point", coordinates: toLonLat(innerPoint(ring)) } });
    }
  }
  const { containers, stops } = placeContainers(graph, seed);
  const outline = toRing(ground.outline);
  return {
    seed,
    attribution: CITY_ATTRIBUTION,
    bounds: boundsOfRing(outline),
    district: { type: "Polygon", coordinates: [outline] },
    neighbourhoods: neighbourhoodCells(ground.outline, seed),
    streets: named.map((street) => ({
      name: street.name,
      class: street.class,
      line: { type: "LineString", coordinates: street.line.map(toLonLat) },
    })),
    parks,
    woods: createWoods(ground, seed),
    water: createWater(ground),
    buildings: buildHouses(laid, finder, uses, ground.streams, seed),
    sites,
    containers,
    graph,
    depots: DEPOT_PLACES.map(({ role, name, slots }, i) => ({
      role,
      name,
      slots,
      centre: yards[i]!.centre,
      edge: yards[i]!.edge,
    })),
    transferStation: { name: TRANSFER_STATION.name, edge: yards.at(-1)!.edge },
    containerStops: stops,
    parkEdges,
    heightAt: ground.terrain.heightAt,
    densityAt: (x, y) => Math.max(0, Math.min(1, ground.urbanDepth.at(x, y) / DENSE_FROM_M)),
  };
}

function graphOf({ network, streets }: LaidStreets, named: readonly NamedStreet[]): StreetGraph {
  const nameOf = new Map(named.flatMap((street) => street.edges.map((edge) => [edge, street.name] as const)));
  const edges = network.edges.map(({ from, to, points, lengthM, street }, e): StreetEdge => ({
    from,
    to,
    points,
    lengthM,
    class: streets[street]!.class,
    name: nameOf.get(e)!,
  }));
  return createStreetGraph(network.nodes, edges);
}

function longestOf(edges: readonly number[], graph: StreetGraph): number {
  return edges.reduce((longest, edge) => (graph.edges[edge]!.lengthM > graph.edges[longest]!.lengthM ? edge : longest));
}

/** The middle of a block, or where that lies outside, the deepest of points towards it. */
function innerPoint(ring: readonly PlanePoint[]): PlanePoint {
  const middle = centroid(ring);
  const candidates = [middle, ...ring.map(([x, y]): PlanePoint => [(x + middle[0]) / 2, (y + middle[1]) / 2])];
  const deep = candidates.find((point) => depthInside(ring, point) > PARK_INSET_M);
  return deep ?? middle;
}

function boundsOfRing(ring: readonly number[][]): BaseMap["bounds"] {
  const lons = ring.map((position) => position[0]!);
  const lats = ring.map((position) => position[1]!);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
