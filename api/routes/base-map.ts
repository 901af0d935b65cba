// The own base map as vector tiles. Open to everybody: it shows streets, not vehicles, and the
// public site draws it too.
import { gunzip } from "node:zlib";
import { promisify } from "node:util";
import type { Request } from "express";
import type { ApiContext } from "../context.ts";
import { MVT_TYPE, TILE_MAX_ZOOM } from "../file-contract.ts";
import type { FileHandlers } from "../mount-file-route.ts";
import { requireFound } from "./require-found.ts";

const decompress = promisify(gunzip);

/** Tile addresses must be absolute: MapLibre's worker does not know the page. */
function ownOrigin({ publicOrigin }: ApiContext, request: Request): string {
  const host = request.get("host") ?? "";
  if (publicOrigin !== null && new URL(publicOrigin).host === host) return publicOrigin;
  return `${request.protocol}://${host}`;
}

/** Source layers of gis/tile and what their features carry. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  district: ["name"],
  neighbourhood: ["name"],
  neighbourhood_label: ["name"],
  street: ["name", "class"],
  area: ["kind"],
  area_label: ["kind", "name"],
  building: ["height"],
  site: ["kind", "name"],
  container: ["code", "material"],
};

const vectorLayers = Object.entries(LAYERS).map(([id, fields]) => ({
  id,
  fields: Object.fromEntries(fields.map((field) => [field, ""])),
}));

export const baseMapHandlers = {
  async getBaseMap({ context, request, response }) {
    const { attribution, bounds, version } = requireFound(await context.baseMap.info(), "base map");
    const [west, south, east, north] = bounds;
    response.set("Cache-Control", "no-cache").json({
      tilejson: "3.0.0",
      name: "Kentiz",
      version: "1.0.0",
      attribution,
      scheme: "xyz",
      tiles: [`${ownOrigin(context, request)}/tiles/base/{z}/{x}/{y}.mvt?v=${version}`],
      minzoom: 0,
      maxzoom: TILE_MAX_ZOOM,
      bounds,
      center: [(west + east) / 2, (south + north) / 2, 12],
      vector_layers: vectorLayers,
    });
  },

  async getBaseTile({ context, params, query, request, response }) {
    const { version } = requireFound(await context.baseMap.info(), "base map");
    const { z, x, y } = params;
    const tile = await context.baseMap.tile(version, z, x, y);
    const lasts = query.v === version ? "max-age=31536000, immutable" : "no-cache";
    response.set("Cache-Control", `public, ${lasts}`).set("ETag", tile.etag);
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    if (tile.empty) {
      response.status(204).end();
      return;
    }
    response.set("Content-Type", MVT_TYPE).vary("Accept-Encoding");
    if (request.acceptsEncodings("gzip")) response.set("Content-Encoding", "gzip").send(tile.gzipped);
    else response.send(await decompress(tile.gzipped));
  },
} satisfies Partial<FileHandlers>;
