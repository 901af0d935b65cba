// The last hour of the selected vehicle: a cased line that fades into the past; dashed where no data
// came.
import type { Feature, FeatureCollection } from "geojson";
import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from "maplibre-gl";
import type { MapLayer } from "../map-layer.ts";
import type { MapPalette } from "../style/map-palette.ts";
import type { TrackPiece } from "./track-pieces.ts";

const SOURCE = "track";
const CASING = "track-casing";
const LINE = "track-line";
const GAP = "track-gap";

const ROUND = { "line-cap": "round", "line-join": "round" } as const;

function layersOf(palette: MapPalette): LayerSpecification[] {
  const solid: ["==", ["get", "gap"], boolean] = ["==", ["get", "gap"], false];
  return [
    {
      id: CASING,
      type: "line",
      source: SOURCE,
      filter: solid,
      layout: ROUND,
      paint: { "line-color": palette.dataHalo, "line-width": 7, "line-opacity": 0.85 },
    },
    {
      id: LINE,
      type: "line",
      source: SOURCE,
      filter: solid,
      layout: ROUND,
      paint: {
        "line-color": palette.accent,
        "line-width": 3.6,
        "line-opacity": ["interpolate", ["linear"], ["get", "recency"], 0, 0.45, 1, 1],
      },
    },
    {
      id: GAP,
      type: "line",
      source: SOURCE,
      filter: ["==", ["get", "gap"], true],
      paint: { "line-color": palette.accent, "line-width": 2, "line-dasharray": [2, 2.5], "line-opacity": 0.8 },
    },
  ];
}

export class TrackLayer implements MapLayer {
  #map: MapLibreMap | null = null;
  #pieces: readonly TrackPiece[] = [];

  add(map: MapLibreMap, palette: MapPalette): void {
    this.#map = map;
    map.addSource(SOURCE, { type: "geojson", data: this.#data() });
    for (const layer of layersOf(palette)) map.addLayer(layer);
  }

  setPalette(palette: MapPalette): void {
    this.#map?.setPaintProperty(CASING, "line-color", palette.dataHalo);
    this.#map?.setPaintProperty(LINE, "line-color", palette.accent);
    this.#map?.setPaintProperty(GAP, "line-color", palette.accent);
  }

  /** Kept until the layer stands on a map. */
  show(pieces: readonly TrackPiece[]): void {
    this.#pieces = pieces;
    void this.#map?.getSource<GeoJSONSource>(SOURCE)?.setData(this.#data());
  }

  #data(): FeatureCollection {
    const features = this.#pieces.map(({ points, gap, recency }): Feature => ({
      type: "Feature",
      geometry: { type: "LineString", coordinates: points.map(({ lon, lat }) => [lon, lat]) },
      properties: { gap, recency },
    }));
    return { type: "FeatureCollection", features };
  }

  remove(): void {
    this.#map = null;
  }
}
