// Backdrops: the list of them, and PMTiles files by ranges.
import type { Response } from "express";
import type { BackdropFile } from "../backdrop-source.ts";
import { PMTILES_TYPE } from "../file-contract.ts";
import type { FileHandlers } from "../mount-file-route.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";

/**
 * Ranges, conditions and HEAD are the library's. Resolves when all is sent or the reader has gone.
 * @throws Error with a status (404, 412, 416) where nothing can be sent
 */
function sendByRanges(response: Response, { folder, fileName }: BackdropFile): Promise<void> {
  const options = { root: folder, dotfiles: "allow", cacheControl: false, lastModified: false } as const;
  return new Promise((resolve, reject) => {
    response.sendFile(fileName, options, (error) => {
      if (error === undefined || response.headersSent || response.destroyed) resolve();
      else reject(error);
    });
  });
}

export const backdropHandlers = {
  async listBackdrops({ context }) {
    return { items: await context.backdrops.list(), next: null };
  },
} satisfies Partial<Handlers>;

export const backdropFileHandlers = {
  async getBackdropFile({ context, params, query, response }) {
    const file = requireFound(await context.backdrops.file(params.id), "base map");
    const lasts = query.v === file.version ? "max-age=31536000, immutable" : "no-cache";
    response.set("Cache-Control", `private, ${lasts}`);
    // Strong, unlike the library's: pieces of two versions must not be put together.
    response.set("ETag", `"${file.version}"`);
    response.type(PMTILES_TYPE);
    await sendByRanges(response, file);
  },
} satisfies Partial<FileHandlers>;
