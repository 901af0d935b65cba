// The selected vehicle: a ring around its sign and its plate at every zoom. A source of its own with
// one point, so that selecting costs nothing however many vehicles there are.
import type { FeatureCollection, Point } from "geojson";
import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from "maplibre-gl";
import type { MapLayer } from "../map-layer.ts";
import { FONT_STRONG } from "../style/map-fonts.ts";
import type { MapPalette } from "../style/map-palette.ts";

const SOURCE = "selection";
const CASING = "selection-casing";
const RING = "selection-ring";
const LABEL = "selection-label";

const RADIUS: ["interpolate", ["linear"], ["zoom"], ...number[]] = [
  "interpolate",
  ["linear"],
  ["zoom"],
  8,
  11,
  13,
  15,
  18,
  20,
];

function layersOf(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: CASING,
      type: "circle",
      source: SOURCE,
      paint: {
        "circle-radius": RADIUS,
        "circle-color": "transparent",
        "circle-stroke-width": 6,
        "circle-stroke-color": palette.dataHalo,
        "circle-stroke-opacity": 0.9,
      },
    },
    {
      id: RING,
      type: "circle",
      source: SOURCE,
      paint: {
        "circle-radius": RADIUS,
        "circle-color": "transparent",
        "circle-stroke-width": 3,
        "circle-stroke-color": palette.accent,
      },
    },
    {
      id: LABEL,
      type: "symbol",
      source: SOURCE,
      layout: {
        "text-field": ["get", "label"],
        "text-font": FONT_STRONG,
        "text-size": 13,
        "text-variable-anchor": ["top", "bottom"],
        "text-radial-offset": 1.9,
        "text-allow-overlap": true,
      },
      paint: { "text-color": palette.dataInk, "text-halo-color": palette.dataHalo, "text-halo-width": 2 },
    },
  ];
}

export interface SelectedPoint {
  lon: number;
  lat: number;
  label: string;
}

export class SelectionLayer implements MapLayer {
  #map: MapLibreMap | null = null;
  #point: SelectedPoint | null = null;

  add(map: MapLibreMap, palette: MapPalette): void {
    this.#map = map;
    map.addSource(SOURCE, { type: "geojson", data: this.#data() });
    for (const layer of layersOf(palette)) map.addLayer(layer);
  }

  setPalette(palette: MapPalette): void {
    this.#map?.setPaintProperty(CASING, "circle-stroke-color", palette.dataHalo);
    this.#map?.setPaintProperty(RING, "circle-stroke-color", palette.accent);
    this.#map?.setPaintProperty(LABEL, "text-color", palette.dataInk);
    this.#map?.setPaintProperty(LABEL, "text-halo-color", palette.dataHalo);
  }

  /** null = nothing is selected. Kept until the layer stands on a map. */
  show(point: SelectedPoint | null): void {
    this.#point = point;
    void this.#map?.getSource<GeoJSONSource>(SOURCE)?.setData(this.#data());
  }

  #data(): FeatureCollection {
    const point = this.#point;
    if (!point) return { type: "FeatureCollection", features: [] };
    const geometry: Point = { type: "Point", coordinates: [point.lon, point.lat] };
    return { type: "FeatureCollection", features: [{ type: "Feature", geometry, properties: { label: point.label } }] };
  }

  remove(): void {
    this.#map = null;
  }
}
