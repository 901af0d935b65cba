// The folder of real recordings beside the project. They belong to others and are never committed;
// tests that use them skip where it is absent.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../gis/package-root.ts";

const folder = join(packageRoot(), "..", "shared", "data");

/** For the name of a skipped test; null where the recordings are there. */
export const recordedDataMissing = (): string | null => (existsSync(folder) ? null : "../shared/data is not here");

export const recordedPath = (path: string): string => join(folder, path);

export const recordedLines = (path: string): string[] =>
  readFileSync(recordedPath(path), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");

export const recordedBytes = (path: string): Buffer => readFileSync(recordedPath(path));
