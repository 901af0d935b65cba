// Waste containers at the roadside. Counts are invented ("temsilî 600"); the two kinds and where they
// stand follow what the municipality placed: metal 770 L in 46 neighbourhoods, plastic 1100 L in the
// 12 without stove ash, about two to one.
import type { BaseMap } from "../../domain/base-map.ts";
import { createRandom, mixSeed } from "../random.ts";
import { NEIGHBOURHOOD_PLACES } from "./neighbourhood-places.ts";
import { distance, toLonLat, toPlane, type PlanePoint } from "./plane.ts";
import { pointOnEdge, type GraphPlace, type StreetGraph } from "./street-graph.ts";

export type Container = BaseMap["containers"][number];

/** A container and the place on the street where a truck stops for it. */
export interface ContainerStop extends GraphPlace {
  code: string;
  neighbourhood: string;
}

const CONTAINER_COUNT = 600;
const PLASTIC_COUNT = 200;
const CLOSEST_M = 45;
const ROADSIDE_M = 4;

export function placeContainers(graph: StreetGraph, seed: number): { containers: Container[]; stops: ContainerStop[] } {
  const random = createRandom(mixSeed(seed, "containers"));
  const places = NEIGHBOURHOOD_PLACES.map((place) => ({ ...place, at: toPlane(place.lon, place.lat) }));
  const edgesOf = places.map((): number[] => []);
  graph.edges.forEach((edge, e) => {
    if (edge.class !== "residential" && edge.class !== "tertiary") return;
    const { at } = pointOnEdge(edge, edge.lengthM / 2);
    let nearest = 0;
    for (let i = 1; i < places.length; i++) {
      if (distance(places[i]!.at, at) < distance(places[nearest]!.at, at)) nearest = i;
    }
    edgesOf[nearest]!.push(e);
  });

  const containers: Container[] = [];
  const stops: ContainerStop[] = [];
  const fill = (material: Container["material"], count: number): void => {
    const quarters = places.flatMap((place, i) =>
      (place.fabric === "apartments") === (material === "plastic")
        ? [{ ...place, edges: random.shuffle(edgesOf[i]!) }]
        : [],
    );
    const taken: PlanePoint[] = [];
    for (let turn = 0, placed = 0; placed < count && turn < count * 40; turn++) {
      const quarter = quarters[turn % quarters.length]!;
      const edge = quarter.edges.pop();
      if (edge === undefined) continue;
      const street = graph.edges[edge]!;
      const alongM = street.lengthM * random.between(0.25, 0.75);
      const { at, direction } = pointOnEdge(street, alongM);
      if (taken.some((other) => distance(other, at) < CLOSEST_M)) continue;
      taken.push(at);
      placed += 1;
      const side = random.chance(0.5) ? ROADSIDE_M : -ROADSIDE_M;
      const point: PlanePoint = [at[0] - Math.sin(direction) * side, at[1] + Math.cos(direction) * side];
      const code = `KNT-${String(containers.length + 1).padStart(4, "0")}`;
      const volumeL = material === "metal" ? 770 : 1100;
      containers.push({ code, material, volumeL, point: { type: "Point", coordinates: toLonLat(point) } });
      stops.push({ code, neighbourhood: quarter.name, edge, alongM });
    }
  };
  fill("metal", CONTAINER_COUNT - PLASTIC_COUNT);
  fill("plastic", PLASTIC_COUNT);
  return { containers, stops };
}
