import { expect, it } from "vitest";
import type { SavedView } from "../../../../domain/saved-view.ts";
import type { Vehicle } from "../../../../domain/vehicle.ts";
import { buildFleet } from "../fleet.ts";
import { wallTurns } from "./wall-turns.ts";

const vehicle = (id: number, unitId: number): Vehicle => ({
  id,
  plate: `35 ORN ${100 + id}`,
  code: null,
  name: null,
  kind: "sweeper",
  unitId,
  colour: null,
  speedLimitKmh: null,
  archived: false,
  hasPhoto: false,
});
const units = [
  { id: 2, parentId: null, name: "Temizlik İşleri", kind: "directorate" as const, path: [2] },
  { id: 3, parentId: null, name: "Çevre Koruma", kind: "directorate" as const, path: [3] },
];

const fleet = buildFleet([vehicle(1, 2), vehicle(2, 3), vehicle(3, 2)], units, "tr");

it("shows the whole fleet, then the units in Turkish order", () => {
  const turns = wallTurns(fleet, [], "all");
  expect(turns.map(({ kind, name, vehicleIds }) => [kind, name, vehicleIds])).toEqual([
    ["fleet", null, [1, 2, 3]],
    ["unit", "Çevre Koruma", [2]],
    ["unit", "Temizlik İşleri", [1, 3]],
  ]);
});

const saved = (name: string, path: string): SavedView => ({
  id: 1,
  name,
  path,
  shortcut: null,
  createdAt: "2026-11-22T00:00:00.000Z",
});

it("shows saved views of the live map with their filter and place, and no others", () => {
  const views = [
    saved("Gece", "/canli?z=14&c=38.38,27.11&durum=park&ara=103"),
    saved("Duvar", "/canli?ekran=duvar"),
    saved("Araçlar", "/yonetim/araclar"),
  ];
  const [turn, ...others] = wallTurns(fleet, views, "views");
  expect(turn).toMatchObject({
    kind: "view",
    name: "Gece",
    vehicleIds: [3],
    filter: { conditions: ["parked"] },
    view: { camera: { zoom: 14 } },
  });
  expect(others).toEqual([]);
  expect(wallTurns(fleet, views, "units").map(({ kind }) => kind)).toEqual(["fleet", "unit", "unit"]);
});

it("shows the units where views are wanted and none is saved", () => {
  expect(wallTurns(fleet, [], "views")).toHaveLength(3);
});

it("stays with the whole fleet where there is one unit only", () => {
  expect(wallTurns(buildFleet([vehicle(1, 2)], units, "tr"), [], "all")).toHaveLength(1);
});
