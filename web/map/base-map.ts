// Where the base map comes from: the TileJSON of the own server. Without one the console still
// shows vehicles, on an empty ground.
import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";

const TileJson = z.object({
  tiles: z.array(z.string()).min(1),
  attribution: z.string().default(""),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  minzoom: z.number().default(0),
  maxzoom: z.number().default(16),
});
export type TileJson = z.infer<typeof TileJson>;

const TILE_JSON_URL = "/tiles/base.json";

/** Tile addresses made absolute: the map's worker has no page to resolve them against. */
export function absoluteTiles(tileJson: TileJson, origin: string): TileJson {
  return {
    ...tileJson,
    tiles: tileJson.tiles.map((tile) =>
      /^https?:/.test(tile) ? tile : `${origin}${tile.startsWith("/") ? "" : "/"}${tile}`,
    ),
  };
}

/** null = no base map has been loaded on this server. */
export const baseMapQuery = queryOptions({
  queryKey: ["base-map"],
  queryFn: async ({ signal }): Promise<TileJson | null> => {
    const response = await fetch(TILE_JSON_URL, { signal });
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`base map: ${response.status}`);
    return absoluteTiles(TileJson.parse(await response.json()), location.origin);
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: 1,
});
