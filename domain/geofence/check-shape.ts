// Why a drawn shape is no area, and where: the console marks the spot, the server answers the same.
import { crossingOf } from "./ring-crossing.ts";
import type { GeofenceShape } from "./shape.ts";
import { MAX_VERTICES, type ShapeReason } from "./shape-reason.ts";

export interface ShapeFault {
  reason: ShapeReason;
  /** Within the shape: ["coordinates", 0, 17]. */
  path: (string | number)[];
  /** [lon, lat]; null where the whole shape is at fault. */
  at: Position | null;
}

type Position = [number, number];
type Path = (string | number)[];

/** PostGIS and every map projection in use end before the poles. */
const MAX_LATITUDE = 85;
const METERS_PER_DEGREE = 111_195;
const MIN_AREA_M2 = 1;

const outOfBounds = ([lon, lat]: Position): boolean => !(Math.abs(lon) <= 180 && Math.abs(lat) <= MAX_LATITUDE);

const same = (a: Position | undefined, b: Position | undefined): boolean =>
  a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];

function checkPositions(positions: readonly Position[], path: Path): ShapeFault | null {
  const index = positions.findIndex(outOfBounds);
  const at = positions[index];
  return at ? { reason: "coordinate_out_of_bounds", path: [...path, index], at } : null;
}

/** Shoelace, in square metres. */
function areaOf(ring: readonly Position[]): number {
  const [first] = ring;
  if (!first) return 0;
  const scale = METERS_PER_DEGREE * METERS_PER_DEGREE * Math.cos((first[1] * Math.PI) / 180);
  let twice = 0;
  for (const [i, a] of ring.entries()) {
    const b = ring[i + 1];
    if (b) twice += (a[0] - first[0]) * (b[1] - first[1]) - (b[0] - first[0]) * (a[1] - first[1]);
  }
  return Math.abs(twice / 2) * scale;
}

function checkRing(ring: readonly Position[], path: Path): ShapeFault | null {
  const fault = checkPositions(ring, path);
  if (fault) return fault;
  if (ring.length < 4) return { reason: "too_few_vertices", path, at: ring[0] ?? null };
  if (!same(ring[0], ring.at(-1))) return { reason: "ring_not_closed", path, at: ring.at(-1) ?? null };
  return null;
}

function checkPolygons(polygons: readonly Position[][][], pathOf: (polygon: number, ring: number) => Path) {
  const rings = polygons.flatMap((polygon, i) => polygon.map((ring, j) => ({ ring, path: pathOf(i, j) })));
  const vertices = rings.reduce((sum, { ring }) => sum + ring.length, 0);
  if (vertices > MAX_VERTICES) return { reason: "too_many_vertices" as const, path: ["coordinates"], at: null };
  if (polygons.length === 0 || polygons.some((polygon) => polygon.length === 0)) {
    return { reason: "too_few_vertices" as const, path: ["coordinates"], at: null };
  }
  for (const { ring, path } of rings) {
    const fault = checkRing(ring, path);
    if (fault) return fault;
  }
  const crossing = crossingOf(rings.map(({ ring }) => ring));
  if (crossing) {
    const path = rings[crossing.ring]?.path ?? ["coordinates"];
    return { reason: "self_intersection" as const, path: [...path, crossing.vertex], at: crossing.at };
  }
  const small = rings.find(({ ring }) => areaOf(ring) < MIN_AREA_M2);
  return small ? { reason: "area_too_small" as const, path: small.path, at: small.ring[0] ?? null } : null;
}

function checkLine(line: readonly Position[]): ShapeFault | null {
  const path = ["coordinates"];
  if (line.length > MAX_VERTICES) return { reason: "too_many_vertices", path, at: null };
  const fault = checkPositions(line, path);
  if (fault) return fault;
  const isWay = line.some((position) => !same(position, line[0]));
  return isWay ? null : { reason: "too_few_vertices", path, at: line[0] ?? null };
}

/** The first fault; null = it can be a geofence. */
export function checkShape(shape: GeofenceShape): ShapeFault | null {
  switch (shape.type) {
    case "Polygon":
      return checkPolygons([shape.coordinates], (_polygon, ring) => ["coordinates", ring]);
    case "MultiPolygon":
      return checkPolygons(shape.coordinates, (polygon, ring) => ["coordinates", polygon, ring]);
    case "Corridor":
      return checkLine(shape.coordinates);
    case "Circle": {
      const { centre } = shape;
      return outOfBounds(centre) ? { reason: "coordinate_out_of_bounds", path: ["centre"], at: centre } : null;
    }
  }
}
