// A value per lattice point of a rectangle, read in between by bilinear interpolation: makes costly
// functions of the place (distances to outlines, directions) cheap to ask for.
import type { PlanePoint } from "./plane.ts";

export interface PlaneBounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface ScalarGrid {
  readonly west: number;
  readonly south: number;
  readonly stepM: number;
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;
  /** Interpolated; outside the rectangle the nearest border value. */
  at(x: number, y: number): number;
}

export function createScalarGrid(
  bounds: PlaneBounds,
  stepM: number,
  valueAt: (x: number, y: number, index: number) => number,
): ScalarGrid {
  const { west, south } = bounds;
  const columns = Math.ceil((bounds.east - west) / stepM) + 1;
  const rows = Math.ceil((bounds.north - south) / stepM) + 1;
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column;
      values[index] = valueAt(west + column * stepM, south + row * stepM, index);
    }
  }
  const at = (x: number, y: number): number => {
    const fx = Math.min(columns - 1.001, Math.max(0, (x - west) / stepM));
    const fy = Math.min(rows - 1.001, Math.max(0, (y - south) / stepM));
    const column = Math.floor(fx);
    const row = Math.floor(fy);
    const tx = fx - column;
    const ty = fy - row;
    const base = row * columns + column;
    const bottom = values[base]! * (1 - tx) + values[base + 1]! * tx;
    const top = values[base + columns]! * (1 - tx) + values[base + columns + 1]! * tx;
    return bottom * (1 - ty) + top * ty;
  };
  return { west, south, stepM, columns, rows, values, at };
}

export function boundsOf(points: readonly PlanePoint[], marginM = 0): PlaneBounds {
  const bounds = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [x, y] of points) {
    bounds.west = Math.min(bounds.west, x - marginM);
    bounds.east = Math.max(bounds.east, x + marginM);
    bounds.south = Math.min(bounds.south, y - marginM);
    bounds.north = Math.max(bounds.north, y + marginM);
  }
  return bounds;
}
