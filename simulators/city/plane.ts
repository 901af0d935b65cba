// The generator works in metres on a local plane around the middle of the district; only what
// leaves it becomes longitude and latitude.
import type { Position } from "geojson";

/** East and north of the origin, metres. */
export type PlanePoint = readonly [x: number, y: number];

const ORIGIN_LON = 27.1;
const ORIGIN_LAT = 38.375;
// Lengths of a degree on the WGS 84 ellipsoid at the origin's latitude.
const METRES_PER_LON = 87_383;
const METRES_PER_LAT = 111_004;

export function toPlane(lon: number, lat: number): PlanePoint {
  return [(lon - ORIGIN_LON) * METRES_PER_LON, (lat - ORIGIN_LAT) * METRES_PER_LAT];
}

/** Rounded to 1e-6 degrees (0.1 m), the precision of everything the city publishes. */
export function toLonLat([x, y]: PlanePoint): [lon: number, lat: number] {
  const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
  return [round(x / METRES_PER_LON + ORIGIN_LON), round(y / METRES_PER_LAT + ORIGIN_LAT)];
}

export const toRing = (points: readonly PlanePoint[]): Position[] => {
  const ring = points.map(toLonLat);
  const first = ring[0];
  if (first) ring.push([...first]);
  return ring;
};

// Math.hypot is exact for huge values and several times slower than this.
export const distance = (a: PlanePoint, b: PlanePoint): number => Math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2);

export function lengthOf(line: readonly PlanePoint[]): number {
  let total = 0;
  for (let i = 1; i < line.length; i++) total += distance(line[i - 1]!, line[i]!);
  return total;
}
