// Neighbourhoods (mahalle): which one a point lies in, and where each of them is.
import type { Place } from "../domain/place.ts";
import type { Queryable } from "./database.ts";

/** null outside all known neighbourhoods. */
export async function placeAt(db: Queryable, lon: number, lat: number): Promise<string | null> {
  const rows = await db.query<{ name: string }>(
    `SELECT name FROM base.neighbourhood
     WHERE ST_Intersects(geom, ST_SetSRID(ST_MakePoint($1::float8, $2::float8), 4326)) ORDER BY id LIMIT 1`,
    [lon, lat],
  );
  return rows[0]?.name ?? null;
}

export async function listPlaces(db: Queryable): Promise<Place[]> {
  return db.query<Place>(
    "SELECT name, ST_X(label) AS lon, ST_Y(label) AS lat FROM base.neighbourhood ORDER BY name, id",
    [],
  );
}
