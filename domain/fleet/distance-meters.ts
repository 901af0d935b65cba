// Great-circle distance on a sphere of the earth's mean radius (IUGG): within 0.5 % of the ellipsoid,
// at the distances between two fixes far below the noise of a receiver.
const EARTH_RADIUS_M = 6_371_008.8;
const RADIANS = Math.PI / 180;

export interface Place {
  lon: number;
  lat: number;
}

export function distanceMeters(a: Place, b: Place): number {
  if (a.lon === b.lon && a.lat === b.lat) return 0;
  const sinLat = Math.sin(((b.lat - a.lat) * RADIANS) / 2);
  const sinLon = Math.sin(((b.lon - a.lon) * RADIANS) / 2);
  const h = sinLat * sinLat + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}
