// The own base map: replaced as a whole, described for the map that shows it.
import { createHash } from "node:crypto";
import { z } from "zod";
import type { BaseMap } from "../domain/base-map.ts";
import type { Database, Queryable } from "./database.ts";
import { getInstallation, setInstallation } from "./installation.ts";

const BaseMapInfo = z.object({
  attribution: z.string(),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Changes with the content: the validator of every tile. */
  version: z.string(),
});
export type BaseMapInfo = z.infer<typeof BaseMapInfo>;

const KEY = "base-map";
/** Features a statement, so that no parameter grows beyond a few megabytes. */
const CHUNK = 2000;

/** Valid whatever was imported: an invalid area could neither be drawn nor asked what lies in it. */
const AREA = "ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(f->>'geometry'), 4326)), 3))";
const SHAPE = "ST_SetSRID(ST_GeomFromGeoJSON(f->>'geometry'), 4326)";

const INSERT = {
  neighbourhood: `INSERT INTO base.neighbourhood (name, label, geom)
    SELECT f->>'name', ST_SetSRID(ST_GeomFromGeoJSON(f->>'label'), 4326), ${AREA} FROM jsonb_array_elements($1::jsonb) f`,
  street: `INSERT INTO base.street (name, class, geom)
    SELECT f->>'name', f->>'class', ${SHAPE} FROM jsonb_array_elements($1::jsonb) f`,
  area: `INSERT INTO base.area (kind, name, height_m, geom)
    SELECT f->>'kind', f->>'name', (f->>'heightM')::real, ${AREA} FROM jsonb_array_elements($1::jsonb) f`,
  site: `INSERT INTO base.site (kind, name, properties, geom)
    SELECT f->>'kind', f->>'name', f->'properties', ${SHAPE} FROM jsonb_array_elements($1::jsonb) f`,
} as const;

async function insertAll(tx: Queryable, table: keyof typeof INSERT, features: readonly object[]): Promise<void> {
  for (let start = 0; start < features.length; start += CHUNK) {
    await tx.execute(INSERT[table], [JSON.stringify(features.slice(start, start + CHUNK))], { timeoutMs: 120_000 });
  }
}

const areasOf = (map: BaseMap): object[] => [
  { kind: "district", name: null, geometry: map.district },
  ...map.parks.map(({ name, area }) => ({ kind: "park", name, geometry: area })),
  ...map.woods.map(({ area }) => ({ kind: "wood", name: null, geometry: area })),
  ...map.water.map(({ name, area }) => ({ kind: "water", name, geometry: area })),
  ...map.buildings.map(({ area, heightM }) => ({ kind: "building", name: null, heightM, geometry: area })),
];

const sitesOf = (map: BaseMap): object[] => [
  ...map.sites.map(({ kind, name, point }) => ({ kind, name, properties: null, geometry: point })),
  ...map.containers.map(({ code, material, volumeL, point }) => ({
    kind: "container",
    name: code,
    properties: { material, volumeL },
    geometry: point,
  })),
];

/** In one transaction: nobody sees half a city. */
export async function replaceBaseMap(db: Database, map: BaseMap): Promise<void> {
  const version = createHash("sha256").update(JSON.stringify(map)).digest("hex").slice(0, 16);
  await db.transaction(async (tx) => {
    await tx.execute("TRUNCATE base.neighbourhood, base.street, base.area, base.site RESTART IDENTITY");
    await insertAll(
      tx,
      "neighbourhood",
      map.neighbourhoods.map(({ name, label, area }) => ({ name, label, geometry: area })),
    );
    await insertAll(
      tx,
      "street",
      map.streets.map(({ name, class: streetClass, line }) => ({ name, class: streetClass, geometry: line })),
    );
    await insertAll(tx, "area", areasOf(map));
    await insertAll(tx, "site", sitesOf(map));
    await setInstallation(tx, KEY, { attribution: map.attribution, bounds: map.bounds, version } satisfies BaseMapInfo);
  });
}

/** null where no base map was ever loaded. */
export async function baseMapInfo(db: Queryable): Promise<BaseMapInfo | null> {
  return BaseMapInfo.nullable().parse(await getInstallation(db, KEY));
}
