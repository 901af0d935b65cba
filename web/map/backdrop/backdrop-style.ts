// What the map needs to draw a backdrop instead of the own base map.
import type { LayerSpecification, SourceSpecification } from "maplibre-gl";
import type { Bbox } from "../map-host.ts";
import type { MapPalette } from "../style/map-palette.ts";

/** The one source of a backdrop; there is at most one at a time. */
export const BACKDROP_SOURCE = "backdrop";

export interface BackdropStyle {
  source: SourceSpecification;
  /** Same ids and order in every palette. */
  layers(palette: MapPalette): LayerSpecification[];
  attribution: string;
  /** Where it has anything to show; null = unknown. */
  bounds: Bbox | null;
}
