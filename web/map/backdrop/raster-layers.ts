// Pictures as ground: a little paler than they come, so that vehicles win; by night dimmed, because a
// white map in a dark room blinds.
import type { LayerSpecification } from "maplibre-gl";
import type { MapPalette } from "../style/map-palette.ts";
import { BACKDROP_SOURCE } from "./backdrop-style.ts";

export function rasterLayers({ scheme }: MapPalette): LayerSpecification[] {
  return [
    {
      id: "backdrop-raster",
      type: "raster",
      source: BACKDROP_SOURCE,
      paint: {
        "raster-saturation": scheme === "dark" ? -0.35 : -0.15,
        "raster-brightness-max": scheme === "dark" ? 0.55 : 1,
        "raster-fade-duration": 150,
      },
    },
  ];
}
