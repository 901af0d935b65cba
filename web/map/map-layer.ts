// A data layer of the map: an imperative object that the host adds once and re-inks on scheme
// changes. React tells it what to show through its own methods; React never holds positions.
import type { Map as MapLibreMap } from "maplibre-gl";
import type { MapPalette } from "./style/map-palette.ts";

export interface MapLayer {
  add(map: MapLibreMap, palette: MapPalette): void;
  /** New inks; sources and data stay. */
  setPalette(palette: MapPalette): void;
  remove(): void;
}
