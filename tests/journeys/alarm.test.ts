// From the street to the dispatcher's screen, on the real product: a vehicle drives where it must not, the
// console tells of it by itself, and what the dispatcher does about it stands.
import { afterAll, expect } from "vitest";
import { eventually } from "../web/harness/eventually.ts";
import { it } from "../web/harness/guarded-browser.ts";
import { servedCity } from "./harness/served-city.ts";
import { startTracker, type Tracker } from "./harness/tracker.ts";

const PLACE = { lon: 27.106, lat: 38.374 };
const AREA = "Örnek yaya alanı";
/** Fixes, derivation, stream and console, all on a machine that has other things to do. */
const PATIENCE = { timeout: 90_000 };

const city = servedCity();
const trackers: Tracker[] = [];
afterAll(() => Promise.all(trackers.map((tracker) => tracker.stop())));

/** A square some way up the street, and the rule that nobody drives into it. */
async function forbidTheSquare(unitId: number): Promise<void> {
  const [west, east] = [PLACE.lon - 0.001, PLACE.lon + 0.001];
  const [south, north] = [PLACE.lat + 0.0005, PLACE.lat + 0.003];
  const outline: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const { id } = await city.admin.call("createGeofence", {
    body: { name: AREA, unitId, shape: { type: "Polygon", coordinates: [outline] } },
  });
  await city.admin.call("createRule", {
    body: {
      name: "Yaya alanına giriş",
      unitId,
      condition: { kind: "geofence-forbidden", minSeconds: 2 },
      severity: "critical",
      geofenceIds: [id],
    },
  });
}

it("tells of a vehicle in a forbidden area without being asked, until somebody acknowledges it", async () => {
  // A unit of its own for each try: what an earlier one left open is not seen.
  const name = `Örnek Müdürlük ${trackers.length + 1}`;
  const { id: unitId } = await city.admin.call("createUnit", { body: { parentId: 1, name, kind: "directorate" } });
  const dispatcher = await city.addPerson("dispatcher", unitId);
  const plate = `35 YSK ${101 + trackers.length}`;
  const tracker = await startTracker(city, { plate, kind: "compactor", unitId }, "parked", PLACE);
  trackers.push(tracker);
  const console = await city.console(dispatcher, { map: false });
  const { page } = console;
  // What is open at the first look is not told as new: it has to be over before anything happens.
  const firstLook = page.waitForResponse((response) => response.url().includes("/api/alarms/handover"), PATIENCE);
  await console.openLive();
  const vehicle = console.row(plate);
  await vehicle.waitFor(PATIENCE);
  await firstLook;
  expect(await vehicle.innerText()).not.toContain("Alarm");
  const loadedAt = await page.evaluate(() => performance.timeOrigin);

  await forbidTheSquare(unitId);
  tracker.drivesNorth(150);
  await page.getByText("Kritik alarm: Yasak bölgede", { exact: true }).first().waitFor(PATIENCE);
  await vehicle.locator("[data-waiting]", { hasText: "Alarm" }).waitFor();
  const badge = page.getByText("1 onay bekleyen alarm");
  await badge.waitFor({ state: "attached" });
  await eventually(() => page.title()).toMatch(/^\(1\) /);

  await page.getByRole("link", { name: /^Alarmlar/ }).click();
  const alarm = console.row(plate);
  await eventually(() => alarm.innerText()).toMatch(/Yasak bölgede[^]*Örnek yaya alanı[^]*Sürüyor, onaylanmadı/);
  await page.keyboard.press("j");
  await eventually(() => alarm.getAttribute("data-active")).toBe("true");
  await page.keyboard.press("a");
  await eventually(() => alarm.innerText()).toContain("Sürüyor, onaylandı");
  await badge.waitFor({ state: "detached" });

  const { items } = await city.admin.call("listAlarms", { query: { vehicleId: tracker.vehicleId } });
  expect(items).toMatchObject([
    {
      kind: "geofence-forbidden",
      geofenceName: AREA,
      active: true,
      acknowledgedBy: expect.stringMatching(/^Örnek Kişi/),
    },
  ]);
  await page.getByRole("link", { name: /^Canlı/ }).click();
  await eventually(() => vehicle.innerText()).toContain("Alarm");
  await eventually(() => vehicle.locator("[data-waiting]").count()).toBe(0);
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
});
