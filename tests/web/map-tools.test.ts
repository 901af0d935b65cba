// Tools of the map: measuring, coordinates, many vehicles at once, groups.
import { expect } from "vitest";
import { setStage } from "./harness/console-driver.ts";
import { eventually } from "./harness/eventually.ts";
import { it } from "./harness/guarded-browser.ts";
import { recordOf } from "./harness/stub-fleet.ts";

const stage = setStage();
const CLOSE = "?z=15.00&c=38.38000,27.11500";

it("measures lengths and areas by key and click, and ends with Esc without losing the selection", async () => {
  // Wide enough that the details leave the middle of the map free.
  const console = await stage.console({ page: { width: 1440, height: 900 } });
  const first = console.server.fleet.vehicles[0]?.vehicle.id;
  await console.openLive(`${CLOSE}&sec=${first}`);
  await console.page.keyboard.press("m");
  const card = console.page.getByRole("region", { name: "Ölçüm" });
  await card.getByText("Haritaya tıklayın").waitFor();
  // 0.001° of longitude here is 87.4 m, 0.001° of latitude 111.0 m.
  for (const [lon, lat] of [
    [27.1145, 38.3805],
    [27.1155, 38.3805],
  ] as const)
    await console.clickPlace(lon, lat);
  await eventually(() => card.innerText()).toMatch(/Uzunluk\s+8[678],\d m/);
  await console.clickPlace(27.1155, 38.3795);
  await eventually(() => card.innerText()).toMatch(/Alan\s+4\.[789]\d\d m²\s+4,[789]\d dönüm\s+0,4[789] ha/);
  await card.getByRole("button", { name: "Son noktayı sil" }).click();
  await eventually(() => card.innerText()).not.toContain("dönüm");
  await console.page.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });
  await console.details.waitFor();
});

it("shows where the pointer is in WGS 84 and TM27, and copies a place", async () => {
  const console = await stage.console();
  await console.openLive(CLOSE);
  const { x, y } = await console.pointOf(27.1165, 38.3812);
  await console.page.mouse.move(x, y);
  await eventually(() => console.page.locator("[data-coordinates]").innerText()).toMatch(
    /^38\.381[123]\d, 27\.116[456]\d +TM27 +Y 510\.1[67]\d,\d\d +X 4\.249\.\d{3},\d\d$/,
  );
  await console.page.mouse.click(x, y, { button: "right" });
  const menu = console.page.getByRole("menu");
  await menu.getByRole("menuitem", { name: /^WGS 84 kopyala: 38\.381/ }).waitFor();
  await menu.getByRole("menuitem", { name: "Buradan ölç" }).click();
  await console.page.getByText("Sonraki noktaya tıklayın").waitFor();
});

it("ticks the vehicles of a rectangle drawn with Shift", async () => {
  const console = await stage.console({ vehicles: 120 });
  await console.openLive("?z=13.50&c=38.38000,27.11500");
  const box = await console.page.locator("canvas.maplibregl-canvas").boundingBox();
  if (!box) throw new Error("no map");
  const { mouse, keyboard } = console.page;
  await eventually(() => console.connection.innerText()).toMatch(/[1-9]\d* \/ \d+ araç haritada/);
  await keyboard.down("Shift");
  await mouse.move(box.x + 20, box.y + 20);
  await mouse.down();
  await mouse.move(box.x + box.width - 80, box.y + box.height - 60, { steps: 3 });
  await mouse.up();
  await keyboard.up("Shift");
  await eventually(() => console.page.getByText(/\d+ araç (seçili|işaretli)/).count()).toBeGreaterThan(0);
  expect(console.query("z")).toBe("13.5");
});

it("groups vehicles at low zoom, says what a group consists of, and opens it by going closer", async () => {
  const console = await stage.console({ vehicles: 120 });
  await console.openLive("?z=10.00&c=38.38000,27.11500");
  const { x, y } = await console.pointOf(27.115, 38.38);
  const card = console.page.locator("strong", { hasText: /^\d+ araç$/ });
  await eventually(async () => {
    for (const dx of [-30, -15, 0, 15, 30]) {
      for (const dy of [-30, -15, 0, 15, 30]) {
        await console.page.mouse.move(x + dx, y + dy);
        if (await card.isVisible()) return true;
      }
    }
    return false;
  }).toBe(true);
  const words = await card.locator("xpath=..").innerText();
  const [whole = 0, ...parts] = [...words.matchAll(/\d+/g)].map(Number);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
  await console.page.mouse.down();
  await console.page.mouse.up();
  await eventually(() => Number(console.query("z"))).toBeGreaterThan(11);
});

it("takes the vehicle in the middle of the map with Enter", async () => {
  const console = await stage.console();
  const { fleet } = console.server;
  const parked = fleet.vehicles.find(({ motion }) => motion === "parked");
  const place = parked && recordOf(parked, console.server.now());
  if (!place) throw new Error("nobody is parked");
  await console.openLive(`?z=17.00&c=${place.lat.toFixed(5)},${place.lon.toFixed(5)}`);
  const map = console.page.locator("canvas.maplibregl-canvas");
  await eventually(() => console.connection.innerText()).toMatch(/[1-9]\d* \/ \d+ araç haritada/);
  await map.focus();
  await eventually(async () => {
    await console.page.keyboard.press("Enter");
    return console.details.isVisible();
  }).toBe(true);
  expect(console.query("sec")).toBe(String(parked.vehicle.id));
});
