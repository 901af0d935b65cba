// Tracks of a replay: the whole way of each vehicle in its colour, stronger where it has just been, dashed
// where nothing was heard; stops as numbered discs with their minutes; the area that is asked about.
import type { Feature, FeatureCollection } from "geojson";
import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from "maplibre-gl";
import type { MapLayer } from "../map-layer.ts";
import { FONT_STRONG } from "../style/map-fonts.ts";
import type { MapPalette, Scheme } from "../style/map-palette.ts";

export interface ReplayLine {
  /** By scheme: colours change with the map. */
  ink: Readonly<Record<Scheme, string>>;
  gap: boolean;
  coordinates: [number, number][];
}

export interface ReplayStop {
  ink: Readonly<Record<Scheme, string>>;
  /** "12 dk" */
  text: string;
  lon: number;
  lat: number;
}

const SOURCES = ["replay-area", "replay-way", "replay-trail", "replay-stop"] as const;
type Source = (typeof SOURCES)[number];
const ROUND = { "line-cap": "round", "line-join": "round" } as const;

function layersOf(palette: MapPalette): LayerSpecification[] {
  const colour: ["get", string] = ["get", `ink-${palette.scheme}`];
  const solid: ["==", ["get", "gap"], boolean] = ["==", ["get", "gap"], false];
  const gap: ["==", ["get", "gap"], boolean] = ["==", ["get", "gap"], true];
  return [
    {
      id: "replay-area-fill",
      type: "fill",
      source: "replay-area",
      paint: { "fill-color": palette.accent, "fill-opacity": 0.14 },
    },
    {
      id: "replay-area-edge",
      type: "line",
      source: "replay-area",
      layout: ROUND,
      paint: { "line-color": palette.accent, "line-width": 2.5 },
    },
    {
      id: "replay-casing",
      type: "line",
      source: "replay-way",
      filter: solid,
      layout: ROUND,
      paint: { "line-color": palette.dataHalo, "line-width": 5.5, "line-opacity": 0.8 },
    },
    {
      id: "replay-way",
      type: "line",
      source: "replay-way",
      filter: solid,
      layout: ROUND,
      paint: { "line-color": colour, "line-width": 2.6, "line-opacity": 0.75 },
    },
    {
      id: "replay-gap",
      type: "line",
      source: "replay-way",
      filter: gap,
      paint: { "line-color": colour, "line-width": 2, "line-dasharray": [2, 2.5], "line-opacity": 0.8 },
    },
    {
      id: "replay-trail",
      type: "line",
      source: "replay-trail",
      filter: solid,
      layout: ROUND,
      paint: { "line-color": colour, "line-width": 5 },
    },
    {
      id: "replay-stop",
      type: "circle",
      source: "replay-stop",
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, 2.5, 15, 5],
        "circle-color": palette.dataHalo,
        "circle-stroke-color": colour,
        "circle-stroke-width": 2,
      },
    },
    {
      id: "replay-stop-text",
      type: "symbol",
      source: "replay-stop",
      minzoom: 14,
      layout: {
        "text-field": ["get", "text"],
        "text-font": FONT_STRONG,
        "text-size": 11,
        "text-offset": [0, 0.9],
        "text-anchor": "top",
      },
      paint: { "text-color": palette.dataInk, "text-halo-color": palette.dataHalo, "text-halo-width": 1.5 },
    },
  ];
}

const inkProperties = (ink: ReplayLine["ink"]) => ({ "ink-light": ink.light, "ink-dark": ink.dark });

const lineFeature = ({ ink, gap, coordinates }: ReplayLine): Feature => ({
  type: "Feature",
  geometry: { type: "LineString", coordinates },
  properties: { gap, ...inkProperties(ink) },
});

export class ReplayLayer implements MapLayer {
  #map: MapLibreMap | null = null;
  readonly #features = new Map<Source, Feature[]>();

  add(map: MapLibreMap, palette: MapPalette): void {
    this.#map = map;
    for (const source of SOURCES) map.addSource(source, { type: "geojson", data: this.#data(source) });
    for (const layer of layersOf(palette)) map.addLayer(layer);
  }

  setPalette(palette: MapPalette): void {
    for (const layer of layersOf(palette)) {
      for (const [name, value] of Object.entries(layer.paint ?? {}))
        this.#map?.setPaintProperty(layer.id, name as Parameters<MapLibreMap["setPaintProperty"]>[1], value);
    }
  }

  showWays(lines: readonly ReplayLine[]): void {
    this.#set("replay-way", lines.map(lineFeature));
  }

  /** Where the vehicles have just been. */
  showTrails(lines: readonly ReplayLine[]): void {
    this.#set("replay-trail", lines.map(lineFeature));
  }

  showStops(stops: readonly ReplayStop[]): void {
    this.#set(
      "replay-stop",
      stops.map(({ ink, text, lon, lat }) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: [lon, lat] },
        properties: { text, ...inkProperties(ink) },
      })),
    );
  }

  /** Corners, not closed; fewer than three show nothing. */
  showArea(corners: readonly (readonly [number, number])[]): void {
    const ring = corners.map(([lon, lat]) => [lon, lat]);
    const [first] = ring;
    this.#set(
      "replay-area",
      first && ring.length > 2
        ? [{ type: "Feature", geometry: { type: "Polygon", coordinates: [[...ring, first]] }, properties: {} }]
        : [],
    );
  }

  #set(source: Source, features: Feature[]): void {
    this.#features.set(source, features);
    void this.#map?.getSource<GeoJSONSource>(source)?.setData(this.#data(source));
  }

  #data(source: Source): FeatureCollection {
    return { type: "FeatureCollection", features: this.#features.get(source) ?? [] };
  }

  remove(): void {
    this.#map = null;
  }
}
