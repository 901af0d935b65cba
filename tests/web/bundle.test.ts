// What a browser must fetch before anything can be seen, and what each screen adds when it is opened.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const WEB_ROOT = join(import.meta.dirname, "../../dist/web");
const ASSETS = join(WEB_ROOT, "assets");
const SHELL_BUDGET_BYTES = 260_000;
/** Beyond the shell, with everything a part pulls in. */
const LAZY_BUDGET_BYTES: Readonly<Record<string, number>> = {
  LiveRoute: 420_000,
  AlarmsPage: 55_000,
  GeofencesPage: 450_000,
  ReplayPage: 420_000,
  ReportsPage: 130_000,
  CommandPalette: 40_000,
  SavedViewsDialog: 20_000,
  AdminPage: 50_000,
  VehiclesPage: 150_000,
  DevicesPage: 180_000,
  UsersPage: 140_000,
};

const html = readFileSync(join(WEB_ROOT, "index.html"), "utf8");
const shell = [...html.matchAll(/(?:src|href)="\/(?:assets\/)?([^"]+\.js)"/g)].map(([, name]) => name ?? "");
const sizeOf = (name: string): number =>
  gzipSync(readFileSync(join(name === "boot.js" ? WEB_ROOT : ASSETS, name))).length;
const total = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + sizeOf(name), 0);

/** The file and what it imports before it can run. */
function closureOf(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const source = readFileSync(join(ASSETS, name), "utf8");
  for (const [, imported] of source.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.m?js)["'`]/g))
    if (imported) closureOf(imported, seen);
  return seen;
}

it("loads a small shell and leaves map, administration and palette to those who open them", () => {
  expect(shell.length).toBeGreaterThan(1);
  expect(shell.filter((name) => /maplibre|LiveRoute|[a-z]Page-|CommandPalette/.test(name))).toEqual([]);
  expect(total(shell)).toBeLessThan(SHELL_BUDGET_BYTES);
});

describe("what opening adds", () => {
  it.each(Object.entries(LAZY_BUDGET_BYTES))("%s is at most %i bytes, compressed", (part, budget) => {
    const file = readdirSync(ASSETS).find((name) => new RegExp(`^${part}-[^.]+\\.js$`).test(name));
    expect(file, `${part} is no file of its own`).toBeDefined();
    const added = [...closureOf(file ?? "")].filter((name) => !shell.includes(name));
    expect(total(added)).toBeLessThan(budget);
  });
});

it("has no inline script and no address outside", () => {
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
  expect(html).not.toMatch(/https?:\/\//);
});
