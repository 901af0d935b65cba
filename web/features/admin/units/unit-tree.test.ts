import { describe, expect, it } from "vitest";
import type { Unit } from "../../../../domain/unit.ts";
import { totalsOf, visibleNodes } from "./unit-tree.ts";

const unit = (id: number, name: string, path: number[]): Unit => ({
  id,
  name,
  kind: "section",
  parentId: path.at(-2) ?? null,
  path,
});
const UNITS = [
  unit(1, "Başkanlık", [1]),
  unit(3, "Ulaşım", [1, 3]),
  unit(2, "Çevre", [1, 2]),
  unit(4, "Iğdır Şubesi", [1, 2, 4]),
];

describe("visibleNodes", () => {
  it("lists units in Turkish order below their parents", () => {
    const nodes = visibleNodes(UNITS, new Set());
    expect(nodes.map(({ unit: { name }, level }) => `${level} ${name}`)).toEqual([
      "1 Başkanlık",
      "2 Çevre",
      "3 Iğdır Şubesi",
      "2 Ulaşım",
    ]);
    expect(nodes.map(({ position, siblings }) => `${position}/${siblings}`)).toEqual(["1/1", "1/2", "1/1", "2/2"]);
  });

  it("leaves out what is closed", () => {
    expect(visibleNodes(UNITS, new Set([2])).map(({ unit: { id } }) => id)).toEqual([1, 2, 3]);
  });

  it("begins at the topmost unit somebody may see", () => {
    expect(visibleNodes([unit(4, "Iğdır Şubesi", [1, 2, 4])], new Set())).toMatchObject([{ level: 1 }]);
  });
});

describe("totalsOf", () => {
  it("adds up what lies below", () => {
    const count = (unitId: number, vehicles: number) => ({ unitId, units: 0, vehicles, devices: vehicles, users: 1 });
    const totals = totalsOf(UNITS, [count(1, 1), count(2, 10), count(4, 100)]);
    expect([1, 2, 3, 4].map((id) => totals.get(id)?.vehicles)).toEqual([111, 110, 0, 100]);
    expect(totals.get(1)?.users).toBe(3);
  });
});
