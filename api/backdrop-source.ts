// The backdrops of this installation: those of the configuration, and every PMTiles file that lies in
// the folder at the moment somebody asks. What a file is called on the disk never comes from an
// address: it is found by its id in the listing.
import { open, readdir } from "node:fs/promises";
import { join, parse } from "node:path";
import type { Logger } from "pino";
import { type Backdrop, backdropId, NO_BACKDROP, OWN_BACKDROP } from "../domain/backdrop.ts";
import { backdropOf, type BackdropSetting } from "../domain/backdrop-setting.ts";

/** First bytes of an archive: its name and the version of the format. */
const MAGIC = Buffer.from("PMTiles\x03");

export interface BackdropFile {
  folder: string;
  fileName: string;
  /** Changes with the content. */
  version: string;
}

export interface BackdropSource {
  list(): Promise<Backdrop[]>;
  /** null where there is none under this id. */
  file(id: string): Promise<BackdropFile | null>;
}

interface FoundFile extends BackdropFile {
  id: string;
  name: string;
  readable: boolean;
}

async function readHead(path: string): Promise<Pick<FoundFile, "version" | "readable">> {
  const handle = await open(path, "r");
  try {
    const { size, mtimeMs } = await handle.stat();
    const { buffer } = await handle.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    return { version: `${size.toString(36)}-${Math.round(mtimeMs).toString(36)}`, readable: buffer.equals(MAGIC) };
  } finally {
    await handle.close();
  }
}

/** An id that nobody has yet: two names may fold to one. */
function freeId(name: string, taken: Set<string>): string {
  const base = backdropId(name) || "pmtiles";
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
  taken.add(id);
  return id;
}

/** @param folder null = no data folder, so no files */
export function createBackdropSource(
  settings: readonly BackdropSetting[],
  folder: string | null,
  logger: Logger,
): BackdropSource {
  const configured = settings.map(backdropOf);

  async function fileNames(): Promise<string[]> {
    if (folder === null) return [];
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries
        .filter((entry) => !entry.isDirectory() && /^[^.].*\.pmtiles$/i.test(entry.name))
        .map((entry) => entry.name)
        .toSorted();
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
      throw error;
    }
  }

  async function files(): Promise<FoundFile[]> {
    const taken = new Set([OWN_BACKDROP, NO_BACKDROP, ...configured.map(({ id }) => id)]);
    const found: FoundFile[] = [];
    for (const fileName of await fileNames()) {
      const path = join(folder ?? "", fileName);
      const { name } = parse(fileName);
      const id = freeId(name, taken);
      try {
        found.push({ id, name, folder: folder ?? "", fileName, ...(await readHead(path)) });
      } catch (error) {
        logger.warn({ path, err: error }, "a base map file cannot be opened");
        found.push({ id, name, folder: folder ?? "", fileName, version: "", readable: false });
      }
    }
    return found;
  }

  return {
    async list() {
      const ofFiles = (await files()).map(({ id, name, version, readable }): Backdrop => ({
        id,
        name,
        attribution: "",
        kind: "pmtiles",
        url: `/api/basemaps/${id}.pmtiles?v=${version}`,
        readable,
      }));
      return [...configured, ...ofFiles];
    },
    async file(id) {
      return (await files()).find((file) => file.id === id && file.readable) ?? null;
    },
  };
}
