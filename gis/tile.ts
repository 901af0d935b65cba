// Vector tiles of the base map (Mapbox Vector Tile 2.1). Where PostGIS was built without protobuf,
// as in the embedded database, the steps of ST_AsMVTGeom are done in SQL and the tile is encoded
// here, with the same features and properties.
import { fromGeojsonVt } from "@maplibre/vt-pbf";
import type { Geometry, Position } from "geojson";
import type { Database } from "./database.ts";
import { layersAt, type TileLayer } from "./tile-layer.ts";

/** Units across a tile, and how far geometries reach over its edge. */
const EXTENT = 4096;
const BUFFER = 64;

/** ST_AsMVT of one layer, as an expression over p (z, x, y). */
const encodedInDatabase = (layer: TileLayer, z: number): string => `
  coalesce((SELECT ST_AsMVT(f, '${layer.name}', ${EXTENT}, 'geom', 'id') FROM (
    SELECT s.id, ${layer.properties.map((property) => `s.${property}`).join(", ")},
           ST_AsMVTGeom(s.g, p.env, ${EXTENT}, ${BUFFER}, true) AS geom
    FROM (${layer.source(z)}) s WHERE s.g && p.outer_env ORDER BY s.id
  ) f WHERE f.geom IS NOT NULL), '')`;

const TILE = `
  SELECT ST_TileEnvelope($1::int, $2::int, $3::int) AS env,
         ST_TileEnvelope($1::int, $2::int, $3::int, margin => ${BUFFER}.0 / ${EXTENT}) AS outer_env`;

/**
 * Features of one layer in tile units, y down, as ST_AsMVTGeom makes them: points dropped that the
 * grid makes equal, snapped, clipped with the buffer, polygons valid again.
 */
const featuresOf = (layer: TileLayer, z: number): string => `
  SELECT '${layer.name}' AS layer, c.id, c.properties,
         ST_AsGeoJSON(CASE WHEN c.dim = 2
           THEN ST_ForcePolygonCCW(ST_CollectionExtract(ST_MakeValid(ST_SnapToGrid(c.clipped, 1)), 3))
           ELSE ST_SnapToGrid(c.clipped, 1) END, 0) AS geometry
  FROM (
    SELECT g.*, ST_ClipByBox2D(CASE WHEN g.dim = 2 AND NOT ST_IsValid(g.snapped) THEN ST_MakeValid(g.snapped) ELSE g.snapped END,
                               ST_MakeEnvelope(-${BUFFER}, -${BUFFER}, ${EXTENT + BUFFER}, ${EXTENT + BUFFER})::box2d) AS clipped
    FROM (
      SELECT s.id, jsonb_strip_nulls(jsonb_build_object(${layer.properties.map((property) => `'${property}', s.${property}`).join(", ")})) AS properties,
             ST_Dimension(s.g) AS dim,
             ST_SnapToGrid(ST_Affine(ST_Simplify(ST_RemoveRepeatedPoints(s.g, p.res / 2), p.res / 2, false),
                                     1 / p.res, 0, 0, -1 / p.res, -ST_XMin(p.env) / p.res, ST_YMax(p.env) / p.res), 1) AS snapped
      FROM p CROSS JOIN (${layer.source(z)}) s
      WHERE s.g && p.outer_env
    ) g
    WHERE NOT ST_IsEmpty(g.snapped)
  ) c
  WHERE NOT ST_IsEmpty(c.clipped)`;

interface FeatureRow {
  layer: string;
  id: number;
  properties: Record<string, string | number>;
  geometry: string;
}

type Ring = [number, number][];

const toRing = (positions: readonly Position[]): Ring => positions.map(([x = 0, y = 0]) => [x, y]);

/** Type and geometry as vector tiles have them: 1 points, 2 lines, 3 rings. */
function toTileGeometry(geometry: Geometry): { type: 1; geometry: Ring } | { type: 2 | 3; geometry: Ring[] } | null {
  switch (geometry.type) {
    case "Point":
      return { type: 1, geometry: toRing([geometry.coordinates]) };
    case "MultiPoint":
      return { type: 1, geometry: toRing(geometry.coordinates) };
    case "LineString":
      return { type: 2, geometry: [toRing(geometry.coordinates)] };
    case "MultiLineString":
      return { type: 2, geometry: geometry.coordinates.map(toRing) };
    case "Polygon":
      return { type: 3, geometry: geometry.coordinates.map(toRing) };
    case "MultiPolygon":
      return { type: 3, geometry: geometry.coordinates.flat().map(toRing) };
    default:
      return null;
  }
}

function encode(rows: readonly FeatureRow[]): Uint8Array {
  const layers: Record<string, { features: object[] }> = {};
  for (const row of rows) {
    // PostGIS wrote it.
    const shape = toTileGeometry(JSON.parse(row.geometry) as Geometry);
    if (!shape || shape.geometry.length === 0) continue;
    const layer = (layers[row.layer] ??= { features: [] });
    layer.features.push({ id: row.id, tags: row.properties, ...shape });
  }
  return fromGeojsonVt(layers, { version: 2, extent: EXTENT });
}

/** One tile; empty (no bytes) where nothing is drawn. */
export async function baseTile(db: Database, z: number, x: number, y: number): Promise<Uint8Array> {
  const layers = layersAt(z);
  if (db.capabilities.asMvt) {
    const parts = layers.map((layer) => encodedInDatabase(layer, z)).join(" || ");
    const [row] = await db.query<{ tile: Buffer }>(`SELECT ${parts} AS tile FROM (${TILE}) p`, [z, x, y]);
    return row?.tile ?? new Uint8Array();
  }
  const rows = await db.query<FeatureRow>(
    `WITH p AS (SELECT t.*, (ST_XMax(t.env) - ST_XMin(t.env)) / ${EXTENT} AS res FROM (${TILE}) t)
     ${layers.map((layer) => `(${featuresOf(layer, z)} ORDER BY c.id)`).join(" UNION ALL ")}`,
    [z, x, y],
  );
  return encode(rows);
}
