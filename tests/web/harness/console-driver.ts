// Drives the console as a person would: by words on the screen, keys and places on the map. Journeys
// read as what somebody does; selectors live here.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import type { BaseMap } from "../../../domain/base-map.ts";
import type { GuardedPage, PageOptions } from "./chromium.ts";
import { eventually } from "./eventually.ts";
import { guardedBrowser } from "./guarded-browser.ts";
import { colourCount } from "./ink.ts";
import { smallCity } from "./small-city.ts";
import { stubFleet } from "./stub-fleet.ts";
import { PERSON, startStubServer, type StubOptions, type StubServer } from "./stub-server.ts";

export const WEB_ROOT = join(import.meta.dirname, "../../../dist/web");
export const NOTICE = "Örnek veri: araçlar ve harita gerçek değildir";

/** Ground alone, with an edge or two. */
const BLANK_COLOURS = 16;

export const WIDE: PageOptions = { width: 960, height: 600, scheme: "light" };

export interface Person {
  username: string;
  password: string;
}

/** On the stub server (tests/web) or on a real one (tests/journeys). */
export class ConsoleDriver<S extends { url: string } = StubServer> {
  readonly server: S;
  readonly page: Page;
  readonly #hasMap: boolean;
  readonly #person: Person;

  constructor(server: S, { page }: GuardedPage, hasMap: boolean, person: Person = PERSON) {
    this.server = server;
    this.page = page;
    this.#hasMap = hasMap;
    this.#person = person;
  }

  async openSignIn(path = "/giris"): Promise<void> {
    await this.page.goto(this.server.url + path);
    await this.page.waitForURL(/\/giris/);
  }

  async signIn(password: string = this.#person.password): Promise<void> {
    await this.page.locator("input[name=username]").fill(this.#person.username);
    await this.page.locator("input[name=password]").fill(password);
    await this.page.locator("form:has(input[name=username]) button[type=submit]").click();
  }

  /** Opens an address of the console, signed in already. */
  async open(path: string): Promise<void> {
    await this.page.context().request.post(`${this.server.url}/api/session`, { data: this.#person });
    await this.page.goto(this.server.url + path);
  }

  /** Opens the live screen with this view, signed in already; waits until it stands. */
  async openLive(search = ""): Promise<void> {
    await this.open(`/canli${search}`);
    if (this.#hasMap) await this.mapAtRest();
    else await this.page.getByRole("heading", { name: /haritayı çizemiyor|cannot draw the map/ }).waitFor();
  }

  /** The map stands still and is not blank. */
  async mapAtRest(): Promise<void> {
    await this.page.locator("[data-map-idle]").waitFor({ state: "attached" });
    await eventually(async () => colourCount(await this.page.locator("canvas").first().screenshot())).toBeGreaterThan(
      BLANK_COLOURS,
    );
  }

  get list(): Locator {
    return this.page.getByRole("listbox");
  }

  get rows(): Locator {
    return this.list.getByRole("option");
  }

  row(label: string): Locator {
    return this.rows.filter({ hasText: label });
  }

  get search(): Locator {
    return this.page.getByRole("searchbox");
  }

  get details(): Locator {
    return this.page.locator("[data-details]");
  }

  get connection(): Locator {
    return this.page.getByRole("region", { name: /^(Bağlantı durumu|Connection)$/ });
  }

  get alert(): Locator {
    return this.page.getByRole("alert");
  }

  /** Labels of the rows on screen, top to bottom. */
  async shownLabels(): Promise<string[]> {
    const rows = await this.rows.evaluateAll((options) =>
      options
        .map((option) => ({
          top: option.getBoundingClientRect().top,
          label: option.querySelector("span > span")?.textContent ?? "",
        }))
        .sort((a, b) => a.top - b.top),
    );
    return rows.map(({ label }) => label);
  }

  query(name: string): string | null {
    return new URL(this.page.url()).searchParams.get(name);
  }

  /** Where a place is on the page, from the view in the address (Web Mercator, 512 px tiles). */
  async pointOf(lon: number, lat: number): Promise<{ x: number; y: number }> {
    const box = await this.page.locator("canvas.maplibregl-canvas").boundingBox();
    const [centreLat = 0, centreLon = 0] = (this.query("c") ?? "").split(",").map(Number);
    const world = 512 * 2 ** Number(this.query("z"));
    const northing = (degrees: number): number => Math.asinh(Math.tan((degrees * Math.PI) / 180)) / (2 * Math.PI);
    if (!box) throw new Error("no map");
    return {
      x: box.x + box.width / 2 + ((lon - centreLon) / 360) * world,
      y: box.y + box.height / 2 - (northing(lat) - northing(centreLat)) * world,
    };
  }

  async clickPlace(lon: number, lat: number): Promise<void> {
    const { x, y } = await this.pointOf(lon, lat);
    await this.page.mouse.click(x, y);
  }
}

export interface ConsoleOptions {
  page?: Partial<PageOptions>;
  server?: Partial<StubOptions>;
  vehicles?: number;
  /** A browser that draws no maps, for journeys without one: drawing by software is slow. */
  map?: boolean;
}

export interface Stage {
  /** A console on a server of its own. */
  console(options?: ConsoleOptions): Promise<ConsoleDriver>;
  expectComplaints(expected: RegExp): void;
}

/** The stage of a test file: browser and guard for all its tests, servers for each. */
export function setStage(): Stage {
  const baseMap: BaseMap = smallCity();
  let servers: StubServer[] = [];
  const browser = guardedBrowser(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    servers = [];
  });
  return {
    async console({ page, server, vehicles = 40, map = true } = {}) {
      if (!existsSync(join(WEB_ROOT, "index.html"))) throw new Error("dist/web is missing: run `npm run build` first");
      const stub = await startStubServer({
        webRoot: WEB_ROOT,
        baseMap,
        fleet: stubFleet(baseMap, vehicles),
        notice: NOTICE,
        ...server,
      });
      servers.push(stub);
      return new ConsoleDriver(stub, await browser.open({ ...WIDE, ...page, webGl: map }), map);
    },
    expectComplaints: browser.expectComplaints,
  };
}
