// Streets by hierarchy: casings first, then fills from the smallest class to the motorway, so that a
// crossing shows the larger street through; names along the lines.
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { BASE_SOURCE } from "./base-source.ts";
import { FONT_REGULAR } from "./map-fonts.ts";
import type { MapPalette } from "./map-palette.ts";

interface StreetGroup {
  id: string;
  classes: readonly string[];
  minzoom: number;
  /** Pixels at z12, z15, z18. */
  width: readonly [number, number, number];
  colour: "street" | "streetMajor" | "motorway";
}

const STREET_GROUPS: readonly StreetGroup[] = [
  { id: "service", classes: ["service"], minzoom: 14.5, width: [0.3, 1.4, 7], colour: "street" },
  { id: "residential", classes: ["residential"], minzoom: 12, width: [0.4, 3, 13], colour: "street" },
  { id: "tertiary", classes: ["tertiary"], minzoom: 11, width: [1.2, 4.6, 17], colour: "street" },
  { id: "secondary", classes: ["secondary"], minzoom: 10, width: [1.8, 6, 20], colour: "streetMajor" },
  { id: "primary", classes: ["primary"], minzoom: 9, width: [2.6, 7.6, 24], colour: "streetMajor" },
  { id: "motorway", classes: ["motorway"], minzoom: 7, width: [3, 9, 26], colour: "motorway" },
];

const widthAt = ([z12, z15, z18]: StreetGroup["width"], extra = 0): ExpressionSpecification => [
  "interpolate",
  ["exponential", 1.6],
  ["zoom"],
  9,
  z12 * 0.35 + extra * 0.4,
  12,
  z12 + extra * 0.7,
  15,
  z15 + extra,
  18,
  z18 + extra * 1.4,
];

const inClasses = (classes: readonly string[]): ExpressionSpecification => [
  "match",
  ["get", "class"],
  [...classes],
  true,
  false,
];

export function streets(palette: MapPalette): LayerSpecification[] {
  const track: LayerSpecification = {
    id: "street-track",
    type: "line",
    source: BASE_SOURCE,
    "source-layer": "street",
    minzoom: 13,
    filter: inClasses(["track"]),
    paint: { "line-color": palette.track, "line-width": widthAt([0.6, 1.4, 4]), "line-dasharray": [3, 2] },
  };
  const casings = STREET_GROUPS.map((group): LayerSpecification => ({
    id: `street-${group.id}-casing`,
    type: "line",
    source: BASE_SOURCE,
    "source-layer": "street",
    // Below, the casings of side streets would grey the whole city.
    minzoom: Math.max(group.minzoom, group.id === "residential" ? 13.6 : 0),
    filter: inClasses(group.classes),
    layout: { "line-cap": "butt", "line-join": "round" },
    paint: {
      "line-color": group.colour === "motorway" ? palette.motorwayCasing : palette.casing,
      "line-width": widthAt(group.width, 1.6),
    },
  }));
  const fills = STREET_GROUPS.map((group): LayerSpecification => ({
    id: `street-${group.id}`,
    type: "line",
    source: BASE_SOURCE,
    "source-layer": "street",
    minzoom: group.minzoom,
    filter: inClasses(group.classes),
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": palette[group.colour], "line-width": widthAt(group.width) },
  }));
  return [track, ...casings, ...fills];
}

export function streetNames(palette: MapPalette): LayerSpecification[] {
  const names = (id: string, classes: readonly string[], minzoom: number): LayerSpecification => ({
    id,
    type: "symbol",
    source: BASE_SOURCE,
    "source-layer": "street",
    minzoom,
    filter: ["all", inClasses(classes), ["!=", ["get", "name"], ""]],
    layout: {
      "symbol-placement": "line",
      "symbol-spacing": 420,
      "text-field": ["get", "name"],
      "text-font": FONT_REGULAR,
      "text-size": ["interpolate", ["linear"], ["zoom"], 13, 10.5, 17, 12.5],
      "text-max-angle": 30,
      "text-padding": 12,
    },
    paint: { "text-color": palette.label, "text-halo-color": palette.halo, "text-halo-width": 1.4 },
  });
  return [
    names("street-name-minor", ["residential", "service", "tertiary"], 15.2),
    names("street-name-major", ["motorway", "primary", "secondary"], 13.2),
  ];
}
