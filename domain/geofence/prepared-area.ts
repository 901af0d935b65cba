// An area made ready for many questions: its edges in metres around its middle, sorted into horizontal
// bands, so that a question looks at the edges of one height only, be there four or 50,000.
//
//   ═══╱╲═════   band 2        inside = an odd number of edges right of the point (holes fall out by
//   ══╱  ╲══╱╲   band 1        themselves); distance = nearest edge of the bands within the margin
//   ═╱____╲╱__╲  band 0
import { polygonsOf, type GeofenceShape } from "./shape.ts";

export interface PreparedArea {
  /** West, south, east, north, in degrees. */
  readonly bbox: readonly [number, number, number, number];
  /** Degrees that `meters` are at this latitude. */
  degreesOf(meters: number): { lon: number; lat: number };
  /** How far outside in metres: 0 inside, Infinity beyond `marginM`. */
  outsideM(lon: number, lat: number, marginM: number): number;
}

type Position = readonly [number, number];

const METERS_PER_DEGREE = 111_195;
const EDGES_PER_BAND = 8;
const MAX_BANDS = 2048;

/** Squared distance from the origin to the segment a–b. */
function squaredDistance(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
  const x = ax + along * dx;
  const y = ay + along * dy;
  return x * x + y * y;
}

interface Bands {
  /** Four numbers an edge. */
  edges: Float64Array;
  /** Indices into `edges`, by band. */
  byBand: Int32Array[];
  bandOf(y: number): number;
}

function bandsOf(edges: Float64Array): Bands {
  const count = edges.length / 4;
  let [low, high] = [Infinity, -Infinity];
  for (let i = 1; i < edges.length; i += 2) {
    low = Math.min(low, edges[i] ?? 0);
    high = Math.max(high, edges[i] ?? 0);
  }
  const bands = Math.max(1, Math.min(MAX_BANDS, Math.floor(count / EDGES_PER_BAND)));
  const height = (high - low) / bands || 1;
  const bandOf = (y: number): number => Math.max(0, Math.min(bands - 1, Math.floor((y - low) / height)));
  const lists = Array.from({ length: bands }, (): number[] => []);
  for (let i = 0; i < edges.length; i += 4) {
    const a = bandOf(edges[i + 1] ?? 0);
    const b = bandOf(edges[i + 3] ?? 0);
    for (let band = Math.min(a, b); band <= Math.max(a, b); band += 1) lists[band]?.push(i);
  }
  return { edges, byBand: lists.map((list) => Int32Array.from(list)), bandOf };
}

function isInside({ edges, byBand, bandOf }: Bands, x: number, y: number): boolean {
  let inside = false;
  const band = byBand[bandOf(y)];
  if (!band) return false;
  for (const i of band) {
    const ay = edges[i + 1] ?? 0;
    const by = edges[i + 3] ?? 0;
    if (ay > y === by > y) continue;
    const ax = edges[i] ?? 0;
    const bx = edges[i + 2] ?? 0;
    if (x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** To the nearest edge; Infinity where none is within `withinM`. */
function distanceM({ edges, byBand, bandOf }: Bands, x: number, y: number, withinM: number): number {
  let least = withinM * withinM;
  let found = false;
  const last = bandOf(y + withinM);
  for (let band = bandOf(y - withinM); band <= last; band += 1) {
    const list = byBand[band];
    if (!list) continue;
    for (const i of list) {
      const squared = squaredDistance(
        (edges[i] ?? 0) - x,
        (edges[i + 1] ?? 0) - y,
        (edges[i + 2] ?? 0) - x,
        (edges[i + 3] ?? 0) - y,
      );
      if (squared <= least) {
        least = squared;
        found = true;
      }
    }
  }
  return found ? Math.sqrt(least) : Infinity;
}

const linesOf = (shape: GeofenceShape): readonly (readonly Position[])[] => {
  const polygons = polygonsOf(shape);
  if (polygons) return polygons.flat();
  if (shape.type === "Circle") return [[shape.centre, shape.centre]];
  return shape.type === "Corridor" ? [shape.coordinates] : [];
};

function reachOf(shape: GeofenceShape): number {
  if (shape.type === "Circle") return shape.radiusM;
  return shape.type === "Corridor" ? shape.widthM / 2 : 0;
}

export function prepareArea(shape: GeofenceShape): PreparedArea {
  const lines = linesOf(shape);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of lines.flat()) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const midLon = (west + east) / 2;
  const midLat = (south + north) / 2;
  const metersPerLon = METERS_PER_DEGREE * Math.cos((midLat * Math.PI) / 180);
  const degreesOf = (meters: number) => ({ lon: meters / metersPerLon, lat: meters / METERS_PER_DEGREE });
  const edges: number[] = [];
  for (const line of lines) {
    for (const [i, a] of line.entries()) {
      const b = line[i + 1];
      if (!b) continue;
      edges.push((a[0] - midLon) * metersPerLon, (a[1] - midLat) * METERS_PER_DEGREE);
      edges.push((b[0] - midLon) * metersPerLon, (b[1] - midLat) * METERS_PER_DEGREE);
    }
  }
  const bands = bandsOf(Float64Array.from(edges));
  const reachM = reachOf(shape);
  const reach = degreesOf(reachM);
  return {
    bbox: [west - reach.lon, south - reach.lat, east + reach.lon, north + reach.lat],
    degreesOf,
    outsideM(lon, lat, marginM) {
      const x = (lon - midLon) * metersPerLon;
      const y = (lat - midLat) * METERS_PER_DEGREE;
      if (reachM === 0 && isInside(bands, x, y)) return 0;
      return Math.max(0, distanceM(bands, x, y, reachM + marginM) - reachM);
    },
  };
}
