// The own base map: replaced as a whole, when a city is generated or imported.
import type { Geometry } from "geojson";
import type { BaseMap } from "../domain/base-map.ts";
import type { Database, Queryable } from "./database.ts";
import { getInstallation, setInstallation } from "./installation.ts";

export interface BaseMapInfo {
  attribution: string;
  bounds: BaseMap["bounds"];
}

const KEY = "base_map";
/** Rows per statement: a city has tens of thousands of buildings. */
const CHUNK = 2000;

/** GeoJSON of column n as a valid multipolygon: an invalid one could not be drawn or asked "contains". */
const areaSql = (column: string): string =>
  `ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(${column}), 4326)), 3))`;
const plainSql = (column: string): string => `ST_SetSRID(ST_GeomFromGeoJSON(${column}), 4326)`;

const json = (geometry: Geometry): string => JSON.stringify(geometry);

async function inChunks<T>(rows: readonly T[], insert: (chunk: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) await insert(rows.slice(start, start + CHUNK));
}

function insertNeighbourhoods(tx: Queryable, rows: BaseMap["neighbourhoods"]): Promise<void> {
  return inChunks(rows, (chunk) =>
    tx.execute(
      `INSERT INTO base.neighbourhood (name, label, geom)
       SELECT name, ${plainSql("label")}, ${areaSql("area")} FROM unnest($1::text[], $2::text[], $3::text[]) AS n (name, label, area)`,
      [chunk.map((row) => row.name), chunk.map((row) => json(row.label)), chunk.map((row) => json(row.area))],
    ),
  );
}

function insertStreets(tx: Queryable, rows: BaseMap["streets"]): Promise<void> {
  return inChunks(rows, (chunk) =>
    tx.execute(
      `INSERT INTO base.street (name, class, geom)
       SELECT name, class, ${plainSql("line")} FROM unnest($1::text[], $2::text[], $3::text[]) AS s (name, class, line)`,
      [chunk.map((row) => row.name), chunk.map((row) => row.class), chunk.map((row) => json(row.line))],
    ),
  );
}

interface AreaRow {
  kind: "district" | "park" | "wood" | "water" | "building";
  name: string | null;
  heightM: number | null;
  area: Geometry;
}

function areasOf(map: BaseMap): AreaRow[] {
  const plain = { name: null, heightM: null };
  return [
    { ...plain, kind: "district", area: map.district },
    ...map.parks.map(({ name, area }) => ({ ...plain, kind: "park" as const, name, area })),
    ...map.woods.map(({ area }) => ({ ...plain, kind: "wood" as const, area })),
    ...map.water.map(({ name, area }) => ({ ...plain, kind: "water" as const, name, area })),
    ...map.buildings.map(({ area, heightM }) => ({ ...plain, kind: "building" as const, heightM, area })),
  ];
}

function insertAreas(tx: Queryable, rows: readonly AreaRow[]): Promise<void> {
  return inChunks(rows, (chunk) =>
    tx.execute(
      `INSERT INTO base.area (kind, name, height_m, geom)
       SELECT kind, name, height_m, ${areaSql("area")}
       FROM unnest($1::text[], $2::text[], $3::float4[], $4::text[]) AS a (kind, name, height_m, area)`,
      [
        chunk.map((row) => row.kind),
        chunk.map((row) => row.name),
        chunk.map((row) => row.heightM),
        chunk.map((row) => json(row.area)),
      ],
    ),
  );
}

interface SiteRow {
  kind: string;
  name: string;
  properties: object | null;
  point: Geometry;
}

function sitesOf(map: BaseMap): SiteRow[] {
  return [
    ...map.sites.map(({ kind, name, point }) => ({ kind, name, properties: null, point })),
    ...map.containers.map(({ code, material, volumeL, point }) => ({
      kind: "container",
      name: code,
      properties: { material, volumeL },
      point,
    })),
  ];
}

function insertSites(tx: Queryable, rows: readonly SiteRow[]): Promise<void> {
  return inChunks(rows, (chunk) =>
    tx.execute(
      `INSERT INTO base.site (kind, name, properties, geom)
       SELECT kind, name, properties::jsonb, ${plainSql("point")}
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS s (kind, name, properties, point)`,
      [
        chunk.map((row) => row.kind),
        chunk.map((row) => row.name),
        chunk.map((row) => (row.properties === null ? null : JSON.stringify(row.properties))),
        chunk.map((row) => json(row.point)),
      ],
    ),
  );
}

/** All or nothing: until it resolves, everybody sees the map before. */
export async function replaceBaseMap(db: Database, map: BaseMap): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute("TRUNCATE base.neighbourhood, base.street, base.area, base.site RESTART IDENTITY");
    await insertNeighbourhoods(tx, map.neighbourhoods);
    await insertStreets(tx, map.streets);
    await insertAreas(tx, areasOf(map));
    await insertSites(tx, sitesOf(map));
    await setInstallation(tx, KEY, { attribution: map.attribution, bounds: map.bounds } satisfies BaseMapInfo);
  });
}

/** null = there is no base map yet. */
export async function baseMapInfo(db: Queryable): Promise<BaseMapInfo | null> {
  const value = await getInstallation(db, KEY);
  // Written by replaceBaseMap only.
  return value as BaseMapInfo | null;
}
