// The part of the map a console looks at, with a margin so that nothing pops up at its edge.

/** West, south, east, north in degrees. West may lie east of `east` across the antimeridian. */
export type Bbox = readonly [west: number, south: number, east: number, north: number];

/** Plain numbers, because every console asks for every vehicle that moved. */
export interface Viewport {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Share of width and height added on every side. */
const MARGIN = 0.25;

const wrap = (lon: number): number => ((((lon + 180) % 360) + 360) % 360) - 180;

export function viewportOf([west, south, east, north]: Bbox): Viewport {
  const marginLat = Math.abs(north - south) * MARGIN;
  const lowest = Math.min(south, north) - marginLat;
  const highest = Math.max(south, north) + marginLat;
  const width = east >= west ? east - west : east - west + 360;
  const marginLon = width * MARGIN;
  if (width + 2 * marginLon >= 360) return { west: -180, south: lowest, east: 180, north: highest };
  // MapLibre reports longitudes beyond ±180 after the map was dragged around the world.
  return { west: wrap(west - marginLon), south: lowest, east: wrap(east + marginLon), north: highest };
}

export function isInView(view: Viewport, lon: number, lat: number): boolean {
  if (lat < view.south || lat > view.north) return false;
  if (view.west <= view.east) return lon >= view.west && lon <= view.east;
  return lon >= view.west || lon <= view.east;
}
