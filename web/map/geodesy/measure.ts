// Lengths and areas on the ground: on a transverse Mercator plane through the middle of what is
// measured, which over a city is true to a few millionths.
import proj4 from "proj4";

export type LonLat = readonly [lon: number, lat: number];

function onPlane(points: readonly LonLat[]): [x: number, y: number][] {
  const mean = (axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const plane = proj4("EPSG:4326", `+proj=tmerc +lat_0=${mean(1)} +lon_0=${mean(0)} +k=1 +ellps=WGS84 +units=m`);
  return points.map(([lon, lat]) => plane.forward<[number, number]>([lon, lat]));
}

export function lengthM(points: readonly LonLat[]): number {
  if (points.length < 2) return 0;
  const plane = onPlane(points);
  return plane.slice(1).reduce((sum, [x, y], index) => {
    const [fromX = 0, fromY = 0] = plane[index] ?? [];
    return sum + Math.hypot(x - fromX, y - fromY);
  }, 0);
}

/** Of the polygon through the points, whichever way round; 0 below three. */
export function areaM2(points: readonly LonLat[]): number {
  if (points.length < 3) return 0;
  const plane = onPlane(points);
  const twice = plane.reduce((sum, [x, y], index) => {
    const [nextX = 0, nextY = 0] = plane[(index + 1) % plane.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}
