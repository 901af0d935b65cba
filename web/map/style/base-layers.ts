// The layers of the own base map over /tiles/base: streets by hierarchy, parks, woods, water,
// buildings from z15, few labels. Same ids and order in both schemes, so that a scheme change is
// only a change of paint (see MapHost.setScheme).
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { BASE_SOURCE } from "./base-source.ts";
import { FONT_REGULAR, FONT_STRONG } from "./map-fonts.ts";
import type { MapPalette } from "./map-palette.ts";
import { streetNames, streets } from "./street-layers.ts";

const fade = (from: number, to: number): ExpressionSpecification => [
  "interpolate",
  ["linear"],
  ["zoom"],
  from,
  0,
  to,
  1,
];

function surfaces(palette: MapPalette): LayerSpecification[] {
  const area = (kind: string, colour: string): LayerSpecification => ({
    id: `area-${kind}`,
    type: "fill",
    source: BASE_SOURCE,
    "source-layer": "area",
    filter: ["==", ["get", "kind"], kind],
    paint: { "fill-color": colour, "fill-antialias": true },
  });
  return [
    { id: "outside", type: "background", paint: { "background-color": palette.outside } },
    {
      id: "district",
      type: "fill",
      source: BASE_SOURCE,
      "source-layer": "district",
      paint: { "fill-color": palette.ground },
    },
    area("wood", palette.wood),
    area("park", palette.park),
    area("water", palette.water),
    {
      id: "building",
      type: "fill",
      source: BASE_SOURCE,
      "source-layer": "building",
      minzoom: 15,
      paint: {
        "fill-color": palette.building,
        "fill-outline-color": palette.buildingEdge,
        "fill-opacity": fade(15, 15.6),
      },
    },
  ];
}

function boundaries(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: "neighbourhood-boundary",
      type: "line",
      source: BASE_SOURCE,
      "source-layer": "neighbourhood",
      minzoom: 12,
      paint: {
        "line-color": palette.boundary,
        "line-width": ["interpolate", ["linear"], ["zoom"], 12, 0.5, 16, 1.2],
        "line-dasharray": [4, 3],
        "line-opacity": fade(12, 13),
      },
    },
    {
      id: "district-edge",
      type: "line",
      source: BASE_SOURCE,
      "source-layer": "district",
      paint: { "line-color": palette.districtEdge, "line-width": ["interpolate", ["linear"], ["zoom"], 9, 1, 14, 2] },
    },
  ];
}

function places(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: "container",
      type: "circle",
      source: BASE_SOURCE,
      "source-layer": "container",
      minzoom: 15.5,
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 15.5, 1.6, 18, 4],
        "circle-color": ["match", ["get", "material"], "plastic", palette.containerPlastic, palette.containerMetal],
        "circle-opacity": 0.8,
      },
    },
    {
      id: "site",
      type: "circle",
      source: BASE_SOURCE,
      "source-layer": "site",
      minzoom: 13.5,
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 13.5, 2, 17, 4],
        "circle-color": palette.site,
        "circle-stroke-color": palette.halo,
        "circle-stroke-width": 1,
      },
    },
    {
      id: "site-name",
      type: "symbol",
      source: BASE_SOURCE,
      "source-layer": "site",
      minzoom: 14.8,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT_REGULAR,
        "text-size": 11,
        "text-anchor": "top",
        "text-offset": [0, 0.5],
        "text-max-width": 9,
        "text-padding": 8,
      },
      paint: { "text-color": palette.label, "text-halo-color": palette.halo, "text-halo-width": 1.4 },
    },
    {
      id: "area-name",
      type: "symbol",
      source: BASE_SOURCE,
      "source-layer": "area_label",
      minzoom: 14.6,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT_REGULAR,
        "text-size": 11,
        "text-max-width": 8,
        "text-padding": 10,
      },
      paint: {
        "text-color": ["match", ["get", "kind"], "water", palette.labelWater, palette.labelPark],
        "text-halo-color": palette.halo,
        "text-halo-width": 1.4,
      },
    },
    {
      id: "neighbourhood-name",
      type: "symbol",
      source: BASE_SOURCE,
      "source-layer": "neighbourhood_label",
      minzoom: 11.4,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT_STRONG,
        "text-size": ["interpolate", ["linear"], ["zoom"], 11.4, 10.5, 14, 13, 17, 15],
        "text-max-width": 8,
        "text-padding": 14,
        "text-letter-spacing": 0.03,
      },
      paint: {
        "text-color": palette.labelStrong,
        "text-halo-color": palette.halo,
        "text-halo-width": 1.6,
        "text-opacity": ["interpolate", ["linear"], ["zoom"], 16, 1, 17.5, 0.55],
      },
    },
  ];
}

export function baseLayers(palette: MapPalette): LayerSpecification[] {
  return [
    ...surfaces(palette),
    ...streets(palette),
    ...boundaries(palette),
    ...streetNames(palette),
    ...places(palette),
  ];
}
