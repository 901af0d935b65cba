// The screen on the wall and the sheet for the printer.
import { expect } from "vitest";
import { setStage } from "./harness/console-driver.ts";
import { eventually } from "./harness/eventually.ts";
import { it } from "./harness/guarded-browser.ts";

const stage = setStage();

it("shows unit after unit on a wall without controls, and leads back with Esc", async () => {
  const console = await stage.console({ map: false });
  await console.openLive("?ekran=duvar");
  await console.page.getByRole("heading", { name: "Bütün araçlar" }).waitFor();
  expect(await console.page.getByRole("navigation").count()).toBe(0);
  await console.page.getByText(/^\d\d:\d\d:\d\d$/).waitFor();
  await console.page.keyboard.press("ArrowRight");
  await console.page.getByRole("heading", { name: "Fen İşleri Müdürlüğü" }).waitFor();
  await console.page.keyboard.press("Escape");
  await console.list.waitFor();
  await eventually(() => console.query("ekran")).toBeNull();
});

it("prints the map and the filtered list", async () => {
  const console = await stage.console();
  await console.page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute("data-printed", "");
  });
  await console.openLive("?durum=park");
  await console.page.keyboard.press("Control+k");
  await console.page.getByRole("textbox", { name: /Araç, mahalle/ }).fill("yazdır");
  await console.page.keyboard.press("Enter");
  await console.page.locator("[data-printed]").waitFor({ state: "attached" });
  const sheet = console.page.locator("[data-print-sheet]");
  const parked = console.server.fleet.vehicles.filter(({ motion }) => motion === "parked").length;
  expect(await sheet.locator("tbody tr").count()).toBe(parked);
  expect(await sheet.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  await console.page.emulateMedia({ media: "print" });
  expect(await sheet.isVisible()).toBe(true);
  expect(await console.page.getByRole("searchbox").isVisible()).toBe(false);
});
