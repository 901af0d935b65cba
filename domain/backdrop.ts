// Backdrops (altlık): optional base maps beside Kentiz's own, as the console gets them. Everything
// that was configured comes as one of two kinds: an address template for pictures, or a PMTiles file.
import { z } from "zod";
import { foldTurkish } from "./turkish-text.ts";

/** The own map, and an empty ground: no configured one may take their names. */
export const OWN_BACKDROP = "kentiz";
export const NO_BACKDROP = "yok";

const shared = {
  /** Stable word for addresses and settings, made from the name. */
  id: z.string(),
  name: z.string(),
  /** Shown with the map; empty where nobody asks for it. */
  attribution: z.string(),
};

export const Backdrop = z
  .discriminatedUnion("kind", [
    z.object({
      ...shared,
      kind: z.literal("raster"),
      /** With {z} {x} {y}, or with {bbox-epsg-3857} for servers that draw any rectangle. */
      url: z.string(),
      tileSizePx: z.int(),
      minZoom: z.number(),
      maxZoom: z.number(),
    }),
    z.object({
      ...shared,
      kind: z.literal("pmtiles"),
      /** On this server, read by ranges. */
      url: z.string(),
      /** false = the file is there but is no PMTiles archive of version 3. */
      readable: z.boolean(),
    }),
  ])
  .meta({ id: "Backdrop" });
export type Backdrop = z.infer<typeof Backdrop>;

/** "Ortofoto 2024 (İBB)" → "ortofoto-2024-ibb"; empty where the name has no letter or digit. */
export const backdropId = (name: string): string =>
  foldTurkish(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
