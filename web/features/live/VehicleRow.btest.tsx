import { describe, expect, it } from "vitest";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import type { Vehicle } from "../../../domain/vehicle.ts";
import { axeViolations } from "../../../tests/web/components/axe-violations.ts";
import { LOOKS, renderInConsole } from "../../../tests/web/components/render-in-console.tsx";
import { buildFleet } from "./fleet.ts";
import { VehicleRow } from "./VehicleRow.tsx";

const NOW = Date.UTC(2026, 10, 22, 11, 5);
const HOSTILE = `<img src=x onerror=alert(1)> \u202Eters ${"ğ".repeat(270)}`;

const vehicle = (change: Partial<Vehicle> = {}): Vehicle => ({
  id: 7,
  plate: "35 ABC 12",
  code: null,
  name: null,
  kind: "compactor",
  unitId: 1,
  colour: null,
  speedLimitKmh: null,
  archived: false,
  hasPhoto: false,
  ...change,
});
const record = (change: Partial<LiveRecord> = {}): LiveRecord => ({
  vehicleId: 7,
  lon: 27.11,
  lat: 38.38,
  fixTimeMs: NOW - 12_000,
  linkTimeMs: NOW - 1000,
  headingDeg: 90,
  speedKmh: 42.4,
  motion: "moving",
  ignition: true,
  connected: true,
  ...change,
});

function row(change: Partial<Vehicle> = {}) {
  const entry = buildFleet([vehicle(change)], [], "tr").byId.get(7);
  if (!entry) throw new Error("no entry");
  return (
    <div style={{ display: "flex", width: 340, height: 44 }} data-row>
      <VehicleRow entry={entry} />
    </div>
  );
}

describe("a row of the list", () => {
  it("says state, speed and age in words", async () => {
    const screen = await renderInConsole(row(), { live: { records: [record()], nowMs: NOW } });
    await expect.element(screen.getByText("35 ABC 12")).toBeVisible();
    await expect.element(screen.getByText("42 km/sa")).toBeVisible();
    await expect.element(screen.getByText(/^1[23] sn$/)).toBeVisible();
    await expect.element(screen.getByText(/Hareketli/)).toBeVisible();
  });

  it("claims no speed of a vehicle that is silent or never spoke", async () => {
    const silent = record({ motion: "silent", fixTimeMs: NOW - 3 * 3_600_000 });
    const screen = await renderInConsole(row(), { live: { records: [silent], nowMs: NOW } });
    await expect.element(screen.getByText("3 sa")).toBeVisible();
    expect(screen.container.textContent).not.toContain("km/sa");
    const unknown = await renderInConsole(row(), { live: { records: [], nowMs: NOW } });
    expect(unknown.container.textContent).not.toMatch(/km\/sa|\d (sn|sa)/);
  });

  it("shows a label with markup, turned letters and 300 characters as text, within its row", async () => {
    const live = { records: [record()], nowMs: NOW };
    const screen = await renderInConsole(row({ plate: null, code: HOSTILE }), { live });
    await expect.element(screen.getByText(/<img src=x/)).toBeVisible();
    const box = screen.container.querySelector<HTMLElement>("[data-row]");
    expect(box?.scrollWidth).toBe(box?.clientWidth);
    expect(document.querySelector("img")).toBeNull();
  });
});

it.each(LOOKS)("is clean in $language, $scheme", async (look) => {
  await renderInConsole(row(), { ...look, live: { records: [record({ motion: "idling" })], nowMs: NOW } });
  expect(await axeViolations()).toEqual([]);
});
