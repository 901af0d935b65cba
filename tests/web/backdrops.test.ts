// Base maps by configuration, from servers and files of this machine.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect } from "vitest";
import type { Backdrop } from "../../domain/backdrop.ts";
import { writePmtiles } from "../harness/pmtiles.ts";
import { violationsByDayAndNight } from "./harness/axe.ts";
import { setStage } from "./harness/console-driver.ts";
import { eventually } from "./harness/eventually.ts";
import { it } from "./harness/guarded-browser.ts";
import { smallCity } from "./harness/small-city.ts";
import { createTileCutter } from "./harness/tile-cutter.ts";

const stage = setStage();
const CLOSE = "?z=15.00&c=38.38000,27.11500";
/** As in no style of ours. */
const PINK = [230, 60, 160] as const;

const asked: string[] = [];
const tileServer = createServer((request, response) => {
  asked.push(request.url ?? "");
  response.writeHead(200, { "content-type": "image/png", "access-control-allow-origin": "*" });
  response.end(picture());
});
let origin = "";

function picture(): Buffer {
  const png = new PNG({ width: 8, height: 8 });
  for (let at = 0; at < png.data.length; at += 4) png.data.set([...PINK, 255], at);
  return PNG.sync.write(png);
}

beforeAll(async () => {
  await new Promise<void>((resolve) => tileServer.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(tileServer.address() as AddressInfo).port}`;
});
afterAll(() => {
  tileServer.closeAllConnections();
  tileServer.close();
});

const raster = (id: string, url: string): Backdrop => ({
  id,
  name: id.toUpperCase(),
  attribution: `© ${id}`,
  kind: "raster",
  url,
  tileSizePx: 256,
  minZoom: 0,
  maxZoom: 19,
});

function share(image: Buffer, is: (red: number, green: number, blue: number) => boolean): number {
  const { data } = PNG.sync.read(image);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) if (is(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) count += 1;
  return (count * 4) / data.length;
}

/** Share of the map's picture in the colour of the tiles, which the style makes a little paler. */
const pinkShare = (image: Buffer): number => share(image, (red, green, blue) => red - green > 90 && blue - green > 40);
/** In the ink of parks by day, #D5E6CB. */
const parkShare = (image: Buffer): number =>
  share(image, (red, green, blue) => red === 0xd5 && green === 0xe6 && blue === 0xcb);

it("shows pictures of a WMS below the vehicles, keeps the choice, and says so where a server is dead", async () => {
  const wms = `${origin}/wms?LAYERS=a&BBOX={bbox-epsg-3857}`;
  // Port 9 is closed: whoever asks there is refused at once.
  const backdrops = [raster("wms", wms), raster("dead", "http://127.0.0.1:9/{z}/{x}/{y}.png")];
  const console = await stage.console({ server: { backdrops } });
  stage.expectComplaints(/ERR_UNSAFE_PORT|ERR_CONNECTION_REFUSED|Failed to load resource|Failed to fetch/);
  await console.openLive(CLOSE);
  const { page } = console;
  const pink = async (): Promise<number> => pinkShare(await page.locator("canvas.maplibregl-canvas").screenshot());
  expect(await pink()).toBe(0);

  // By keyboard: open, two steps down, choose.
  const control = page.getByRole("button", { name: "Altlık seç" });
  await control.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitemradio", { name: "WMS" }).focus();
  await page.keyboard.press("Enter");
  await eventually(pink).toBeGreaterThan(0.5);
  expect(asked.find((url) => /^\/wms\?LAYERS=a&BBOX=[\d.]+(,[\d.]+){3}$/.test(url))).toBeDefined();
  expect(console.query("altlik")).toBe("wms");
  await page.getByText("© wms").waitFor();
  await page.keyboard.press("Escape");
  // Another day, another address: the choice is remembered and told.
  await console.open("/canli?z=15.00&c=38.38000,27.11500");
  await eventually(pink).toBeGreaterThan(0.5);
  await eventually(() => console.query("altlik")).toBe("wms");

  await page.getByRole("button", { name: "Altlık seç" }).click();
  await page.getByRole("menuitemradio", { name: "DEAD" }).click();
  await page.getByText("“DEAD” altlığı yanıt vermiyor; Kentiz haritası gösteriliyor.").waitFor();
  await page.getByRole("menuitemradio", { name: /DEAD\s*yanıt vermiyor/ }).waitFor();
  await eventually(pink).toBe(0);
  await page.keyboard.press("Escape");
  await console.mapAtRest();
});

it("draws vector tiles of a PMTiles file in its own inks, and offers no file that it cannot read", async () => {
  const cut = createTileCutter(smallCity());
  const tiles = [];
  for (let z = 0; z <= 14; z += 1) {
    const x = Math.floor(((27.115 + 180) / 360) * 2 ** z);
    const y = Math.floor((0.5 - Math.asinh(Math.tan((38.38 * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** z);
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [-1, 0],
      [0, -1],
      [-1, -1],
      [1, -1],
      [-1, 1],
    ] as const) {
      const data = cut(z, x + dx, y + dy);
      if (data.length > 0) tiles.push({ z, x: x + dx, y: y + dy, data });
    }
  }
  const names = ["district", "area", "street", "building", "neighbourhood_label", "site"];
  const metadata = { attribution: "<b>Dosyadan</b>", vector_layers: names.map((id) => ({ id, fields: {} })) };
  const archive = writePmtiles("vector", tiles, metadata);
  const url = "/api/basemaps/dosya.pmtiles";
  const broken = {
    id: "bozuk",
    name: "Bozuk",
    attribution: "",
    kind: "pmtiles",
    url: "/nirgends",
    readable: false,
  } as const;
  const console = await stage.console({
    server: {
      baseMap: null,
      backdrops: [{ id: "dosya", name: "Dosya", attribution: "", kind: "pmtiles", url, readable: true }, broken],
      archives: new Map([[url, archive]]),
    },
  });
  await console.openLive(`${CLOSE}&altlik=dosya`);
  await console.page.getByText("Dosyadan").waitFor();
  const map = console.page.locator("canvas.maplibregl-canvas");
  await eventually(async () => parkShare(await map.screenshot())).toBeGreaterThan(0.01);
  await console.page.getByRole("button", { name: "Altlık seç" }).click();
  const unreadable = console.page.getByRole("menuitemradio", { name: /Bozuk\s*dosya PMTiles 3 değil/ });
  await unreadable.waitFor();
  expect(await unreadable.isDisabled()).toBe(true);
});

it("opens an address whose base map is gone, says so, and can be read by everybody", async () => {
  const console = await stage.console({ server: { backdrops: [raster("wms", `${origin}/{z}/{x}/{y}`)] } });
  await console.openLive(`${CLOSE}&altlik=eski`);
  await console.page.getByText("“eski” adlı altlık artık yok").waitFor();
  await console.page.keyboard.press("m");
  await console.page.getByRole("region", { name: "Ölçüm" }).waitFor();
  await console.page.getByRole("button", { name: "Altlık seç" }).click();
  await console.page.getByRole("menuitemradio", { name: "WMS" }).waitFor();
  expect(await violationsByDayAndNight(console.page)).toEqual([]);
  await console.page.keyboard.press("Escape");
  await console.page.getByRole("button", { name: "Kentiz haritasına dön" }).click();
  await eventually(() => console.query("altlik")).toBeNull();
});
