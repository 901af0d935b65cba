// From an offered backdrop to what the map draws.
import type { Backdrop } from "../../../domain/backdrop.ts";
import type { BackdropStyle } from "./backdrop-style.ts";
import { rasterLayers } from "./raster-layers.ts";

/** @throws Error where its file cannot be read */
export async function openBackdrop(backdrop: Backdrop): Promise<BackdropStyle> {
  if (backdrop.kind === "pmtiles") {
    const { pmtilesStyle } = await import("./pmtiles-style.ts");
    const style = await pmtilesStyle(backdrop.url);
    return { ...style, attribution: backdrop.attribution || style.attribution };
  }
  return {
    source: {
      type: "raster",
      tiles: [backdrop.url],
      tileSize: backdrop.tileSizePx,
      minzoom: backdrop.minZoom,
      maxzoom: backdrop.maxZoom,
    },
    layers: rasterLayers,
    attribution: backdrop.attribution,
    bounds: null,
  };
}
