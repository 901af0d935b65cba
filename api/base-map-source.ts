// The base map as the HTTP door serves it: which one is in the database now, and its tiles.
import { baseMapInfo, type BaseMapInfo } from "../gis/base-map.ts";
import type { Database } from "../gis/database.ts";
import { baseTile } from "../gis/tile.ts";
import { createTileCache, type CachedTile } from "./tile-cache.ts";

/** A replaced map shows after at most this long. */
const INFO_FRESH_MS = 5000;

export interface BaseMapSource {
  /** null where none was ever loaded. */
  info(): Promise<BaseMapInfo | null>;
  tile(version: string, z: number, x: number, y: number): Promise<CachedTile>;
}

export function createBaseMapSource(database: Database): BaseMapSource {
  const tiles = createTileCache();
  let known: BaseMapInfo | null = null;
  let readAtMs = -INFO_FRESH_MS;
  let reading: Promise<BaseMapInfo | null> | null = null;

  async function read(): Promise<BaseMapInfo | null> {
    try {
      known = await baseMapInfo(database);
      readAtMs = performance.now();
      return known;
    } catch (error) {
      // Tiles in memory are served on while the database is away.
      if (known) return known;
      throw error;
    } finally {
      reading = null;
    }
  }

  return {
    async info() {
      if (performance.now() - readAtMs < INFO_FRESH_MS) return known;
      reading ??= read();
      return reading;
    },
    tile: (version, z, x, y) => tiles.tile(`${version}/${z}/${x}/${y}`, () => baseTile(database, z, x, y)),
  };
}
