// Who was in an area, and when: the pieces of a vehicle's way against a polygon with holes. Between two
// fixes the vehicle drove straight, so a thin area between them counts as passed.
//
//   ──x────────x──╱───x──      inside from where the segment enters to where it leaves, times by share
//               ▕area▏
import { distanceMeters } from "./distance-meters.ts";
import type { PathPoint } from "./path-piece.ts";

type Coordinate = readonly [lon: number, lat: number];
/** Outer ring first, then holes; closed or not. */
export type Rings = readonly (readonly Coordinate[])[];

export interface WayPiece {
  standing: boolean;
  points: readonly PathPoint[];
}

/** One stay in the area: a border crossed back within a minute does not end it. */
export interface AreaPass {
  startMs: number;
  endMs: number;
  insideMs: number;
  /** Of it on the move. */
  movingMs: number;
  distanceM: number;
  /** Highest speed told inside; where no fix lies inside, that of the segments. null = it stood. */
  maxSpeedKmh: number | null;
}

const SAME_PASS_MS = 60_000;

type Edge = readonly [ax: number, ay: number, bx: number, by: number];

function edgesOf(rings: Rings): Edge[] {
  return rings.flatMap((ring) =>
    ring.flatMap(([ax, ay], index): Edge[] => {
      const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
      return ax === bx && ay === by ? [] : [[ax, ay, bx, by]];
    }),
  );
}

/** Even-odd over all rings, so that holes are outside. */
function isInside(edges: readonly Edge[], x: number, y: number): boolean {
  let inside = false;
  for (const [ax, ay, bx, by] of edges) {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Shares of the segment a–b at which it meets an edge. */
function crossings(edges: readonly Edge[], a: PathPoint, b: PathPoint): number[] {
  const dx = b.lon - a.lon;
  const dy = b.lat - a.lat;
  const shares: number[] = [];
  for (const [ex, ey, fx, fy] of edges) {
    const across = dx * (fy - ey) - dy * (fx - ex);
    if (across === 0) continue;
    const share = ((ex - a.lon) * (fy - ey) - (ey - a.lat) * (fx - ex)) / across;
    const along = ((ex - a.lon) * dy - (ey - a.lat) * dx) / across;
    if (share > 0 && share < 1 && along >= 0 && along <= 1) shares.push(share);
  }
  return shares.toSorted((one, other) => one - other);
}

function near(edges: readonly Edge[], points: readonly PathPoint[]): Edge[] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { lon, lat } of points) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return edges.filter(
    ([ax, ay, bx, by]) =>
      Math.max(ax, bx) >= west && Math.min(ax, bx) <= east && Math.max(ay, by) >= south && Math.min(ay, by) <= north,
  );
}

function partsInside(
  edges: readonly Edge[],
  close: readonly Edge[],
  a: PathPoint,
  b: PathPoint,
): [from: number, to: number][] {
  if (close.length === 0) return [[0, 1]];
  const shares = [0, ...crossings(close, a, b), 1];
  return shares.slice(1).flatMap((to, index): [number, number][] => {
    const from = shares[index] ?? 0;
    const middle = (from + to) / 2;
    const inside = isInside(edges, a.lon + (b.lon - a.lon) * middle, a.lat + (b.lat - a.lat) * middle);
    return inside && to > from ? [[from, to]] : [];
  });
}

const larger = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

function between(a: PathPoint, b: PathPoint, timeMs: number): PathPoint {
  const share = (timeMs - a.timeMs) / (b.timeMs - a.timeMs);
  return { timeMs, lon: a.lon + (b.lon - a.lon) * share, lat: a.lat + (b.lat - a.lat) * share, speedKmh: null };
}

/** The part of a piece within [fromMs, toMs]; null = none. */
export function cutToPeriod<P extends WayPiece>(piece: P, fromMs: number, toMs: number): P | null {
  const points: PathPoint[] = [];
  for (const [index, b] of piece.points.entries()) {
    const a = piece.points[index - 1];
    if (a && a.timeMs < fromMs && b.timeMs > fromMs) points.push(between(a, b, fromMs));
    if (a && a.timeMs < toMs && b.timeMs > toMs) points.push(between(a, b, toMs));
    if (b.timeMs >= fromMs && b.timeMs <= toMs) points.push(b);
  }
  return points.length < 2 ? null : { ...piece, points };
}

/** @param pieces of one vehicle, in order of time */
export function areaPasses(rings: Rings, pieces: readonly WayPiece[]): AreaPass[] {
  const edges = edgesOf(rings);
  const passes: AreaPass[] = [];

  function add(part: AreaPass): void {
    const last = passes.at(-1);
    if (!last || part.startMs - last.endMs > SAME_PASS_MS) {
      passes.push(part);
      return;
    }
    last.endMs = part.endMs;
    last.insideMs += part.insideMs;
    last.movingMs += part.movingMs;
    last.distanceM += part.distanceM;
    last.maxSpeedKmh = larger(last.maxSpeedKmh, part.maxSpeedKmh);
  }

  for (const { standing, points } of pieces) {
    const close = near(edges, points);
    const [first] = points;
    // No border near: all of it lies inside, or nothing.
    if (close.length === 0 && first && !isInside(edges, first.lon, first.lat)) continue;
    for (const [index, b] of points.entries()) {
      const a = points[index - 1];
      if (!a) continue;
      const ms = b.timeMs - a.timeMs;
      const distanceM = distanceMeters(a, b);
      for (const [from, to] of partsInside(edges, close, a, b)) {
        const told = larger(from === 0 ? a.speedKmh : null, to === 1 ? b.speedKmh : null);
        const insideMs = (to - from) * ms;
        add({
          startMs: a.timeMs + from * ms,
          endMs: a.timeMs + to * ms,
          insideMs,
          movingMs: standing ? 0 : insideMs,
          distanceM: (to - from) * distanceM,
          maxSpeedKmh: standing ? null : (told ?? (distanceM / ms) * 3600),
        });
      }
    }
  }
  return passes;
}
