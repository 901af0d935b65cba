// Areas on the map: filled faintly, outlined in their colour; the chosen one and what is being drawn
// stand out.
import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from "maplibre-gl";
import type { MapLayer } from "../map-layer.ts";
import type { MapPalette } from "../style/map-palette.ts";

const SOURCE = "geofences";
const AREA = "geofence-area";

export interface ShownArea {
  /** 0 = what is being drawn. */
  id: number;
  geometry: Geometry;
  /** null = the accent of the map. */
  colour: string | null;
  chosen: boolean;
}

function layersOf(palette: MapPalette): LayerSpecification[] {
  const colour: ["coalesce", ["get", string], string] = ["coalesce", ["get", "colour"], palette.accent];
  return [
    {
      id: AREA,
      type: "fill",
      source: SOURCE,
      paint: { "fill-color": colour, "fill-opacity": ["case", ["get", "chosen"], 0.28, 0.12] },
    },
    {
      id: "geofence-casing",
      type: "line",
      source: SOURCE,
      paint: { "line-color": palette.dataHalo, "line-width": ["case", ["get", "chosen"], 6, 4], "line-opacity": 0.8 },
    },
    {
      id: "geofence-edge",
      type: "line",
      source: SOURCE,
      paint: { "line-color": colour, "line-width": ["case", ["get", "chosen"], 3.2, 1.8] },
    },
  ];
}

export class GeofenceLayer implements MapLayer {
  #map: MapLibreMap | null = null;
  #areas: readonly ShownArea[] = [];

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
  show(areas: readonly ShownArea[]): void {
    this.#areas = areas;
    void this.#map?.getSource<GeoJSONSource>(SOURCE)?.setData(this.#data());
  }

  /** The area at a point of the map, the last drawn first; null = none. */
  at(x: number, y: number): number | null {
    const [feature] = this.#map?.queryRenderedFeatures([x, y], { layers: [AREA] }) ?? [];
    const id: unknown = feature?.properties["id"];
    return typeof id === "number" && id > 0 ? id : null;
  }

  #data(): FeatureCollection {
    const features = this.#areas.map(({ geometry, ...properties }): Feature => ({
      type: "Feature",
      geometry,
      properties,
    }));
    return { type: "FeatureCollection", features };
  }

  remove(): void {
    this.#map = null;
  }
}
