// What is being measured: a line, the area it closes, its corners.
import type { Feature, FeatureCollection } from "geojson";
import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from "maplibre-gl";
import type { LonLat } from "../geodesy/measure.ts";
import type { MapLayer } from "../map-layer.ts";
import type { MapPalette } from "../style/map-palette.ts";

const SOURCE = "measure";

function layersOf(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: "measure-area",
      type: "fill",
      source: SOURCE,
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": palette.accent, "fill-opacity": 0.14 },
    },
    {
      id: "measure-casing",
      type: "line",
      source: SOURCE,
      filter: ["==", ["geometry-type"], "LineString"],
      paint: { "line-color": palette.dataHalo, "line-width": 6 },
    },
    {
      id: "measure-line",
      type: "line",
      source: SOURCE,
      filter: ["==", ["geometry-type"], "LineString"],
      paint: { "line-color": palette.accent, "line-width": 2.5, "line-dasharray": [3, 1.5] },
    },
    {
      id: "measure-corner",
      type: "circle",
      source: SOURCE,
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": 5,
        "circle-color": palette.dataHalo,
        "circle-stroke-color": palette.accent,
        "circle-stroke-width": 2.5,
      },
    },
  ];
}

export class MeasureLayer implements MapLayer {
  #map: MapLibreMap | null = null;
  #points: readonly LonLat[] = [];

  add(map: MapLibreMap, palette: MapPalette): void {
    this.#map = map;
    map.addSource(SOURCE, { type: "geojson", data: this.#data() });
    for (const layer of layersOf(palette)) map.addLayer(layer);
  }

  setPalette(palette: MapPalette): void {
    for (const layer of layersOf(palette)) {
      for (const [name, value] of Object.entries(layer.paint ?? {}))
        this.#map?.setPaintProperty(layer.id, name as Parameters<MapLibreMap["setPaintProperty"]>[1], value);
    }
  }

  /** Kept until the layer stands on a map. */
  show(points: readonly LonLat[]): void {
    this.#points = points;
    void this.#map?.getSource<GeoJSONSource>(SOURCE)?.setData(this.#data());
  }

  #data(): FeatureCollection {
    const corners = this.#points.map(([lon, lat]) => [lon, lat]);
    const feature = (geometry: Feature["geometry"]): Feature => ({ type: "Feature", geometry, properties: {} });
    const [first] = corners;
    return {
      type: "FeatureCollection",
      features: [
        ...(first && corners.length > 2 ? [feature({ type: "Polygon", coordinates: [[...corners, first]] })] : []),
        ...(corners.length > 1 ? [feature({ type: "LineString", coordinates: corners })] : []),
        ...corners.map((coordinates) => feature({ type: "Point", coordinates })),
      ],
    };
  }

  remove(): void {
    this.#map = null;
  }
}
