// Grows evenly spaced streets along a field of directions, after "Creating evenly-spaced streamlines
// of arbitrary density" (Jobard & Lefer 1997): each finished street seeds the next ones at the
// wanted distance beside it; a street ends where it comes too close to one of its own family.
import type { Random } from "../random.ts";
import type { PlanePoint } from "./plane.ts";
import type { StreetField } from "./street-field.ts";

export type Family = "long" | "cross";

export interface TraceInput {
  field: StreetField;
  random: Random;
  /** Multiplies the field's spacing: large for avenues. */
  spacingFactor: number;
  /** Lines that are there already; the new ones keep their distance to those that run the same way. */
  existing: readonly (readonly PlanePoint[])[];
  /** Tried after the areas beside existing lines are full, in this order. */
  seeds: readonly PlanePoint[];
  minLengthM: number;
  maxLengthM: number;
}

export interface TracedStreet {
  family: Family;
  line: PlanePoint[];
}

const STEP_M = 9;
/** A street may come this share of the spacing close to its neighbour before it ends. */
const CLOSEST_SHARE = 0.62;
const MAX_TURN = 1.9;

interface Crowd {
  add(point: PlanePoint): void;
  hasWithin(x: number, y: number, radius: number): boolean;
}

function createCrowd(cellM: number): Crowd {
  const cells = new Map<number, number[]>();
  const key = (column: number, row: number): number => (column + 32768) * 65536 + row + 32768;
  return {
    add: ([x, y]) => {
      const at = key(Math.floor(x / cellM), Math.floor(y / cellM));
      const cell = cells.get(at);
      if (cell) cell.push(x, y);
      else cells.set(at, [x, y]);
    },
    hasWithin: (x, y, radius) => {
      const squared = radius * radius;
      for (let column = Math.floor((x - radius) / cellM); column <= Math.floor((x + radius) / cellM); column++) {
        for (let row = Math.floor((y - radius) / cellM); row <= Math.floor((y + radius) / cellM); row++) {
          const cell = cells.get(key(column, row));
          if (!cell) continue;
          for (let i = 0; i < cell.length; i += 2) {
            if ((cell[i]! - x) ** 2 + (cell[i + 1]! - y) ** 2 < squared) return true;
          }
        }
      }
      return false;
    },
  };
}

export function traceStreets(input: TraceInput): TracedStreet[] {
  const { field, random, spacingFactor } = input;
  const crowds: Record<Family, Crowd> = {
    long: createCrowd(60 * spacingFactor),
    cross: createCrowd(60 * spacingFactor),
  };
  const angleAt = (family: Family, x: number, y: number): number =>
    field.directionAt(x, y) + (family === "cross" ? Math.PI / 2 : 0);
  const spacingAt = (family: Family, x: number, y: number): number => field.spacingAt(x, y)[family] * spacingFactor;

  /** One half of a street: from the seed along the field until something ends it. */
  const walk = (family: Family, seed: PlanePoint, forward: boolean): PlanePoint[] => {
    const points: PlanePoint[] = [];
    let [x, y] = seed;
    let heading = angleAt(family, x, y) + (forward ? 0 : Math.PI);
    let turned = 0;
    for (let length = 0; length < input.maxLengthM; length += STEP_M) {
      const steer = (angle: number): number => (Math.cos(angle - heading) < 0 ? angle + Math.PI : angle);
      const first = steer(angleAt(family, x, y));
      const angle = steer(angleAt(family, x + (Math.cos(first) * STEP_M) / 2, y + (Math.sin(first) * STEP_M) / 2));
      turned += Math.atan2(Math.sin(angle - heading), Math.cos(angle - heading));
      heading = angle;
      x += Math.cos(angle) * STEP_M;
      y += Math.sin(angle) * STEP_M;
      if (Math.abs(turned) > MAX_TURN || field.depthAt(x, y) < 0) break;
      if (crowds[family].hasWithin(x, y, spacingAt(family, x, y) * CLOSEST_SHARE)) break;
      points.push([x, y]);
    }
    return points;
  };

  const streets: TracedStreet[] = [];
  const grow = (family: Family, seed: PlanePoint): TracedStreet | null => {
    const [x, y] = seed;
    if (field.depthAt(x, y) < 4 || crowds[family].hasWithin(x, y, spacingAt(family, x, y) * 0.93)) return null;
    const line = [...walk(family, seed, false).reverse(), seed, ...walk(family, seed, true)];
    if (line.length * STEP_M < input.minLengthM) return null;
    for (const point of line) crowds[family].add(point);
    const street: TracedStreet = { family, line };
    streets.push(street);
    return street;
  };

  const seedBeside = (street: TracedStreet, queue: TracedStreet[]): void => {
    for (let i = 2; i < street.line.length; i += 5) {
      const [x, y] = street.line[i]!;
      const square = angleAt(street.family, x, y) + Math.PI / 2;
      const gap = spacingAt(street.family, x, y) * random.between(0.96, 1.16);
      for (const side of [1, -1]) {
        const grown = grow(street.family, [x + Math.cos(square) * gap * side, y + Math.sin(square) * gap * side]);
        if (grown) queue.push(grown);
      }
    }
  };

  const queue: TracedStreet[] = [];
  for (const line of input.existing) {
    const runs: Record<Family, PlanePoint[]> = { long: [], cross: [] };
    for (let i = 1; i < line.length; i++) {
      const [x, y] = line[i]!;
      const along = Math.atan2(y - line[i - 1]![1], x - line[i - 1]![0]);
      const family: Family = Math.abs(Math.cos(along - angleAt("long", x, y))) > Math.SQRT1_2 ? "long" : "cross";
      crowds[family].add([x, y]);
      runs[family].push([x, y]);
    }
    queue.push({ family: "long", line: runs.long }, { family: "cross", line: runs.cross });
  }
  for (const street of queue) seedBeside(street, queue);
  for (const seed of input.seeds) {
    for (const family of ["long", "cross"] as const) {
      const grown = grow(family, seed);
      const fresh = grown ? [grown] : [];
      for (const street of fresh) seedBeside(street, fresh);
    }
  }
  return streets;
}
