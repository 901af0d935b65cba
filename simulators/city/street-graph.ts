// The street network as vehicles drive it.
import type { StreetClass } from "../../domain/base-map.ts";
import type { PlanePoint } from "./plane.ts";

export interface StreetEdge {
  from: number;
  to: number;
  class: StreetClass;
  name: string;
  /** From node to node on the local plane, metres. */
  points: readonly PlanePoint[];
  lengthM: number;
}

export interface StreetGraph {
  nodes: readonly PlanePoint[];
  edges: readonly StreetEdge[];
  /** Numbers of the edges at each node; every street may be driven both ways. */
  edgesAt: readonly (readonly number[])[];
}

/** A place on the graph: metres from the edge's `from` along it. */
export interface GraphPlace {
  edge: number;
  alongM: number;
}

export function createStreetGraph(nodes: readonly PlanePoint[], edges: readonly StreetEdge[]): StreetGraph {
  const edgesAt: number[][] = nodes.map(() => []);
  edges.forEach(({ from, to }, edge) => {
    edgesAt[from]!.push(edge);
    if (to !== from) edgesAt[to]!.push(edge);
  });
  return { nodes, edges, edgesAt };
}

export interface EdgePoint {
  at: PlanePoint;
  /** Direction of travel from `from` to `to`, radians anticlockwise from east. */
  direction: number;
}

export function pointOnEdge(edge: StreetEdge, alongM: number): EdgePoint {
  const { points } = edge;
  let left = Math.max(0, alongM);
  for (let i = 1; ; i++) {
    const a = points[i - 1]!;
    const b = points[i]!;
    const length = Math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2);
    if (left > length && i + 1 < points.length) {
      left -= length;
      continue;
    }
    const t = length === 0 ? 0 : Math.min(1, left / length);
    return {
      at: [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t],
      direction: Math.atan2(b[1] - a[1], b[0] - a[0]),
    };
  }
}
