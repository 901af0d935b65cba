import { describe, expect, it } from "vitest";
import { normalisePlate } from "../../domain/plate.ts";
import { NewUnit } from "../../domain/unit.ts";
import { NewVehicle } from "../../domain/vehicle.ts";
import { DEPOT_PLACES } from "../city/landmarks.ts";
import { demoFleet } from "./demo-fleet.ts";

const { units, vehicles, duties } = demoFleet();

/** The directorate a unit belongs to. */
function directorateOf(name: string): string {
  const unit = units.find((candidate) => candidate.name === name)!;
  return unit.parent === null ? unit.name : directorateOf(unit.parent);
}

describe("demoFleet", () => {
  it("has the vehicles of each directorate", () => {
    const counts = new Map<string, number>();
    for (const { unit } of vehicles) counts.set(directorateOf(unit), (counts.get(directorateOf(unit)) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      "Temizlik İşleri Müdürlüğü": 41,
      "Fen İşleri Müdürlüğü": 22,
      "Park ve Bahçeler Müdürlüğü": 14,
      "Zabıta Müdürlüğü": 8,
      "Veteriner İşleri Müdürlüğü": 4,
      "Ulaşım Hizmetleri Müdürlüğü": 11,
    });
  });

  it("lists parents before children, and every unit is valid", () => {
    const seen = new Set<string | null>([null]);
    for (const { name, kind, parent } of units) {
      expect(seen.has(parent), name).toBe(true);
      seen.add(name);
      expect(NewUnit.safeParse({ parentId: 1, name, kind }).success).toBe(true);
    }
    expect(seen).toContain("Bilgi İşlem Müdürlüğü");
  });

  it("has vehicles that can be registered as they are, with a plate of the invented series or a code", () => {
    for (const { unit, format, ...fields } of vehicles) {
      expect(NewVehicle.parse({ ...fields, unitId: 1 })).toEqual({ ...fields, unitId: 1 });
      expect(seenUnit(unit)).toBe(true);
      expect(["kentiz", "owntracks"]).toContain(format);
      expect(fields.plate === null).not.toBe(fields.code === null);
      if (fields.plate) {
        expect(normalisePlate(fields.plate)).toEqual({ ok: true, plate: fields.plate });
        expect(fields.plate).toMatch(/^35 ORN \d{3}$/);
      }
    }
    expect(new Set(vehicles.map((vehicle) => vehicle.plate ?? vehicle.code)).size).toBe(100);
  });

  it("gives each vehicle a parking place of its own in an existing depot", () => {
    const places = duties.map(({ depot, slot }) => `${depot} ${slot}`);
    expect(new Set(places).size).toBe(100);
    for (const { depot, slot } of duties) {
      expect(slot).toBeLessThan(DEPOT_PLACES.find(({ role }) => role === depot)!.slots);
    }
  });

  it("has some vehicles that carry a phone", () => {
    expect(vehicles.filter((vehicle) => vehicle.format === "owntracks").length).toBeGreaterThan(4);
  });
});

function seenUnit(name: string): boolean {
  return units.some((unit) => unit.name === name);
}
