// What a tile of the base map holds at which zoom: one description for both ways of encoding it.

export interface BaseTileLayer {
  /** Source layer in the tile. */
  name: string;
  /** FROM clause; every column below comes from it. */
  from: string;
  /** Property → SQL expression of type text or int; null values are left out. */
  properties: Record<string, string>;
  /** Geometry in EPSG:3857. */
  geometry: string;
  /** 0 point, 1 line, 2 area. */
  dimension: 0 | 1 | 2;
  /** Condition at this zoom; null = the layer is not in the tile. Holds no input, only constants. */
  where: (zoom: number) => string | null;
}

const from =
  (least: number, condition = "true") =>
  (zoom: number): string | null =>
    zoom >= least ? condition : null;

/** From which zoom a class of street is worth drawing. */
const STREET_ZOOM = [
  [0, "'motorway', 'primary'"],
  [11, "'secondary'"],
  [12, "'tertiary', 'track'"],
  [13, "'residential', 'service'"],
] as const;

const streetsAt = (zoom: number): string =>
  `class IN (${STREET_ZOOM.filter(([least]) => zoom >= least)
    .map(([, classes]) => classes)
    .join(", ")})`;

export const BASE_TILE_LAYERS: readonly BaseTileLayer[] = [
  {
    name: "district",
    from: "base.area",
    properties: {},
    geometry: "geom_3857",
    dimension: 2,
    where: () => "kind = 'district'",
  },
  {
    name: "area",
    from: "base.area",
    properties: { kind: "kind" },
    geometry: "geom_3857",
    dimension: 2,
    where: () => "kind IN ('park', 'wood', 'water')",
  },
  {
    name: "neighbourhood",
    from: "base.neighbourhood",
    properties: { name: "name" },
    geometry: "geom_3857",
    dimension: 2,
    where: from(10),
  },
  {
    name: "building",
    from: "base.area",
    properties: { height: "round(height_m)::int" },
    geometry: "geom_3857",
    dimension: 2,
    where: from(15, "kind = 'building'"),
  },
  {
    name: "street",
    from: "base.street",
    properties: { name: "name", class: "class" },
    geometry: "geom_3857",
    dimension: 1,
    where: streetsAt,
  },
  {
    name: "site",
    from: "base.site",
    properties: { kind: "kind", name: "name" },
    geometry: "geom_3857",
    dimension: 0,
    where: from(13, "kind <> 'container'"),
  },
  {
    name: "container",
    from: "base.site",
    properties: { code: "name", material: "properties->>'material'" },
    geometry: "geom_3857",
    dimension: 0,
    where: from(15, "kind = 'container'"),
  },
  {
    name: "neighbourhood_label",
    from: "base.neighbourhood",
    properties: { name: "name" },
    geometry: "ST_Transform(label, 3857)",
    dimension: 0,
    where: from(11),
  },
  {
    // One point each: a name on every clipped piece would repeat at the edges of tiles.
    name: "area_label",
    from: "base.area",
    properties: { kind: "kind", name: "name" },
    geometry: "ST_PointOnSurface(geom_3857)",
    dimension: 0,
    // The index knows the areas, not their points.
    where: from(14, "kind IN ('park', 'water') AND name <> '' AND geom_3857 && buffered"),
  },
];
