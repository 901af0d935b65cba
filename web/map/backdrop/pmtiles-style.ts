// A PMTiles archive as backdrop: its header says whether it holds pictures or vectors, its metadata
// what they are called. Read by ranges from the own server. Loaded only when one is chosen.
import { addProtocol, type AddProtocolAction } from "maplibre-gl";
import { FetchSource, PMTiles, TileType } from "pmtiles";
import { z } from "zod";
import type { BackdropStyle } from "./backdrop-style.ts";
import { rasterLayers } from "./raster-layers.ts";
import { vectorLayers } from "./vector-layers.ts";

const Metadata = z.object({
  attribution: z.string().catch(""),
  vector_layers: z.array(z.object({ id: z.string() })).catch([]),
});

const RASTER: ReadonlySet<TileType> = new Set([TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif]);

/** The archives that were chosen on this page, by address: each keeps the directories it has read. */
const archives = new Map<string, PMTiles>();
const TILE = /^pmtiles:\/\/(.+)\/(\d+)\/(\d+)\/(\d+)$/;

const loadTile: AddProtocolAction = async ({ url }, { signal }) => {
  const [, address = "", z, x, y] = TILE.exec(url) ?? [];
  const tile = await archives.get(address)?.getZxy(Number(z), Number(x), Number(y), signal);
  // A hole in the archive: a vector tile without layers, and no picture.
  return { data: tile ? tile.data : new ArrayBuffer() };
};

/** Attributions are written as HTML by habit; they are shown as text. */
const plainText = (html: string): string => html.replace(/<[^>]*>/g, "").trim();

/** @throws Error where the file cannot be read or holds nothing that can be drawn */
export async function pmtilesStyle(address: string): Promise<BackdropStyle> {
  const url = new URL(address, location.href).href;
  const archive = new PMTiles(new FetchSource(url));
  const [header, metadata] = await Promise.all([archive.getHeader(), archive.getMetadata()]);
  const { attribution, vector_layers: layers } = Metadata.parse(metadata);
  archives.set(url, archive);
  addProtocol("pmtiles", loadTile);
  const shared = {
    tiles: [`pmtiles://${url}/{z}/{x}/{y}`],
    minzoom: header.minZoom,
    maxzoom: header.maxZoom,
    bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat] as [number, number, number, number],
  };
  const told = { attribution: plainText(attribution), bounds: shared.bounds };
  if (RASTER.has(header.tileType))
    return { ...told, source: { type: "raster", tileSize: 256, ...shared }, layers: rasterLayers };
  if (header.tileType !== TileType.Mvt || layers.length === 0)
    throw new Error("the archive holds neither pictures nor named vector layers");
  const names = layers.map(({ id }) => id);
  return { ...told, source: { type: "vector", ...shared }, layers: (palette) => vectorLayers(names, palette) };
}
