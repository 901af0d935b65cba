// The own vector base map: what a city consists of, whether generated for the demo or imported.
import type { LineString, MultiPolygon, Point, Polygon } from "geojson";

export const STREET_CLASSES = [
  "motorway",
  "primary",
  "secondary",
  "tertiary",
  "residential",
  "service",
  "track",
] as const;
export type StreetClass = (typeof STREET_CLASSES)[number];

export interface BaseMap {
  /** Shown with the map, e.g. "Örnek veri – temsilî, resmî sınır değildir". */
  attribution: string;
  bounds: [west: number, south: number, east: number, north: number];
  district: Polygon | MultiPolygon;
  neighbourhoods: { name: string; label: Point; area: Polygon | MultiPolygon }[];
  streets: { name: string; class: StreetClass; line: LineString }[];
  parks: { name: string; area: Polygon }[];
  woods: { area: Polygon }[];
  water: { name: string; area: Polygon }[];
  buildings: { area: Polygon; heightM: number }[];
  /** Depots, service buildings, markets, hospitals … */
  sites: {
    name: string;
    kind: "depot" | "service" | "market" | "hospital" | "school" | "mosque" | "park";
    point: Point;
  }[];
  containers: { code: string; material: "metal" | "plastic"; volumeL: number; point: Point }[];
}
