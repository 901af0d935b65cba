// All vehicles: one GeoJSON source, one batched difference per tick. Bottom to top: halo of the
// silent, plate from z13, sign by state turned to the heading, badge of the kind from z14.5. Plates
// lie below the signs so that they are placed after them and leave them free.
import type {
  ExpressionSpecification,
  GeoJSONSource,
  GeoJSONSourceDiff,
  LayerSpecification,
  Map as MapLibreMap,
} from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import { STATE_SIGNS } from "../../signs/state-sign.ts";
import { putVehicleImages } from "../images/sign-images.ts";
import type { MapLayer } from "../map-layer.ts";
import { FONT_STRONG } from "../style/map-fonts.ts";
import type { MapPalette } from "../style/map-palette.ts";
import { featureDiff, toGeoJson, type VehicleFeature } from "./vehicle-feature.ts";

const SOURCE = "vehicle";
const SIGN_LAYER = "vehicle-sign";
const BADGE_LAYER = "vehicle-badge";
const LABEL_LAYER = "vehicle-label";
/** Layers in which a click or the pointer finds vehicles. */
export const VEHICLE_HIT_LAYERS: readonly string[] = [SIGN_LAYER, BADGE_LAYER, LABEL_LAYER];

export const LABEL_MINZOOM = 13;
const BADGE_MINZOOM = 14.5;
/** When more than this share changed, replacing everything is no slower than a difference. */
const REPLACE_SHARE = 0.5;
const FAINT_OPACITY = 0.22;
const STALE_OPACITY = 0.6;

const SIGN_SIZE: ExpressionSpecification = [
  "interpolate",
  ["linear"],
  ["zoom"],
  8,
  0.5,
  11,
  0.72,
  13,
  0.88,
  15,
  1.02,
  18,
  1.15,
];

/** Beyond the box of the own sign, which is placed first; a turned box reaches further. */
const clearOf = (straight: number, turned: number): ExpressionSpecification => [
  "case",
  ["==", ["get", "heading"], 0],
  straight,
  turned,
];
const LABEL_OFFSET: ExpressionSpecification = [
  "interpolate",
  ["linear"],
  ["zoom"],
  LABEL_MINZOOM,
  clearOf(1.6, 2.05),
  15,
  clearOf(1.85, 2.35),
  18,
  clearOf(2.1, 2.7),
];

const opacityOf = (stale: boolean): ExpressionSpecification => [
  "case",
  ["==", ["get", "faint"], 1],
  FAINT_OPACITY,
  stale ? STALE_OPACITY : 1,
];

function layersOf(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: "vehicle-halo",
      type: "circle",
      source: SOURCE,
      filter: ["==", ["get", "sign"], "sign-silent"],
      paint: {
        "circle-color": STATE_SIGNS.silent.colour,
        "circle-opacity": ["case", ["==", ["get", "faint"], 1], 0.05, 0.22],
        "circle-radius": ["interpolate", ["linear"], ["get", "quietHours"], 0, 10, 1, 13, 6, 17, 24, 21, 168, 26],
        "circle-pitch-alignment": "map",
      },
    },
    {
      id: LABEL_LAYER,
      type: "symbol",
      source: SOURCE,
      minzoom: LABEL_MINZOOM,
      layout: {
        "text-field": ["get", "label"],
        "text-font": FONT_STRONG,
        "text-size": 11.5,
        "text-variable-anchor": ["top", "bottom"],
        "text-radial-offset": LABEL_OFFSET,
        "text-optional": true,
        "text-padding": 1,
      },
      paint: {
        "text-color": palette.dataInk,
        "text-halo-color": palette.dataHalo,
        "text-halo-width": 1.6,
        "text-opacity": ["case", ["==", ["get", "faint"], 1], 0, 1],
      },
    },
    {
      id: SIGN_LAYER,
      type: "symbol",
      source: SOURCE,
      layout: {
        "icon-image": ["get", "sign"],
        "icon-rotate": ["get", "heading"],
        "icon-rotation-alignment": "map",
        "icon-size": SIGN_SIZE,
        "icon-allow-overlap": true,
        // Later ids above earlier ones within a state; what moves lies on top.
        "symbol-sort-key": ["match", ["get", "sign"], "sign-silent", 0, "sign-parked", 1, "sign-stopped", 2, 3],
        "icon-padding": 0,
      },
      paint: { "icon-opacity": opacityOf(false) },
    },
    {
      id: BADGE_LAYER,
      type: "symbol",
      source: SOURCE,
      minzoom: BADGE_MINZOOM,
      layout: {
        "icon-image": ["get", "badge"],
        "icon-offset": [19, -15],
        "icon-size": ["interpolate", ["linear"], ["zoom"], BADGE_MINZOOM, 0.85, 18, 1.1],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
      paint: { "icon-opacity": opacityOf(false) },
    },
  ];
}

export class VehicleLayer implements MapLayer {
  #map: MapLibreMap | null = null;
  /** What was last drawn; kept until the layer stands on a map. */
  #drawn = new Map<number, VehicleFeature>();
  #stale = false;
  #selectedId: number | null = null;

  add(map: MapLibreMap, palette: MapPalette): void {
    this.#map = map;
    putVehicleImages(map, palette);
    map.addSource(SOURCE, { type: "geojson", data: this.#data() });
    for (const layer of layersOf(palette)) map.addLayer(layer);
    this.setStale(this.#stale);
    this.setSelected(this.#selectedId);
  }

  setPalette(palette: MapPalette): void {
    const map = this.#map;
    if (!map) return;
    putVehicleImages(map, palette);
    map.setPaintProperty(LABEL_LAYER, "text-color", palette.dataInk);
    map.setPaintProperty(LABEL_LAYER, "text-halo-color", palette.dataHalo);
  }

  /** The selected vehicle carries a plate of its own (SelectionLayer). */
  setSelected(vehicleId: number | null): void {
    this.#selectedId = vehicleId;
    this.#map?.setFilter(LABEL_LAYER, vehicleId === null ? null : ["!=", ["id"], vehicleId]);
  }

  /** No connection: the signs stay where they were last seen, visibly faded. */
  setStale(stale: boolean): void {
    this.#stale = stale;
    this.#map?.setPaintProperty(SIGN_LAYER, "icon-opacity", opacityOf(stale));
    this.#map?.setPaintProperty(BADGE_LAYER, "icon-opacity", opacityOf(stale));
  }

  /** Everything anew: first picture, another registry, another filter on a large fleet. */
  replace(features: ReadonlyMap<number, VehicleFeature>): void {
    this.#drawn = new Map(features);
    void this.#source()?.setData(this.#data());
  }

  /** Only what changed since the last call. `changed` holds new values, `gone` the ids to take off. */
  update(changed: ReadonlyMap<number, VehicleFeature>, gone: readonly number[]): void {
    const diff: Required<Omit<GeoJSONSourceDiff, "removeAll">> = { remove: [], add: [], update: [] };
    for (const id of gone) {
      if (this.#drawn.delete(id)) diff.remove.push(id);
    }
    for (const [id, feature] of changed) {
      const before = this.#drawn.get(id);
      this.#drawn.set(id, feature);
      const change = before ? featureDiff(id, before, feature) : null;
      if (!before) diff.add.push(toGeoJson(id, feature));
      else if (change) diff.update.push(change);
    }
    const count = diff.remove.length + diff.add.length + diff.update.length;
    if (count === 0) return;
    if (count > this.#drawn.size * REPLACE_SHARE) void this.#source()?.setData(this.#data());
    else void this.#source()?.updateData(diff);
  }

  remove(): void {
    this.#map = null;
  }

  #data(): FeatureCollection {
    return { type: "FeatureCollection", features: [...this.#drawn].map(([id, feature]) => toGeoJson(id, feature)) };
  }

  #source(): GeoJSONSource | undefined {
    return this.#map?.getSource<GeoJSONSource>(SOURCE);
  }
}
