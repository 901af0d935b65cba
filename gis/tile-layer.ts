// What the base map's vector tiles consist of, zoom by zoom. Both ways of making a tile read this.

export interface TileLayer {
  name: string;
  minZoom: number;
  /** Properties of a feature, as SQL over the columns of `source`. */
  properties: readonly string[];
  /** Gives id, the columns of the properties, and the geometry in EPSG:3857 as g. */
  source: (z: number) => string;
}

/** First zoom at which a class of street is drawn. */
const STREET_MIN_ZOOM: Readonly<Record<string, number>> = {
  motorway: 8,
  primary: 9,
  secondary: 11,
  tertiary: 12,
  residential: 13,
  service: 14,
  track: 14,
};

const streetClasses = (z: number): string =>
  Object.entries(STREET_MIN_ZOOM)
    .filter(([, minZoom]) => z >= minZoom)
    .map(([name]) => `'${name}'`)
    .join(", ");

export const TILE_LAYERS: readonly TileLayer[] = [
  {
    name: "district",
    minZoom: 0,
    properties: ["name"],
    source: () => "SELECT id, name, geom_3857 AS g FROM base.area WHERE kind = 'district'",
  },
  {
    name: "area",
    minZoom: 10,
    properties: ["kind", "name"],
    source: () => "SELECT id, kind, name, geom_3857 AS g FROM base.area WHERE kind IN ('park', 'wood', 'water')",
  },
  {
    name: "neighbourhood",
    minZoom: 10,
    properties: ["name"],
    source: () => "SELECT id, name, geom_3857 AS g FROM base.neighbourhood",
  },
  {
    name: "street",
    minZoom: 8,
    properties: ["name", "class"],
    source: (z) => `SELECT id, name, class, geom_3857 AS g FROM base.street WHERE class IN (${streetClasses(z)})`,
  },
  {
    name: "building",
    minZoom: 15,
    properties: ["height"],
    source: () => "SELECT id, height_m::float8 AS height, geom_3857 AS g FROM base.area WHERE kind = 'building'",
  },
  {
    name: "site",
    minZoom: 12,
    properties: ["kind", "name"],
    source: () => "SELECT id, kind, name, geom_3857 AS g FROM base.site WHERE kind <> 'container'",
  },
  {
    name: "container",
    minZoom: 15,
    properties: ["code", "material"],
    source: () =>
      "SELECT id, name AS code, properties ->> 'material' AS material, geom_3857 AS g FROM base.site WHERE kind = 'container'",
  },
  {
    name: "neighbourhood_label",
    minZoom: 10,
    properties: ["name"],
    source: () => "SELECT id, name, ST_Transform(label, 3857) AS g FROM base.neighbourhood",
  },
];

export const layersAt = (z: number): TileLayer[] => TILE_LAYERS.filter((layer) => z >= layer.minZoom);
