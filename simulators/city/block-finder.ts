// The blocks between streets, found by the point they contain.
import { findFaces, type Face } from "./faces.ts";
import { isInside } from "./plane-polygon.ts";
import type { PlanePoint } from "./plane.ts";
import type { LaidStreets } from "./lay-streets.ts";

export interface BlockFinder {
  /** Faces that are blocks; the outside of the network is not. */
  blocks: readonly Face[];
  /** Number of the block around a point, null = none. */
  blockAt(point: PlanePoint): number | null;
  /** Numbers of the blocks whose box lies within `radiusM` of a point. */
  blocksNear(point: PlanePoint, radiusM: number): number[];
}

const CELL_M = 200;

export function createBlockFinder({ network, streets }: LaidStreets): BlockFinder {
  const isPart = (edge: number): boolean => streets[network.edges[edge]!.street]!.class !== "motorway";
  const blocks = findFaces(network, isPart).filter((face) => face.areaM2 > 0);
  const cells = new Map<number, number[]>();
  const key = (column: number, row: number): number => (column + 32768) * 65536 + row + 32768;
  blocks.forEach(({ ring }, block) => {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of ring) {
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
    for (let column = Math.floor(west / CELL_M); column <= Math.floor(east / CELL_M); column++) {
      for (let row = Math.floor(south / CELL_M); row <= Math.floor(north / CELL_M); row++) {
        const cell = cells.get(key(column, row));
        if (cell) cell.push(block);
        else cells.set(key(column, row), [block]);
      }
    }
  });
  const inCell = (column: number, row: number): number[] => cells.get(key(column, row)) ?? [];
  return {
    blocks,
    blockAt: (point) => {
      const found = inCell(Math.floor(point[0] / CELL_M), Math.floor(point[1] / CELL_M)).filter((block) =>
        isInside(blocks[block]!.ring, point),
      );
      return found.sort((a, b) => blocks[a]!.areaM2 - blocks[b]!.areaM2)[0] ?? null;
    },
    blocksNear: ([x, y], radiusM) => {
      const near = new Set<number>();
      for (let column = Math.floor((x - radiusM) / CELL_M); column <= Math.floor((x + radiusM) / CELL_M); column++) {
        for (let row = Math.floor((y - radiusM) / CELL_M); row <= Math.floor((y + radiusM) / CELL_M); row++) {
          for (const block of inCell(column, row)) near.add(block);
        }
      }
      return [...near];
    },
  };
}
