// Cuts a base map into vector tiles with the source layers of /tiles/base. Test equipment: the real
// tiles come out of PostGIS (gis/tile.ts).
import { fromVectorTileJs, GeoJSONWrapper, type Feature as TileFeature } from "@maplibre/vt-pbf";
import { bbox, bboxClip, feature, pointOnFeature } from "@turf/turf";
import type { LineString, MultiPolygon, Point, Polygon, Position } from "geojson";
import type { BaseMap } from "../../../domain/base-map.ts";

type Geometry = Point | LineString | Polygon | MultiPolygon;

interface Item {
  layer: string;
  minzoom: number;
  geometry: Geometry;
  tags: Record<string, string | number>;
  bounds: readonly number[];
}

const EXTENT = 4096;
const MARGIN = 64 / EXTENT;
const STREET_MINZOOM: Readonly<Record<string, number>> = {
  motorway: 0,
  primary: 9,
  secondary: 10,
  tertiary: 11,
  residential: 12,
  service: 14,
  track: 13,
};

function itemsOf(map: BaseMap): Item[] {
  const item = (layer: string, minzoom: number, geometry: Geometry, tags: Item["tags"] = {}): Item => ({
    layer,
    minzoom,
    geometry,
    tags,
    bounds: bbox(feature(geometry)),
  });
  const label = (area: Polygon, tags: Item["tags"]): Item =>
    item("area_label", 14, pointOnFeature(feature(area)).geometry, tags);
  return [
    item("district", 0, map.district),
    ...map.neighbourhoods.map(({ name, area }) => item("neighbourhood", 11, area, { name })),
    ...map.neighbourhoods.map(({ name, label }) => item("neighbourhood_label", 11, label, { name })),
    ...map.streets.map(({ name, class: streetClass, line }) =>
      item("street", STREET_MINZOOM[streetClass] ?? 12, line, { name, class: streetClass }),
    ),
    ...map.woods.map(({ area }) => item("area", 0, area, { kind: "wood" })),
    ...map.parks.map(({ area }) => item("area", 11, area, { kind: "park" })),
    ...map.water.map(({ area }) => item("area", 0, area, { kind: "water" })),
    ...map.parks.map(({ name, area }) => label(area, { kind: "park", name })),
    ...map.water.map(({ name, area }) => label(area, { kind: "water", name })),
    ...map.buildings.map(({ area, heightM }) => item("building", 15, area, { height: heightM })),
    ...map.sites.map(({ name, kind, point }) => item("site", 13, point, { name, kind })),
    ...map.containers.map(({ code, material, point }) => item("container", 15, point, { code, material })),
  ];
}

const lonOf = (x: number, zoom: number): number => (x / 2 ** zoom) * 360 - 180;
const latOf = (y: number, zoom: number): number =>
  (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** zoom))) * 180) / Math.PI;

export type TileCutter = (zoom: number, x: number, y: number) => Uint8Array;

export function createTileCutter(map: BaseMap): TileCutter {
  const items = itemsOf(map);
  return (zoom, x, y) => {
    const bounds: [number, number, number, number] = [
      lonOf(x - MARGIN, zoom),
      latOf(y + 1 + MARGIN, zoom),
      lonOf(x + 1 + MARGIN, zoom),
      latOf(y - MARGIN, zoom),
    ];
    const [west, south, east, north] = bounds;
    const place = ([lon = 0, lat = 0]: Position): [number, number] => {
      const sin = Math.sin((lat * Math.PI) / 180);
      const tileX = ((lon + 180) / 360) * 2 ** zoom - x;
      const tileY = (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** zoom - y;
      return [Math.round(tileX * EXTENT), Math.round(tileY * EXTENT)];
    };
    const layers = new Map<string, TileFeature[]>();
    for (const {
      layer,
      minzoom,
      geometry,
      tags,
      bounds: [w = 0, s = 0, e = 0, n = 0],
    } of items) {
      if (zoom < minzoom || e < west || w > east || n < south || s > north) continue;
      const parts = cut(geometry, bounds);
      if (parts.length === 0) continue;
      const type = geometry.type === "Point" ? 1 : geometry.type === "LineString" ? 2 : 3;
      const list = layers.get(layer) ?? [];
      const placed = parts.map((part) => part.map(place));
      const id = list.length + 1;
      list.push(type === 1 ? { id, type, geometry: placed.flat(), tags } : { id, type, geometry: placed, tags });
      layers.set(layer, list);
    }
    const encoded = [...layers].map(
      ([name, features]) =>
        [name, Object.assign(new GeoJSONWrapper(features, { version: 2, extent: EXTENT }), { name })] as const,
    );
    return encoded.length === 0 ? new Uint8Array() : fromVectorTileJs({ layers: Object.fromEntries(encoded) });
  };
}

/** Lines or rings within the box. */
function cut(geometry: Geometry, bounds: [number, number, number, number]): Position[][] {
  if (geometry.type === "Point") return [[geometry.coordinates]];
  const clipped = bboxClip(feature(geometry), bounds).geometry;
  switch (clipped.type) {
    case "LineString":
      return clipped.coordinates.length > 1 ? [clipped.coordinates] : [];
    case "MultiLineString":
      return clipped.coordinates;
    case "Polygon":
      return clipped.coordinates.filter((ring) => ring.length > 3);
    case "MultiPolygon":
      return clipped.coordinates.flat();
  }
}
