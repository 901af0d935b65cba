// Line segments in a lattice of square cells, for "what is near here".
import type { PlanePoint } from "./plane.ts";
import type { PlaneBounds } from "./scalar-grid.ts";

export interface Segment {
  /** Which line it belongs to and its place in it. */
  line: number;
  index: number;
  a: PlanePoint;
  b: PlanePoint;
}

export interface SegmentIndex {
  add(segment: Segment): void;
  addLine(line: number, points: readonly PlanePoint[]): void;
  /** Calls `visit` once for each segment whose cells touch the rectangle; `true` ends the search. */
  near(bounds: PlaneBounds, visit: (segment: Segment) => boolean | void): void;
}

export function createSegmentIndex(cellM: number): SegmentIndex {
  const cells = new Map<number, number[]>();
  const segments: Segment[] = [];
  const seenIn: number[] = [];
  let search = 0;
  // Cells are numbered in a square of 2^15 on each side of the origin: 1,000 km with 30 m cells.
  const key = (column: number, row: number): number => (column + 32768) * 65536 + row + 32768;
  const add = (segment: Segment): void => {
    const id = segments.push(segment) - 1;
    seenIn.push(0);
    const { a, b } = segment;
    const firstColumn = Math.floor(Math.min(a[0], b[0]) / cellM);
    const lastColumn = Math.floor(Math.max(a[0], b[0]) / cellM);
    const firstRow = Math.floor(Math.min(a[1], b[1]) / cellM);
    const lastRow = Math.floor(Math.max(a[1], b[1]) / cellM);
    for (let column = firstColumn; column <= lastColumn; column++) {
      for (let row = firstRow; row <= lastRow; row++) {
        const cell = cells.get(key(column, row));
        if (cell) cell.push(id);
        else cells.set(key(column, row), [id]);
      }
    }
  };
  return {
    add,
    addLine: (line, points) => {
      for (let i = 1; i < points.length; i++) add({ line, index: i - 1, a: points[i - 1]!, b: points[i]! });
    },
    near: (bounds, visit) => {
      search += 1;
      for (let column = Math.floor(bounds.west / cellM); column <= Math.floor(bounds.east / cellM); column++) {
        for (let row = Math.floor(bounds.south / cellM); row <= Math.floor(bounds.north / cellM); row++) {
          for (const id of cells.get(key(column, row)) ?? []) {
            if (seenIn[id] === search) continue;
            seenIn[id] = search;
            if (visit(segments[id]!) === true) return;
          }
        }
      }
    },
  };
}

/** Where a→b meets c→d: shares of both ways; null for parallel or apart. `slack` widens c→d and a→b by a share. */
export function crossing(
  a: PlanePoint,
  b: PlanePoint,
  c: PlanePoint,
  d: PlanePoint,
  slack = 0,
): { t: number; u: number } | null {
  const rx = b[0] - a[0];
  const ry = b[1] - a[1];
  const sx = d[0] - c[0];
  const sy = d[1] - c[1];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-9) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  if (t < -slack || t > 1 + slack || u < -slack || u > 1 + slack) return null;
  return { t, u };
}
