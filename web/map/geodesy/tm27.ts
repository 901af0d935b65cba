// Coordinates in TM27 (EPSG:5253, TUREF / TM27), as surveyors and the cadastre write them: first
// Sağa (Y, easting), then Yukarı (X, northing). For reading on the screen only; whatever is stored or
// searched is transformed in the database, and tests/gis/tm27.test.ts holds this against it.
import proj4 from "proj4";

/** Central meridian 27°, three-degree zone, GRS80; TUREF and WGS 84 are one within centimetres. */
const TM27 = "+proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs";
const converter = proj4("EPSG:4326", TM27);

export interface Tm27 {
  /** Y, metres. */
  rightM: number;
  /** X, metres. */
  upM: number;
}

export function toTm27(lon: number, lat: number): Tm27 {
  const [rightM, upM] = converter.forward<[number, number]>([lon, lat]);
  return { rightM, upM };
}
