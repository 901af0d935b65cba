import { expect, it } from "vitest";
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

it("shows the whole fleet, then the units in Turkish order", () => {
  const turns = wallTurns(buildFleet([vehicle(1, 2), vehicle(2, 3), vehicle(3, 2)], units, "tr"));
  expect(turns).toEqual([
    { unitName: null, vehicleIds: [1, 2, 3] },
    { unitName: "Çevre Koruma", vehicleIds: [2] },
    { unitName: "Temizlik İşleri", vehicleIds: [1, 3] },
  ]);
});

it("stays with the whole fleet where there is one unit only", () => {
  expect(wallTurns(buildFleet([vehicle(1, 2)], units, "tr"))).toHaveLength(1);
});
