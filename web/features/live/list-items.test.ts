import { expect, it } from "vitest";
import type { Vehicle } from "../../../domain/vehicle.ts";
import { buildFleet } from "./fleet.ts";
import { buildListItems } from "./list-items.ts";

const vehicle = (id: number, plate: string, kind: Vehicle["kind"], unitId: number): Vehicle => ({
  id,
  plate,
  code: null,
  name: null,
  kind,
  unitId,
  colour: null,
  speedLimitKmh: null,
  archived: false,
  hasPhoto: false,
});

const { entries } = buildFleet(
  [
    vehicle(1, "35 AAA 001", "sweeper", 2),
    vehicle(2, "35 AAA 002", "compactor", 3),
    vehicle(3, "35 AAA 003", "compactor", 2),
    vehicle(4, "35 AAA 004", "bus", 99),
  ],
  [
    { id: 2, parentId: null, name: "Temizlik İşleri", kind: "directorate", path: [2] },
    { id: 3, parentId: null, name: "Çevre Koruma", kind: "directorate", path: [3] },
  ],
  "tr",
);

const outline = (grouping: "none" | "unit" | "kind", folded: string[] = []): (string | number | null)[] =>
  buildListItems(entries, grouping, new Set(folded)).map((item) => (item.type === "group" ? item.name : item.key));

it("is flat without groups", () => {
  expect(outline("none")).toEqual([1, 2, 3, 4]);
});

it("groups by unit in Turkish order, unknown units last", () => {
  expect(outline("unit")).toEqual(["Çevre Koruma", 2, "Temizlik İşleri", 1, 3, null, 4]);
});

it("groups by kind and keeps the head of a folded group with all its vehicles", () => {
  expect(outline("kind", ["kind-compactor"])).toEqual([
    "Çöp kamyonu (sıkıştırmalı)",
    "Otobüs",
    4,
    "Yol süpürme aracı",
    1,
  ]);
  const [head] = buildListItems(entries, "kind", new Set(["kind-compactor"]));
  expect(head).toMatchObject({ type: "group", kind: "compactor", open: false, vehicleIds: [2, 3] });
});
