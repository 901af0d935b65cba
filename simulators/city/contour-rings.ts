// Outlines of where a grid of values is positive (marching squares), as rings with the positive side
// on the left: outer rings anticlockwise, holes clockwise.
import type { PlanePoint } from "./plane.ts";
import type { ScalarGrid } from "./scalar-grid.ts";

//   3 ─ 2      a cell's corners; side s lies between corners s and s+1,
//   │   │      so that 0 is the bottom, 1 the right, 2 the top, 3 the left
//   0 ─ 1
/** For each pattern of positive corners the sides at which an outline enters and leaves the cell. */
const PASSAGES: readonly (readonly [enter: number, leave: number][])[] = [
  [],
  [[0, 3]],
  [[1, 0]],
  [[1, 3]],
  [[2, 1]],
  [
    [0, 3],
    [2, 1],
  ],
  [[2, 0]],
  [[2, 3]],
  [[3, 2]],
  [[0, 2]],
  [
    [1, 0],
    [3, 2],
  ],
  [[1, 2]],
  [[3, 1]],
  [[0, 1]],
  [[3, 0]],
  [],
];

/** The grid's border must be negative, else outlines that leave the grid stay open and are dropped. */
export function contourRings(grid: ScalarGrid): PlanePoint[][] {
  const { columns, rows, values, stepM, west, south } = grid;
  const corner = (column: number, row: number): number => values[row * columns + column]!;
  // Each lattice side has one number: even ones run east, odd ones north.
  const sideOf = (column: number, row: number, side: number): number => {
    if (side === 0) return (row * columns + column) * 2;
    if (side === 1) return (row * columns + column + 1) * 2 + 1;
    if (side === 2) return ((row + 1) * columns + column) * 2;
    return (row * columns + column) * 2 + 1;
  };
  const next = new Map<number, number>();
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const pattern =
        (corner(column, row) > 0 ? 1 : 0) |
        (corner(column + 1, row) > 0 ? 2 : 0) |
        (corner(column + 1, row + 1) > 0 ? 4 : 0) |
        (corner(column, row + 1) > 0 ? 8 : 0);
      for (const [enter, leave] of PASSAGES[pattern]!) next.set(sideOf(column, row, enter), sideOf(column, row, leave));
    }
  }
  const pointOf = (side: number): PlanePoint => {
    const index = side >> 1;
    const column = index % columns;
    const row = Math.floor(index / columns);
    const here = values[index]!;
    const there = values[side & 1 ? index + columns : index + 1]!;
    // Kept off the corners, where several rings could touch.
    const t = Math.min(0.98, Math.max(0.02, here / (here - there)));
    return [west + (column + (side & 1 ? 0 : t)) * stepM, south + (row + (side & 1 ? t : 0)) * stepM];
  };

  const rings: PlanePoint[][] = [];
  while (next.size > 0) {
    const [start] = next.keys();
    if (start === undefined) break;
    const ring: PlanePoint[] = [];
    let side: number | undefined = start;
    while (side !== undefined && next.has(side)) {
      ring.push(pointOf(side));
      const following: number | undefined = next.get(side);
      next.delete(side);
      side = following;
    }
    if (side === start && ring.length >= 4) rings.push(ring);
  }
  return rings;
}
