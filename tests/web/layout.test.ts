// Phones, zoomed browsers, browsers without WebGL, long names.
import { expect } from "vitest";
import { NOTICE, setStage } from "./harness/console-driver.ts";
import { overflowPx } from "./harness/axe.ts";
import { eventually } from "./harness/eventually.ts";
import { it } from "./harness/guarded-browser.ts";

const stage = setStage();

const PHONE = { width: 390, height: 844 };

it("fits a phone: map, sheet with the list, details as a sheet, back with the browser", async () => {
  const console = await stage.console({ page: PHONE });
  await console.openLive();
  expect(await overflowPx(console.page)).toBe(0);
  await console.page.getByText(NOTICE).waitFor();
  const handle = console.page.getByRole("button", { name: /Paneli büyüt veya küçült/ });
  await handle.click();
  await eventually(() => handle.getAttribute("aria-label")).toContain("yarım");
  await console.rows.first().click();
  await console.details.waitFor();
  expect(await overflowPx(console.page)).toBe(0);
  await console.page.goBack();
  await console.rows.first().waitFor();
});

it("moves the sheet by keyboard", async () => {
  const console = await stage.console({ page: PHONE });
  await console.openLive();
  const handle = console.page.getByRole("button", { name: /Paneli büyüt veya küçült/ });
  await handle.focus();
  await console.page.keyboard.press("ArrowUp");
  await console.page.keyboard.press("ArrowUp");
  await eventually(() => handle.getAttribute("aria-label")).toContain("tam");
  await console.page.keyboard.press("ArrowDown");
  await eventually(() => handle.getAttribute("aria-label")).toContain("yarım");
});

it("fits 320 pixels on both pages", async () => {
  const console = await stage.console({ page: { width: 320, height: 640 } });
  await console.openSignIn();
  expect(await overflowPx(console.page)).toBe(0);
  await console.openLive();
  expect(await overflowPx(console.page)).toBe(0);
});

it("works as a list where the browser cannot draw maps", async () => {
  const console = await stage.console({ map: false });
  await console.openSignIn("/canli");
  await console.signIn();
  await console.page.getByRole("heading", { name: "Bu tarayıcı haritayı çizemiyor" }).waitFor();
  await console.rows.first().click();
  await console.details.getByRole("heading", { level: 2 }).waitFor();
  await eventually(() => console.connection.innerText()).toContain("Canlı");
  expect(await console.details.getByRole("button", { name: "Takip et" }).count()).toBe(0);
});

it("shows names as they are, whatever is in them", async () => {
  const console = await stage.console();
  const [first] = console.server.fleet.vehicles;
  if (!first) throw new Error("no vehicle");
  first.vehicle.name = `<img src=x onerror=alert(1)> ${"ğ".repeat(270)} \u202Eters`;
  await console.openLive("?sec=1");
  const name = console.details.getByText("<img src=x onerror=alert(1)>");
  await name.waitFor();
  const spill = await console.details.evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(spill).toBe(0);
});

it("tells who may not see tracks, and who lost a vehicle", async () => {
  const console = await stage.console({ map: false, server: { permissions: ["unit:read", "vehicle:read"] } });
  await console.openLive("?sec=1");
  await console.details.getByText("Geçmiş izi görme yetkiniz yok.").waitFor();
  await console.page.goto(`${console.server.url}/canli?sec=9999`);
  await console.page.getByText("Bu araç artık size açık değil").waitFor();
});

it("has a page for addresses without a screen", async () => {
  const console = await stage.console();
  await console.openLive();
  await console.page.goto(`${console.server.url}/canli/yok`);
  await console.page.getByRole("heading", { name: "Sayfa bulunamadı" }).waitFor();
  await console.page.getByRole("button", { name: "Canlı haritaya git" }).click();
  await console.mapAtRest();
});
