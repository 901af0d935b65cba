// What a browser must fetch before anything can be seen, and what only the map needs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const WEB_ROOT = join(import.meta.dirname, "../../dist/web");
const SHELL_BUDGET_BYTES = 260_000;

it("loads a small shell and leaves the map to the map screen", () => {
  const html = readFileSync(join(WEB_ROOT, "index.html"), "utf8");
  const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) => path ?? "");
  const bytes = scripts.map((path) => gzipSync(readFileSync(join(WEB_ROOT, path))).length);
  expect(scripts.length).toBeGreaterThan(1);
  expect(scripts.filter((path) => path.includes("maplibre"))).toEqual([]);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(SHELL_BUDGET_BYTES);
});

it("has no inline script and no address outside", () => {
  const html = readFileSync(join(WEB_ROOT, "index.html"), "utf8");
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
  expect(html).not.toMatch(/https?:\/\//);
});
