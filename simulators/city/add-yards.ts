// Yards of depots and of the transfer station: a lane from the nearest junction into the block.
import { distanceToRing, isInside } from "./plane-polygon.ts";
import { distance, toPlane, type PlanePoint } from "./plane.ts";
import { createBlockFinder } from "./block-finder.ts";
import { DEPOT_PLACES, TRANSFER_STATION } from "./landmarks.ts";
import type { LaidStreets } from "./lay-streets.ts";

export interface Yard {
  name: string;
  centre: PlanePoint;
  /** Number of the lane's edge in the network; it runs from the street to its far end. */
  edge: number;
}

const GAP_TO_STREET_M = 12;
const LONG_ENOUGH_M = 130;
const LONGEST_BEYOND_M = 70;

/** Adds the lanes to `laid` in place. The order of yards: depots as in DEPOT_PLACES, then the transfer station. */
export function addYards(laid: LaidStreets): Yard[] {
  const finder = createBlockFinder(laid);
  return [...DEPOT_PLACES, TRANSFER_STATION].map(({ name, lon, lat }) => {
    const centre = toPlane(lon, lat);
    const block = finder.blockAt(centre);
    if (block === null) throw new Error(`The yard of "${name}" lies outside the streets.`);
    const face = finder.blocks[block]!;
    const gates = [
      ...new Set(face.edges.flatMap((edge) => [laid.network.edges[edge]!.from, laid.network.edges[edge]!.to])),
    ];
    const gate = gates
      .map((node) => ({ node, at: laid.network.nodes[node]! }))
      .filter(({ at }) => staysInside(face.ring, at, centre))
      .map(({ node, at }) => ({ node, at, end: farEnd(face.ring, at, centre) }))
      .sort(
        (a, b) => lengthUpTo(b.at, b.end) - lengthUpTo(a.at, a.end) || distance(a.at, centre) - distance(b.at, centre),
      )[0];
    if (!gate) throw new Error(`No street leads into the yard of "${name}".`);
    const { end } = gate;
    const street =
      laid.streets.push({ class: "service", name: `${name} Yolu`, line: [gate.at, end], family: null }) - 1;
    const to = laid.network.nodes.push(end) - 1;
    const lengthM = distance(gate.at, end);
    const edge = laid.network.edges.push({ street, from: gate.node, to, points: [gate.at, end], lengthM }) - 1;
    return { name, centre, edge };
  });
}

/** Lanes long enough for the parking places are equally good. */
const lengthUpTo = (a: PlanePoint, b: PlanePoint): number => Math.min(LONG_ENOUGH_M, distance(a, b));

const between = (a: PlanePoint, b: PlanePoint, t: number): PlanePoint => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
];

function staysInside(ring: readonly PlanePoint[], from: PlanePoint, to: PlanePoint): boolean {
  return [0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 1].every((t) => isInside(ring, between(from, to, t)));
}

/** Beyond the centre as far as the block and a yard go. */
function farEnd(ring: readonly PlanePoint[], gate: PlanePoint, centre: PlanePoint): PlanePoint {
  const length = distance(gate, centre);
  let end = centre;
  for (let beyondM = 5; beyondM <= LONGEST_BEYOND_M; beyondM += 5) {
    const next = between(gate, centre, 1 + beyondM / length);
    if (!isInside(ring, next) || distanceToRing(ring, next) < GAP_TO_STREET_M) break;
    end = next;
  }
  return end;
}
