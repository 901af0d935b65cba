// A drawn shape as something the map can draw, and back from what the drawing tool gives.
import type { Geometry, Position } from "geojson";
import type { GeofenceShape } from "../../../domain/geofence/shape.ts";

const METRES_PER_DEGREE = 111_195;
const CIRCLE_STEPS = 64;

const cosOf = (lat: number): number => Math.cos((lat * Math.PI) / 180);

function circleRing([lon, lat]: readonly [number, number], radiusM: number): Position[] {
  return Array.from({ length: CIRCLE_STEPS + 1 }, (_, step) => {
    const angle = (2 * Math.PI * (step % CIRCLE_STEPS)) / CIRCLE_STEPS;
    return [
      lon + (Math.cos(angle) * radiusM) / (METRES_PER_DEGREE * cosOf(lat)),
      lat + (Math.sin(angle) * radiusM) / METRES_PER_DEGREE,
    ];
  });
}

/** Corridors as their middle line: the server makes the area of them. */
export function geometryOf(shape: GeofenceShape): Geometry {
  switch (shape.type) {
    case "Polygon":
    case "MultiPolygon":
      return shape;
    case "Corridor":
      return { type: "LineString", coordinates: shape.coordinates };
    case "Circle":
      return { type: "Polygon", coordinates: [circleRing(shape.centre, shape.radiusM)] };
  }
}

export type DrawTool = "polygon" | "hole" | "circle" | "corridor";

const DECIMALS = 7;
const pairOf = ([lon = 0, lat = 0]: Position): [number, number] => [
  Number(lon.toFixed(DECIMALS)),
  Number(lat.toFixed(DECIMALS)),
];

/** Middle and radius of a ring of points that lie on a circle. */
function circleOf(ring: readonly Position[]): { centre: [number, number]; radiusM: number } {
  const corners = ring.slice(0, -1);
  const mean = (axis: 0 | 1): number => corners.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / corners.length;
  const centre = pairOf([mean(0), mean(1)]);
  const [lon = 0, lat = 0] = corners[0] ?? [];
  const [east, north] = [(lon - centre[0]) * cosOf(centre[1]), lat - centre[1]];
  return { centre, radiusM: Math.max(5, Math.round(Math.hypot(east, north) * METRES_PER_DEGREE)) };
}

const DEFAULT_CORRIDOR_M = 40;

/** null = the geometry does not fit the tool (a drawing that was broken off). */
export function shapeOf(tool: DrawTool, geometry: Geometry, before: GeofenceShape | null): GeofenceShape | null {
  if (tool === "corridor") {
    if (geometry.type !== "LineString") return null;
    const widthM = before?.type === "Corridor" ? before.widthM : DEFAULT_CORRIDOR_M;
    return { type: "Corridor", coordinates: geometry.coordinates.map(pairOf), widthM };
  }
  if (geometry.type !== "Polygon") return null;
  const ring = (geometry.coordinates[0] ?? []).map(pairOf);
  if (tool === "circle") return { type: "Circle", ...circleOf(ring) };
  if (tool === "hole" && before?.type === "Polygon")
    return { type: "Polygon", coordinates: [...before.coordinates, ring] };
  return { type: "Polygon", coordinates: [ring] };
}
