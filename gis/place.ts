// Where people say a place is.
import type { Queryable } from "./database.ts";

/** Neighbourhood (mahalle) at a place in degrees; null = outside all known ones. */
export async function placeAt(db: Queryable, lon: number, lat: number): Promise<string | null> {
  const [row] = await db.query<{ name: string }>(
    `SELECT name FROM base.neighbourhood WHERE ST_Covers(geom, ST_Point($1::float8, $2::float8, 4326)) ORDER BY id LIMIT 1`,
    [lon, lat],
  );
  return row?.name ?? null;
}
