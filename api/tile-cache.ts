// Tiles of the base map in memory, compressed: the map changes only when it is replaced, and cutting
// a tile costs a hundred times what sending it costs.
import { createHash } from "node:crypto";
import { gzip } from "node:zlib";
import { promisify } from "node:util";
import { createLruCache } from "./lru-cache.ts";

const MAX_BYTES = 64 * 1024 * 1024;
const compress = promisify(gzip);

export interface CachedTile {
  gzipped: Buffer;
  etag: string;
  empty: boolean;
}

export interface TileCache {
  /** Cuts the tile where it is not here; callers of one tile at one time share the work. */
  tile(key: string, cut: () => Promise<Uint8Array>): Promise<CachedTile>;
}

export function createTileCache(): TileCache {
  const cache = createLruCache<CachedTile>(MAX_BYTES);
  const underWay = new Map<string, Promise<CachedTile>>();

  async function make(key: string, cut: () => Promise<Uint8Array>): Promise<CachedTile> {
    const bytes = await cut();
    const gzipped = await compress(bytes);
    // Weak: it stands for the compressed and the plain form alike.
    const etag = `W/"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    const tile = { gzipped, etag, empty: bytes.byteLength === 0 };
    cache.set(key, tile, gzipped.byteLength + key.length * 2 + 200);
    return tile;
  }

  return {
    async tile(key, cut) {
      const known = cache.get(key);
      if (known) return known;
      const pending = underWay.get(key) ?? make(key, cut).finally(() => underWay.delete(key));
      underWay.set(key, pending);
      return pending;
    },
  };
}
