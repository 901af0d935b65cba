// A style for vector tiles that others made, in Kentiz's inks and fonts. Source layers are recognised
// by the names that the usual schemas give them (Protomaps, OpenMapTiles, Shortbread); whatever has
// another name is drawn plainly by its geometry, so that nothing in the file stays unseen.
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "maplibre-gl";
import { FONT_REGULAR, FONT_STRONG } from "../style/map-fonts.ts";
import type { MapPalette } from "../style/map-palette.ts";
import { BACKDROP_SOURCE } from "./backdrop-style.ts";

const ROLES = {
  land: ["earth", "land_polygons"],
  green: ["landcover", "landuse", "land", "park", "parks", "natural", "area"],
  water: ["water", "ocean", "water_polygons", "waterway", "water_lines"],
  building: ["building", "buildings"],
  street: ["roads", "transportation", "streets", "street", "road"],
  streetName: ["transportation_name", "street_labels"],
  boundary: ["boundaries", "boundary", "neighbourhood"],
  place: ["places", "place", "place_labels", "neighbourhood_label", "area_label"],
} as const;
type Role = keyof typeof ROLES;

const WOODS = ["forest", "wood", "scrub", "tree"];
const PARKS = [
  "park",
  "grass",
  "grassland",
  "garden",
  "cemetery",
  "recreation_ground",
  "pitch",
  "village_green",
  "golf_course",
  "nature_reserve",
  "farmland",
  "meadow",
  "national_park",
];
const MOTORWAYS = ["highway", "motorway", "trunk"];
const MAJORS = ["major_road", "medium_road", "primary", "secondary", "tertiary"];
const TRACKS = ["path", "track", "footway", "rail", "transit", "pedestrian", "steps", "cycleway"];
const NOT_STREETS = ["ferry", "aerialway", "aeroway", "pier"];

/** Schemas call it kind or class. */
const KIND: ExpressionSpecification = ["coalesce", ["get", "kind"], ["get", "class"], ["get", "subclass"], ""];
const NAME: ExpressionSpecification = ["coalesce", ["get", "name:tr"], ["get", "name"], ["get", "name:latin"], ""];
const NAMED: ExpressionSpecification = ["!=", NAME, ""];
const oneOf = (kinds: readonly string[]): ExpressionSpecification => ["match", KIND, [...kinds], true, false];
const ofType = (type: "Point" | "LineString" | "Polygon"): ExpressionSpecification => [
  "match",
  ["geometry-type"],
  [type, `Multi${type}`],
  true,
  false,
];
const both = (...parts: ExpressionSpecification[]): FilterSpecification => ["all", ...parts];

type Layer = Exclude<LayerSpecification, { type: "background" | "custom" }>;
type Kept = "source" | "source-layer" | "id";
type Draft = Layer extends infer L ? (L extends Layer ? Omit<L, Kept> & { suffix: string } : never) : never;

const width = (z10: number, z14: number, z18: number): ExpressionSpecification => [
  "interpolate",
  ["exponential", 1.6],
  ["zoom"],
  10,
  z10,
  14,
  z14,
  18,
  z18,
];

function streetDrafts(ink: MapPalette): Draft[] {
  const others: ExpressionSpecification = ["!", oneOf([...MOTORWAYS, ...MAJORS, ...TRACKS, ...NOT_STREETS])];
  const round = { "line-cap": "round", "line-join": "round" } as const;
  const street = (
    suffix: string,
    kinds: ExpressionSpecification,
    minzoom: number,
    colour: string,
    line: ExpressionSpecification,
  ): Draft => ({
    suffix,
    type: "line",
    minzoom,
    filter: both(ofType("LineString"), kinds),
    layout: round,
    paint: { "line-color": colour, "line-width": line },
  });
  return [
    {
      suffix: "track",
      type: "line",
      minzoom: 13,
      filter: both(ofType("LineString"), oneOf(TRACKS)),
      paint: { "line-color": ink.track, "line-width": width(0.4, 0.8, 3), "line-dasharray": [3, 2] },
    },
    street("minor-casing", others, 13, ink.casing, width(0.8, 3.4, 16)),
    street("major-casing", oneOf(MAJORS), 9, ink.casing, width(1.8, 6.4, 24)),
    street("motorway-casing", oneOf(MOTORWAYS), 7, ink.motorwayCasing, width(3, 8, 28)),
    street("minor", others, 11.5, ink.street, width(0.4, 2.2, 13)),
    street("major", oneOf(MAJORS), 8, ink.streetMajor, width(1.2, 4.8, 21)),
    street("motorway", oneOf(MOTORWAYS), 6, ink.motorway, width(2.2, 6.4, 25)),
  ];
}

const halo = (ink: MapPalette) => ({ "text-halo-color": ink.halo, "text-halo-width": 1.4 });

const streetNameDraft = (ink: MapPalette): Draft => ({
  suffix: "name",
  type: "symbol",
  minzoom: 13.5,
  filter: both(ofType("LineString"), NAMED),
  layout: {
    "symbol-placement": "line",
    "symbol-spacing": 420,
    "text-field": NAME,
    "text-font": FONT_REGULAR,
    "text-size": 11.5,
    "text-padding": 12,
  },
  paint: { "text-color": ink.label, ...halo(ink) },
});

const pointNameDraft = (ink: MapPalette, font: string[], minzoom: number): Draft => ({
  suffix: "name",
  type: "symbol",
  minzoom,
  filter: both(ofType("Point"), NAMED),
  layout: { "text-field": NAME, "text-font": font, "text-size": 12, "text-max-width": 8, "text-padding": 12 },
  paint: { "text-color": ink.labelStrong, ...halo(ink) },
});

const fillDraft = (suffix: string, colour: string, kinds?: readonly string[]): Draft => ({
  suffix,
  type: "fill",
  filter: kinds ? both(ofType("Polygon"), oneOf(kinds)) : ofType("Polygon"),
  paint: { "fill-color": colour },
});

/** Bottom to top: each role is drawn for all of its source layers before the next one. */
const DRAFTS: Readonly<Record<Role, (ink: MapPalette) => Draft[]>> = {
  land: (ink) => [fillDraft("fill", ink.ground)],
  green: (ink) => [fillDraft("wood", ink.wood, WOODS), fillDraft("park", ink.park, PARKS)],
  water: (ink) => [
    fillDraft("fill", ink.water),
    {
      suffix: "line",
      type: "line",
      filter: ofType("LineString"),
      paint: { "line-color": ink.water, "line-width": width(0.6, 1.6, 6) },
    },
  ],
  building: (ink) => [
    {
      suffix: "fill",
      type: "fill",
      minzoom: 14,
      filter: ofType("Polygon"),
      paint: { "fill-color": ink.building, "fill-outline-color": ink.buildingEdge },
    },
  ],
  street: (ink) => [...streetDrafts(ink), streetNameDraft(ink)],
  streetName: (ink) => [streetNameDraft(ink)],
  boundary: (ink) => [
    {
      suffix: "line",
      type: "line",
      paint: { "line-color": ink.boundary, "line-width": 1, "line-dasharray": [4, 3] },
    },
  ],
  place: (ink) => [pointNameDraft(ink, FONT_STRONG, 4)],
};

const plain = (ink: MapPalette): Draft[] => [
  {
    suffix: "fill",
    type: "fill",
    filter: ofType("Polygon"),
    paint: { "fill-color": ink.building, "fill-outline-color": ink.buildingEdge, "fill-opacity": 0.5 },
  },
  {
    suffix: "line",
    type: "line",
    filter: ofType("LineString"),
    paint: { "line-color": ink.site, "line-width": width(0.5, 1, 3) },
  },
  {
    suffix: "point",
    type: "circle",
    minzoom: 13,
    filter: ofType("Point"),
    paint: {
      "circle-color": ink.site,
      "circle-radius": 2.5,
      "circle-stroke-color": ink.halo,
      "circle-stroke-width": 1,
    },
  },
  { ...pointNameDraft(ink, FONT_REGULAR, 15.5), suffix: "name" },
];

/** @param sourceLayers names of the layers in the file */
export function vectorLayers(sourceLayers: readonly string[], ink: MapPalette): LayerSpecification[] {
  const known = new Set<string>(Object.values(ROLES).flat());
  const made: { draft: Draft; sourceLayer: string }[] = [];
  const add = (sourceLayer: string, drafts: readonly Draft[]): void => {
    for (const draft of drafts) made.push({ draft, sourceLayer });
  };
  for (const name of sourceLayers.filter((one) => !known.has(one))) add(name, plain(ink));
  for (const role of Object.keys(ROLES) as Role[]) {
    const names: readonly string[] = ROLES[role];
    for (const name of sourceLayers.filter((one) => names.includes(one))) add(name, DRAFTS[role](ink));
  }
  // Names above all surfaces and lines, whichever layer they come from.
  const order = [
    ...made.filter(({ draft }) => draft.type !== "symbol"),
    ...made.filter(({ draft }) => draft.type === "symbol"),
  ];
  return order.map(({ draft: { suffix, ...layer }, sourceLayer }) => ({
    ...layer,
    id: `backdrop-${sourceLayer}-${suffix}`,
    source: BACKDROP_SOURCE,
    "source-layer": sourceLayer,
  }));
}
