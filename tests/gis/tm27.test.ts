// What the console computes for the eye agrees with PostGIS: TM27 to the centimetre, lengths and areas
// to a ten-thousandth.
import { beforeAll, expect, it } from "vitest";
import type { Database } from "../../gis/database.ts";
import { areaM2, lengthM, type LonLat } from "../../web/map/geodesy/measure.ts";
import { toTm27 } from "../../web/map/geodesy/tm27.ts";
import { describeOnBothDatabases } from "../harness/database.ts";

const PLACES: LonLat[] = [
  [27.106, 38.377],
  [27.1287, 38.4192],
  [26.93, 38.29],
  [27, 38],
  [28.4999, 39.9],
];
/** A block of streets and a whole district. */
const SHAPES: LonLat[][] = [
  [
    [27.1, 38.37],
    [27.101, 38.37],
    [27.101, 38.3707],
    [27.1, 38.3707],
  ],
  [
    [27.0, 38.33],
    [27.14, 38.34],
    [27.15, 38.42],
    [27.06, 38.41],
  ],
];

describeOnBothDatabases("coordinates for the eye", (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open());
  });

  it.each(PLACES)("gives TM27 of %f %f as PostGIS does", async (lon, lat) => {
    const [row] = await database.query<{ right: number; up: number }>(
      `SELECT ST_X(p) AS right, ST_Y(p) AS up
       FROM (SELECT ST_Transform(ST_SetSRID(ST_MakePoint($1::float8, $2::float8), 4326), 5253) AS p) AS t`,
      [lon, lat],
    );
    const { rightM, upM } = toTm27(lon, lat);
    expect(rightM).toBeCloseTo(row?.right ?? 0, 2);
    expect(upM).toBeCloseTo(row?.up ?? 0, 2);
  });

  it.each(SHAPES)("measures lengths and areas as PostGIS does", async (...shape) => {
    const ring = [...shape, shape[0]].map((point) => point?.join(" ")).join(",");
    const [row] = await database.query<{ length: number; area: number }>(
      `SELECT ST_Length(ST_GeogFromText('LINESTRING(' || $1 || ')')) AS length,
              ST_Area(ST_GeogFromText('POLYGON((' || $1 || '))')) AS area`,
      [ring],
    );
    const [first] = shape;
    expect(lengthM(first ? [...shape, first] : shape) / (row?.length ?? 1)).toBeCloseTo(1, 4);
    expect(areaM2(shape) / (row?.area ?? 1)).toBeCloseTo(1, 4);
  });
});
