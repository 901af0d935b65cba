// The area of a shape as the database computes it. Distances in metres go through geography, which knows the
// ellipsoid; what comes out is made valid by construction, because shapes are checked before (domain/geofence).
import { polygonsOf, type GeofenceShape } from "../../domain/geofence/shape.ts";

/** Straight pieces of a quarter circle: 8 m of 1 km radius are cut off at most. */
const QUARTER_SEGMENTS = 12;
/** About two metres: nothing the eye sees on a street map. */
export const OUTLINE_TOLERANCE_DEGREES = 0.00002;

/** GeoJSON that `areaSql` turns into the area. */
export function geometryOf(shape: GeofenceShape): string {
  const polygons = polygonsOf(shape);
  if (polygons) return JSON.stringify({ type: "MultiPolygon", coordinates: polygons });
  if (shape.type === "Circle") return JSON.stringify({ type: "Point", coordinates: shape.centre });
  return JSON.stringify({ type: "LineString", coordinates: "coordinates" in shape ? shape.coordinates : [] });
}

/** How far around a line or a point the area reaches; null where the geometry is the area. */
export function reachOf(shape: GeofenceShape): number | null {
  if (shape.type === "Circle") return shape.radiusM;
  return shape.type === "Corridor" ? shape.widthM / 2 : null;
}

/** `geometry` and `reach` are parameters: GeoJSON text and metres. */
export const areaSql = (geometry: string, reach: string): string => `
  (SELECT CASE WHEN ${reach}::float8 IS NULL THEN ST_Multi(g.geom)
               ELSE ST_Multi(ST_Buffer(g.geom::geography, ${reach}::float8, ${QUARTER_SEGMENTS})::geometry) END
   FROM (SELECT ST_SetSRID(ST_GeomFromGeoJSON(${geometry}::text), 4326) AS geom) g)`;

export function vertexCountOf(shape: GeofenceShape): number {
  const polygons = polygonsOf(shape);
  if (polygons) return polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
  return shape.type === "Corridor" ? shape.coordinates.length : 1;
}
