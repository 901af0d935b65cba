// PGlite 0.5.8 runs PostgreSQL with fsync off, and its file system on Node has no fsync: what is
// committed survives the death of the process, but not a power cut. An acknowledged report has to
// survive both, so fsync is passed on to the files and PostgreSQL told to use it.
import { closeSync, fsyncSync, openSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/** An open file of Emscripten's file system. */
interface OpenFile {
  /** Node's descriptor; a folder has none. */
  nfd?: number;
  path: string;
}

/** Called by Emscripten's fsync where it is there. */
interface StreamOperations {
  fsync?: (file: OpenFile) => number;
}

/** Input/output error, in the numbers of Emscripten. */
const EIO = 29;

/** Where PGlite mounts the data folder. */
const MOUNT = "/pglite/data";

const SETTINGS = {
  // Emscripten knows fsync but no fdatasync.
  wal_sync_method: "fsync",
  // Log files beyond this are removed at a checkpoint (upkeep.ts).
  max_wal_size: "256MB",
};

/** PGlite's own parameters without "-F", which turns fsync off. */
export const DURABLE_START_PARAMS = [
  ...PGlite.defaultStartParams.filter((param) => param !== "-F"),
  ...Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
];

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export class DurableNodeFS extends NodeFS {
  override async init(...[db, options]: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(db, options);
    const passOn: StreamOperations["fsync"] = ({ nfd, path }) => {
      try {
        if (nfd === undefined) syncFolder(join(this.rootDir, path.slice(MOUNT.length)));
        else fsyncSync(nfd);
        return 0;
      } catch {
        // PostgreSQL stops at this, as it does on every system: what is written is no longer known.
        return EIO;
      }
    };
    const preRun = [
      ...(emscriptenOpts.preRun ?? []),
      (mod: { FS: { filesystems: { NODEFS: { stream_ops?: StreamOperations } } } }): void => {
        const operations = mod.FS.filesystems.NODEFS.stream_ops;
        if (!operations) throw new Error("the embedded database's file system is not the one this Kentiz was made for");
        operations.fsync = passOn;
      },
    ];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}
