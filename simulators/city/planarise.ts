// Cuts crossing lines into a network: nodes where lines meet, edges between them. Crossings closer
// together than a junction is wide become one node.
import { simplifyLine } from "./curve.ts";
import { distance, lengthOf, type PlanePoint } from "./plane.ts";
import type { RoughStreet } from "./rough-street.ts";
import { createSegmentIndex, crossing } from "./segment-index.ts";

export interface NetworkEdge {
  /** Which rough street it is a piece of; pieces of one street follow each other. */
  street: number;
  from: number;
  to: number;
  /** From node to node, both included. */
  points: PlanePoint[];
  lengthM: number;
}

export interface Network {
  nodes: PlanePoint[];
  edges: NetworkEdge[];
}

const JUNCTION_RADIUS_M = 9;
const SIMPLIFY_M = 1.2;

interface Cut {
  segment: number;
  t: number;
  point: PlanePoint;
}

/** `meets` says whether two crossing streets share a junction there, or one passes over the other. */
export function planarise(
  streets: readonly RoughStreet[],
  meets: (a: RoughStreet, b: RoughStreet, at: PlanePoint) => boolean,
): Network {
  const lines = streets.map((street) => simplifyLine(street.line, SIMPLIFY_M));
  const cuts = findCuts(lines, (i, j, point) => meets(streets[i]!, streets[j]!, point));
  const nodes: PlanePoint[] = [];
  const nodeAt = createNodeFinder(nodes);
  const edges: NetworkEdge[] = [];
  lines.forEach((line, street) => {
    const stops = cuts[street]!.sort((a, b) => a.segment + a.t - (b.segment + b.t));
    let before: { node: number; stop: Cut } | undefined;
    for (const stop of stops) {
      const node = nodeAt(stop.point);
      if (before && before.node !== node) {
        const points = pieceBetween(line, before.stop, stop, nodes[before.node]!, nodes[node]!);
        edges.push({ street, from: before.node, to: node, points, lengthM: lengthOf(points) });
      }
      if (before?.node !== node) before = { node, stop };
    }
  });
  return { nodes, edges: withoutDoubles(edges) };
}

/** Crossings of each line with the others, and its two ends. */
function findCuts(
  lines: readonly (readonly PlanePoint[])[],
  meets: (i: number, j: number, point: PlanePoint) => boolean,
): Cut[][] {
  const index = createSegmentIndex(60);
  lines.forEach((line, i) => index.addLine(i, line));
  const cuts: Cut[][] = lines.map((line) => [
    { segment: 0, t: 0, point: line[0]! },
    { segment: line.length - 2, t: 1, point: line.at(-1)! },
  ]);
  lines.forEach((line, i) => {
    for (let segment = 0; segment + 1 < line.length; segment++) {
      const a = line[segment]!;
      const b = line[segment + 1]!;
      const box = {
        west: Math.min(a[0], b[0]),
        east: Math.max(a[0], b[0]),
        south: Math.min(a[1], b[1]),
        north: Math.max(a[1], b[1]),
      };
      index.near(box, (other) => {
        const later = other.line > i || (other.line === i && other.index > segment + 1);
        if (!later) return;
        const hit = crossing(a, b, other.a, other.b, 1e-6);
        if (!hit) return;
        const point: PlanePoint = [a[0] + (b[0] - a[0]) * hit.t, a[1] + (b[1] - a[1]) * hit.t];
        if (!meets(i, other.line, point)) return;
        cuts[i]!.push({ segment, t: hit.t, point });
        cuts[other.line]!.push({ segment: other.index, t: hit.u, point });
      });
    }
  });
  return cuts;
}

function createNodeFinder(nodes: PlanePoint[]): (point: PlanePoint) => number {
  const cells = new Map<number, number[]>();
  const key = (column: number, row: number): number => (column + 32768) * 65536 + row + 32768;
  return (point) => {
    const column = Math.floor(point[0] / JUNCTION_RADIUS_M);
    const row = Math.floor(point[1] / JUNCTION_RADIUS_M);
    let nearest = -1;
    let nearestM = JUNCTION_RADIUS_M;
    for (let dc = -1; dc <= 1; dc++) {
      for (let dr = -1; dr <= 1; dr++) {
        for (const id of cells.get(key(column + dc, row + dr)) ?? []) {
          const away = distance(nodes[id]!, point);
          if (away >= nearestM) continue;
          nearest = id;
          nearestM = away;
        }
      }
    }
    if (nearest >= 0) return nearest;
    const id = nodes.push(point) - 1;
    const cell = cells.get(key(column, row));
    if (cell) cell.push(id);
    else cells.set(key(column, row), [id]);
    return id;
  };
}

function pieceBetween(line: readonly PlanePoint[], a: Cut, b: Cut, from: PlanePoint, to: PlanePoint): PlanePoint[] {
  const inner = line
    .slice(a.segment + 1, b.segment + 1)
    .filter((point) => distance(point, from) > JUNCTION_RADIUS_M && distance(point, to) > JUNCTION_RADIUS_M);
  return [from, ...inner, to];
}

/** Of two pieces between the same nodes with nearly the same course only the first, more important one stays. */
function withoutDoubles(edges: readonly NetworkEdge[]): NetworkEdge[] {
  const known = new Map<string, number[]>();
  return edges.filter((edge) => {
    const key = edge.from < edge.to ? `${edge.from}-${edge.to}` : `${edge.to}-${edge.from}`;
    const lengths = known.get(key) ?? [];
    if (lengths.some((length) => Math.abs(length - edge.lengthM) < 12)) return false;
    known.set(key, [...lengths, edge.lengthM]);
    return true;
  });
}
