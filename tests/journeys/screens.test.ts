// Every screen of the route table, on the real product: title and language, WCAG 2.2 AA by day and by
// night, half the width (200 % zoom) and phones without sideways scrolling, targets large enough. A new
// screen is here by itself.
import { beforeAll, describe, expect } from "vitest";
import { createAppRouter } from "../../web/app/create-router.tsx";
import type { Services } from "../../web/app/services.ts";
import { ADMIN } from "../harness/kentiz-process.ts";
import { overflowPx, smallTargets, violations, violationsByDayAndNight } from "../web/harness/axe.ts";
import { eventually } from "../web/harness/eventually.ts";
import { it } from "../web/harness/guarded-browser.ts";
import { servedCity } from "./harness/served-city.ts";

// The table of addresses needs no running services.
const paths = Object.keys(createAppRouter({} as Services).routesByPath).filter((path) => path !== "/");

const ZOOMED = { width: 640, height: 400 };
const PHONE = { width: 390, height: 844 };

const city = servedCity();

beforeAll(async () => {
  const { id: unitId } = await city.admin.call("createUnit", {
    body: { parentId: 1, name: "Fen İşleri Müdürlüğü", kind: "directorate" },
  });
  const vehicle = await city.admin.call("createVehicle", { body: { plate: "35 EKR 001", kind: "tipper", unitId } });
  await city.admin.call("createDevice", { body: { name: "Örnek cihaz", format: "owntracks", vehicleId: vehicle.id } });
  await city.addPerson("dispatcher", unitId);
}, 60_000);

it("knows the screens", () => {
  const some = ["/giris", "/canli", "/alarmlar", "/bolgeler", "/gecmis", "/raporlar", "/yonetim", "/yonetim/araclar"];
  expect(paths).toEqual(expect.arrayContaining(some));
});

describe.each(paths)("%s", (path) => {
  it("is clean, titled in both languages, and fits halved and on a phone", async () => {
    const console = await city.console(ADMIN, { width: 1280, height: 800, map: false });
    const { page } = console;
    if (path === "/giris") await console.openSignIn();
    else await console.open(path);
    const settled = async (): Promise<void> => {
      await page.getByRole("heading").first().waitFor({ state: "attached" });
      await page.waitForLoadState("networkidle");
      await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
    };
    await settled();
    const turkish = await page.title();
    expect(turkish).toMatch(/\S · Kentiz$/);
    expect(await violationsByDayAndNight(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    for (const size of [ZOOMED, PHONE]) {
      await page.setViewportSize(size);
      await eventually(() => overflowPx(page), `sideways at ${size.width} px`).toBe(0);
    }
    expect(await violations(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);

    await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    await page.evaluate(() => localStorage.setItem("kentiz-preferences", JSON.stringify({ language: "en" })));
    await page.reload();
    await settled();
    await eventually(() => page.locator("html").getAttribute("lang")).toBe("en");
    await eventually(() => page.title()).not.toBe(turkish);
    // What changes may end softly; nothing may go on for ever.
    await eventually(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});
