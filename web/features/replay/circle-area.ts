// Areas without a pointer: a circle around a typed coordinate, and what the map shows.
import type { Bbox } from "../../map/map-host.ts";

type Corner = [lon: number, lat: number];

const CIRCLE_CORNERS = 48;
const METERS_PER_DEGREE = 111_195;

export function circleArea(lon: number, lat: number, radiusM: number): Corner[] {
  const latDegrees = radiusM / METERS_PER_DEGREE;
  const lonDegrees = latDegrees / Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: CIRCLE_CORNERS }, (_, index): Corner => {
    const angle = (index / CIRCLE_CORNERS) * 2 * Math.PI;
    return [lon + Math.cos(angle) * lonDegrees, lat + Math.sin(angle) * latDegrees];
  });
}

export const boxArea = ([west, south, east, north]: Bbox): Corner[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
];

/** "38,4012 27,1101" or "38.4012, 27.1101": latitude first, as people write it; null = not readable. */
export function readCoordinate(text: string): { lat: number; lon: number } | null {
  const numbers = text.trim().match(/-?\d+(?:[.,]\d+)?/g) ?? [];
  const [lat, lon] = numbers.map((number) => Number(number.replace(",", ".")));
  if (numbers.length !== 2 || lat === undefined || lon === undefined) return null;
  return Math.abs(lat) <= 85 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}
