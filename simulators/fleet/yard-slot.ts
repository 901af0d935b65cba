// Parking places in a depot's yard: rows on both sides of the lane through it.
import type { Depot } from "../city/generate-city.ts";
import type { PlanePoint } from "../city/plane.ts";
import { pointOnEdge, type GraphPlace, type StreetGraph } from "../city/street-graph.ts";

const SPACING_M = 7;
const FIRST_ROW_M = 7;
const ROW_M = 8;
/** The part of the lane that lies in the yard, from its far end. */
const YARD_SHARE = 0.6;

export function yardSlot(graph: StreetGraph, depot: Depot, slot: number): { place: GraphPlace; offset: PlanePoint } {
  const lane = graph.edges[depot.edge]!;
  const perSide = Math.max(1, Math.floor((lane.lengthM * YARD_SHARE) / SPACING_M));
  const side = slot % 2 === 0 ? 1 : -1;
  const rank = Math.floor(slot / 2);
  const alongM = lane.lengthM - 4 - (rank % perSide) * SPACING_M;
  const across = side * (FIRST_ROW_M + Math.floor(rank / perSide) * ROW_M);
  const { direction } = pointOnEdge(lane, alongM);
  return {
    place: { edge: depot.edge, alongM },
    offset: [-Math.sin(direction) * across, Math.cos(direction) * across],
  };
}
