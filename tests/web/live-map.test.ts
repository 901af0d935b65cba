// The map: vehicles are where they should be, can be picked, followed, told apart; the address holds
// the view.
import { expect } from "vitest";
import { vehicleLabel } from "../../domain/vehicle.ts";
import { type ConsoleDriver, setStage } from "./harness/console-driver.ts";
import { eventually } from "./harness/eventually.ts";
import { it } from "./harness/guarded-browser.ts";
import { inkShare } from "./harness/ink.ts";
import { recordOf } from "./harness/stub-fleet.ts";

const stage = setStage();

const CLOSE = "?z=15.00&c=38.38000,27.11500";

interface Standing {
  lon: number;
  lat: number;
  label: string;
  /** A view with the vehicle a little off its centre. */
  search: string;
}

/** A parked vehicle that has its place to itself. */
function standing({ server: { fleet, now } }: ConsoleDriver): Standing {
  const places = fleet.vehicles.flatMap((stub) => recordOf(stub, now()) ?? []);
  const alone = places.find(
    ({ vehicleId, motion, lon, lat }) =>
      motion === "parked" &&
      places.every((other) => other.vehicleId === vehicleId || Math.hypot(other.lon - lon, other.lat - lat) > 0.001),
  );
  const vehicle = fleet.vehicles.find((stub) => stub.vehicle.id === alone?.vehicleId)?.vehicle;
  if (!alone || !vehicle) throw new Error("no parked vehicle stands alone");
  const { lon, lat } = alone;
  return {
    lon,
    lat,
    label: vehicleLabel(vehicle),
    search: `?z=16.00&c=${(lat + 0.0005).toFixed(5)},${(lon + 0.001).toFixed(5)}`,
  };
}

it("draws the sign of a vehicle at its place, and the click there opens its details", async () => {
  const console = await stage.console();
  const { lon, lat, label, search } = standing(console);
  await console.openLive(search);
  const { x, y } = await console.pointOf(lon, lat);
  await eventually(() => inkShare(console.page, { x, y, size: 24 }, "#5B6673")).toBeGreaterThan(0.15);
  await console.page.mouse.click(x, y);
  await console.details.getByRole("heading", { name: label }).waitFor();
  await console.details.getByText("Şehitler").waitFor();
  const words = (await console.details.innerText()).replaceAll("\n", " ");
  expect(words).toMatch(/Park hâlinde/);
  expect(words).toMatch(/Yer Şehitler/);
  expect(words).toMatch(/Konum 6 dk önce \(\d\d:\d\d:\d\d\)/);
  expect(words).toMatch(/Bağlantı Bağlı · son haber \d sn önce/);
  expect(words).toMatch(/Kontak Kapalı/);
  expect(words).toMatch(/Kilometre 48\.213,4 km/);
  expect(words).toMatch(/Pil %85/);
  expect(console.query("sec")).not.toBeNull();
  expect(await console.list.getByRole("option", { selected: true }).textContent()).toContain(label);
});

it("draws base map and moving vehicles in their colours", async () => {
  // Enough of them that some are in the middle whatever the time of day has made of their streets.
  const console = await stage.console({ vehicles: 120 });
  await console.openLive(CLOSE);
  const middle = { x: 690, y: 320, size: 380 };
  await eventually(() => inkShare(console.page, middle, "#007A5A")).toBeGreaterThan(0.0005);
  expect(await inkShare(console.page, middle, "#FFFFFF")).toBeGreaterThan(0.02);
  expect(await inkShare(console.page, middle, "#F2F1EC")).toBeGreaterThan(0.3);
});

it("follows a vehicle until a hand moves the map", async () => {
  const console = await stage.console();
  const moving = console.server.fleet.vehicles.find(({ motion }) => motion === "moving");
  await console.openLive(`${CLOSE}&sec=${moving?.vehicle.id}`);
  await console.details.getByRole("button", { name: "Takip et" }).waitFor();
  await console.page.keyboard.press("f");
  const following = console.details.getByRole("button", { name: "Takip ediliyor" });
  await following.waitFor();
  await console.page.mouse.move(480, 300);
  await console.page.mouse.down();
  await console.page.mouse.move(530, 340, { steps: 5 });
  await console.page.mouse.up();
  await following.waitFor({ state: "detached" });
});

it("opens a list where vehicles stand on one spot", async () => {
  const console = await stage.console();
  const [first, second, third] = console.server.fleet.vehicles.filter(({ motion }) => motion === "parked");
  if (!first || !second || !third) throw new Error("too few parked vehicles");
  for (const other of [second, third]) Object.assign(other, { line: first.line, phase: first.phase });
  const place = recordOf(first, console.server.now());
  await console.openLive(`?z=16.00&c=${place?.lat.toFixed(5)},${place?.lon.toFixed(5)}`);
  const point = await console.pointOf(place?.lon ?? 0, place?.lat ?? 0);
  await eventually(() => inkShare(console.page, { ...point, size: 24 }, "#5B6673")).toBeGreaterThan(0.15);
  await console.page.mouse.click(point.x, point.y);
  const menu = console.page.getByRole("menu");
  await menu.waitFor();
  expect(await menu.getByRole("menuitem").count()).toBe(3);
  await menu.getByText("Burada 3 araç üst üste").waitFor();
  await eventually(() =>
    menu
      .getByRole("menuitem")
      .first()
      .evaluate((item) => item === document.activeElement),
  ).toBe(true);
  await console.page.keyboard.press("ArrowDown");
  await console.page.keyboard.press("Enter");
  await console.details.waitFor();
});

it("keeps the view in the address, restores it, and goes back with the browser", async () => {
  const console = await stage.console();
  await console.openLive(`${CLOSE}&durum=hareketli,rolantide&ara=35&sira=hiz`);
  expect(await console.search.inputValue()).toBe("35");
  expect(await console.page.getByRole("combobox", { name: "Sırala" }).inputValue()).toBe("speed");
  expect(await console.page.getByRole("button", { name: /Hareketli/ }).getAttribute("aria-pressed")).toBe("true");
  await console.page.getByRole("button", { name: "Yakınlaştır", exact: true }).click();
  await eventually(() => Number(console.query("z"))).toBeGreaterThan(15.9);
  await console.rows.first().click();
  await eventually(() => console.query("sec")).not.toBeNull();
  const address = console.page.url();
  await console.page.goBack();
  await eventually(() => console.query("sec")).toBeNull();
  await console.details.waitFor({ state: "detached" });
  await console.page.goto(address);
  await console.details.waitFor();
  expect(console.query("durum")).toBe("hareketli,rolantide");
});

it("shows legend and changes the appearance without losing the map", async () => {
  const console = await stage.console();
  await console.openLive(CLOSE);
  await console.page.keyboard.press("l");
  await console.page.getByRole("region", { name: "Gösterim" }).waitFor();
  await console.page.keyboard.press("t");
  await eventually(() => inkShare(console.page, { x: 760, y: 320, size: 280 }, "#151C24")).toBeGreaterThan(0.2);
  await console.page.keyboard.press("Escape");
  await console.page.getByRole("region", { name: "Gösterim" }).waitFor({ state: "detached" });
});

it("goes on without a base map and says so when tiles fail", async () => {
  const console = await stage.console();
  console.server.fail({ path: "/tiles/base/", code: "database_unavailable" });
  const { lon, lat, label, search } = standing(console);
  await console.openLive(search);
  await console.page.getByText("Altlık harita yüklenemedi").waitFor();
  await eventually(async () => {
    await console.clickPlace(lon, lat);
    return console.details.getByRole("heading", { name: label }).isVisible();
  }).toBe(true);
});

it("keeps forty vehicles on one spot apart in a list that fits the screen", async () => {
  const console = await stage.console();
  const [first] = console.server.fleet.vehicles;
  if (!first) throw new Error("no vehicle");
  for (const stub of console.server.fleet.vehicles)
    Object.assign(stub, { line: first.line, phase: first.phase, motion: "parked", speedKmh: 0 });
  const { lon = 0, lat = 0 } = recordOf(first, console.server.now()) ?? {};
  await console.openLive(`?z=16.00&c=${lat.toFixed(5)},${lon.toFixed(5)}`);
  const menu = console.page.getByRole("menu");
  await eventually(async () => {
    if (!(await menu.isVisible())) await console.clickPlace(lon, lat);
    return menu.getByRole("menuitem").count();
  }).toBe(40);
  await menu.getByText("Burada 40 araç üst üste").waitFor();
  await console.page.keyboard.press("End");
  const last = menu.getByRole("menuitem").last();
  await eventually(() => last.evaluate((item) => item === document.activeElement)).toBe(true);
  const box = await last.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(600);
  await console.page.keyboard.press("Enter");
  await console.details.waitFor();
});
