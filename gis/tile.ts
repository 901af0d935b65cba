// Vector tiles of the base map: ST_AsMVT where the database has it, otherwise the same steps in SQL
// and the encoding here. Both give the same features, properties and geometry.
import { fromVectorTileJs, GeoJSONWrapper, type Feature } from "@maplibre/vt-pbf";
import { BASE_TILE_LAYERS, type BaseTileLayer } from "./base-tile-layer.ts";
import type { Database, Queryable } from "./database.ts";

const EXTENT = 4096;
const BUFFER = 64;
/** Reading a tile must not hold up ingest. */
const TIMEOUT_MS = 5000;

const tileLayers = (zoom: number): { layer: BaseTileLayer; where: string }[] =>
  BASE_TILE_LAYERS.flatMap((layer) => {
    const where = layer.where(zoom);
    return where === null ? [] : [{ layer, where }];
  });

const boxes = `WITH tile AS (
  SELECT ST_TileEnvelope($1::int, $2::int, $3::int) AS envelope,
         ST_TileEnvelope($1::int, $2::int, $3::int, margin => ${BUFFER}::float8 / ${EXTENT}) AS buffered)`;

const propertyColumns = (layer: BaseTileLayer): string =>
  Object.entries(layer.properties)
    .map(([name, expression]) => `${expression} AS "${name}", `)
    .join("");

async function tileByDatabase(db: Queryable, zoom: number, x: number, y: number): Promise<Uint8Array> {
  const parts = tileLayers(zoom).map(
    ({ layer, where }) => `coalesce((
      SELECT ST_AsMVT(feature, '${layer.name}', ${EXTENT}, 'geometry', 'id') FROM (
        SELECT ${propertyColumns(layer)} id, ST_AsMVTGeom(${layer.geometry}, tile.envelope, ${EXTENT}, ${BUFFER}, true) AS geometry
        FROM ${layer.from}, tile WHERE ${layer.geometry} && tile.buffered AND ${where} ORDER BY id) feature
      WHERE geometry IS NOT NULL), ''::bytea)`,
  );
  const rows = await db.query<{ tile: Buffer }>(
    `${boxes} SELECT ${parts.join(" || ")} AS tile FROM tile`,
    [zoom, x, y],
    {
      timeoutMs: TIMEOUT_MS,
    },
  );
  return rows[0]?.tile ?? new Uint8Array();
}

/**
 * ST_AsMVTGeom in plain SQL: to tile units, thinned to half a unit, snapped, clipped, made valid.
 *
 *   geometry ─▶ RemoveRepeatedPoints, Simplify ─▶ Affine to tile units ─▶ SnapToGrid ─▶ Clip ─▶ MakeValid
 */
function emulatedLayer({ layer, where }: { layer: BaseTileLayer; where: string }): string {
  const area = layer.dimension === 2;
  const properties = Object.entries(layer.properties)
    .map(([name, expression]) => `'${name}', ${expression}`)
    .join(", ");
  const box = `ST_MakeEnvelope(${-BUFFER}, ${-BUFFER}, ${EXTENT + BUFFER}, ${EXTENT + BUFFER})`;
  const valid = area ? "CASE WHEN ST_IsValid(snapped) THEN snapped ELSE ST_MakeValid(snapped) END" : "snapped";
  // Clipping would drop a point on the very edge of the buffer, which ST_AsMVTGeom keeps.
  const clip =
    layer.dimension === 0 ? `CASE WHEN snapped && ${box} THEN snapped END` : `ST_ClipByBox2D(${valid}, ${box}::box2d)`;
  const finished = area
    ? "ST_ForcePolygonCCW(ST_CollectionExtract(ST_MakeValid(ST_SnapToGrid(clipped, 1)), 3))"
    : layer.dimension === 1
      ? "ST_CollectionExtract(ST_SnapToGrid(clipped, 1), 2)"
      : "ST_SnapToGrid(clipped, 1)";
  return `SELECT '${layer.name}' AS layer, id, properties, ST_AsGeoJSON(finished, 0)::json AS geometry FROM (
    SELECT id, properties, ${finished} AS finished FROM (
      SELECT id, properties, ${clip} AS clipped FROM (
        SELECT id, json_strip_nulls(json_build_object(${properties})) AS properties,
          ST_SnapToGrid(ST_SetSRID(ST_Affine(
            ${layer.dimension === 0 ? layer.geometry : `ST_Simplify(ST_RemoveRepeatedPoints(${layer.geometry}, unit / 2), unit / 2, false)`},
            1 / unit, 0, 0, -1 / unit, -ST_XMin(envelope) / unit, ST_YMax(envelope) / unit), 0), 1) AS snapped
        FROM ${layer.from}, grid WHERE ${layer.geometry} && grid.buffered AND ${where}) s
      WHERE NOT ST_IsEmpty(snapped)) c
    WHERE NOT ST_IsEmpty(clipped)) f
  WHERE NOT ST_IsEmpty(finished)`;
}

type Point = [number, number];

interface FeatureRow {
  layer: string;
  id: number;
  properties: Record<string, string | number>;
  geometry:
    | { type: "Point"; coordinates: Point }
    | { type: "MultiPoint" | "LineString"; coordinates: Point[] }
    | { type: "MultiLineString" | "Polygon"; coordinates: Point[][] }
    | { type: "MultiPolygon"; coordinates: Point[][][] };
}

/** The encoder's form: points flat, lines and rings as lists. */
function encodable({ id, properties: tags, geometry }: FeatureRow): Feature {
  switch (geometry.type) {
    case "Point":
      return { id, type: 1, geometry: [geometry.coordinates], tags };
    case "MultiPoint":
      return { id, type: 1, geometry: geometry.coordinates, tags };
    case "LineString":
      return { id, type: 2, geometry: [geometry.coordinates], tags };
    case "MultiLineString":
      return { id, type: 2, geometry: geometry.coordinates, tags };
    case "Polygon":
      return { id, type: 3, geometry: geometry.coordinates, tags };
    case "MultiPolygon":
      return { id, type: 3, geometry: geometry.coordinates.flat(), tags };
  }
}

async function tileByHand(db: Queryable, zoom: number, x: number, y: number): Promise<Uint8Array> {
  const sql = `${boxes}, grid AS (SELECT *, (ST_XMax(envelope) - ST_XMin(envelope)) / ${EXTENT} AS unit FROM tile)
    SELECT * FROM (${tileLayers(zoom).map(emulatedLayer).join(" UNION ALL ")}) feature ORDER BY layer, id`;
  const rows = await db.query<FeatureRow>(sql, [zoom, x, y], { timeoutMs: TIMEOUT_MS });
  if (rows.length === 0) return new Uint8Array();
  const features = new Map<string, Feature[]>();
  for (const row of rows) {
    const known = features.get(row.layer);
    if (known) known.push(encodable(row));
    else features.set(row.layer, [encodable(row)]);
  }
  const layers = [...features].map(([name, list]) =>
    Object.assign(new GeoJSONWrapper(list, { version: 2, extent: EXTENT }), { name }),
  );
  return fromVectorTileJs({ layers: Object.fromEntries(layers.map((layer) => [layer.name, layer])) });
}

/** Mapbox vector tile of the base map; no bytes where nothing lies there. */
export function baseTile(db: Database, zoom: number, x: number, y: number): Promise<Uint8Array> {
  return db.capabilities.asMvt ? tileByDatabase(db, zoom, x, y) : tileByHand(db, zoom, x, y);
}
