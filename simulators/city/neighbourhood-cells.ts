// Neighbourhood areas: what is nearer to a neighbourhood's point than to any other (Voronoi cells,
// in metres), with wavering borders, cut at the district's outline.
import { intersect } from "@turf/turf";
import { Delaunay } from "d3-delaunay";
import type { MultiPolygon, Point, Polygon } from "geojson";
import { mixSeed } from "../random.ts";
import { noise2 } from "../smooth-noise.ts";
import { NEIGHBOURHOOD_PLACES } from "./neighbourhood-places.ts";
import { isInside } from "./plane-polygon.ts";
import { distance, toPlane, toRing, type PlanePoint } from "./plane.ts";
import { boundsOf } from "./scalar-grid.ts";

export interface NeighbourhoodCell {
  name: string;
  label: Point;
  area: Polygon | MultiPolygon;
}

const BORDER_STEP_M = 60;
/** Small against the wavelength, so that the wavering never folds an area over itself. */
const WAVER_M = 44;
const WAVELENGTH_M = 420;

export function neighbourhoodCells(outline: readonly PlanePoint[], seed: number): NeighbourhoodCell[] {
  const points = NEIGHBOURHOOD_PLACES.map(({ lon, lat }) => toPlane(lon, lat));
  const { west, south, east, north } = boundsOf([...outline, ...points], 2000);
  const voronoi = Delaunay.from(points.map(([x, y]): [number, number] => [x, y])).voronoi([west, south, east, north]);
  const district = { type: "Feature" as const, properties: {}, geometry: polygon(outline) };
  // The shift depends on the place alone, so two neighbours keep their common border.
  const [eastward, northward] = [mixSeed(seed, "border east"), mixSeed(seed, "border north")];
  const waver = ([x, y]: PlanePoint): PlanePoint => [
    x + WAVER_M * noise2(eastward, x, y, WAVELENGTH_M),
    y + WAVER_M * noise2(northward, x, y, WAVELENGTH_M),
  ];
  return NEIGHBOURHOOD_PLACES.map(({ name, lon, lat }, i) => {
    const ring = voronoi
      .cellPolygon(i)
      .slice(0, -1)
      .map(([x, y]): PlanePoint => [x, y]);
    const border = densify(ring).map(waver);
    const label: Point = { type: "Point", coordinates: [lon, lat] };
    // Exact clipping is slow; cells in the middle of the district do without.
    if (border.every((point) => isInside(outline, point)) && !outline.some((point) => isInside(border, point))) {
      return { name, label, area: polygon(border) };
    }
    const cell = { type: "Feature" as const, properties: {}, geometry: polygon(border) };
    const clipped = intersect({ type: "FeatureCollection", features: [cell, district] });
    if (!clipped) throw new Error(`The point of ${name} lies outside the outline.`);
    return { name, label, area: clipped.geometry };
  });
}

const polygon = (ring: readonly PlanePoint[]): Polygon => ({ type: "Polygon", coordinates: [toRing(ring)] });

/** Cuts each side into equal pieces, the same ones from whichever end it is walked. */
function densify(ring: readonly PlanePoint[]): PlanePoint[] {
  return ring.flatMap((a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    const pieces = Math.max(1, Math.round(distance(a, b) / BORDER_STEP_M));
    return Array.from({ length: pieces }, (_, k): PlanePoint => [
      a[0] + ((b[0] - a[0]) * k) / pieces,
      a[1] + ((b[1] - a[1]) * k) / pieces,
    ]);
  });
}
