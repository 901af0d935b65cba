import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { MOVING_SPEED_KMH } from "../../domain/motion.ts";
import { generateCity } from "../city/generate-city.ts";
import { toPlane } from "../city/plane.ts";
import { createSegmentIndex } from "../city/segment-index.ts";
import { distanceToSegment } from "../city/curve.ts";
import type { TrackerFix } from "../tracker-fix.ts";
import { demoFleet } from "./demo-fleet.ts";
import { createFleetSimulation, type VehicleSimulation } from "./fleet-simulation.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Midnight in Türkiye. */
const DAY = Date.UTC(2026, 10, 22) - 3 * HOUR;

const city = generateCity(35);
const fleet = demoFleet();
const simulate = (seed: number): VehicleSimulation[] => createFleetSimulation({ city, fleet, seed });
const simulations = simulate(35);

function fixesBetween(simulation: VehicleSimulation, fromMs: number, toMs: number): TrackerFix[] {
  const fixes: TrackerFix[] = [];
  for (const fix of simulation.reportsFrom(fromMs)) {
    if (fix.fixTimeMs >= toMs) return fixes;
    fixes.push(fix);
  }
  return fixes;
}

const pick = (kind: string): VehicleSimulation => simulations.find(({ vehicle }) => vehicle.kind === kind)!;
const hashOf = (fixes: readonly TrackerFix[]): string =>
  createHash("sha256").update(JSON.stringify(fixes)).digest("hex");

describe("the same seed gives the same day", () => {
  it("fix by fix, and another seed another day", () => {
    const day = (all: VehicleSimulation[]): string =>
      hashOf(all.slice(0, 4).flatMap((one) => fixesBetween(one, DAY, DAY + 24 * HOUR)));
    expect(day(simulate(35))).toBe(day(simulations));
    expect(day(simulate(36))).not.toBe(day(simulations));
  });

  it("whenever it was started", () => {
    const simulation = pick("compactor");
    const whole = fixesBetween(simulation, DAY, DAY + 24 * HOUR);
    const noon = DAY + 12 * HOUR + 17 * MINUTE + 3210;
    expect(fixesBetween(simulation, noon, DAY + 24 * HOUR)).toEqual(whole.filter((fix) => fix.fixTimeMs >= noon));
  });
});

describe("activity", () => {
  /** More than 50 m away from where it is now at some time of the last ten minutes. */
  const isUnderWay = (simulation: VehicleSimulation, timeMs: number): boolean => {
    const [x, y] = simulation.truthAt(timeMs).at;
    return Array.from({ length: 20 }, (_, i) => simulation.truthAt(timeMs - (i + 1) * 0.5 * MINUTE).at).some(
      (at) => Math.hypot(at[0] - x, at[1] - y) > 50,
    );
  };
  const underWayAt = (hour: number): number =>
    simulations.filter((simulation) => isUnderWay(simulation, DAY + hour * HOUR)).length;

  it.each([9, 10.5, 12.5, 14, 15.9])("at %s h at least 60 of 100 vehicles are on the move", (hour) => {
    expect(underWayAt(hour)).toBeGreaterThanOrEqual(60);
  });

  it.each([0.2, 2, 3.5, 5, 19, 22])("at %s h at least 25 are", (hour) => {
    expect(underWayAt(hour)).toBeGreaterThanOrEqual(25);
  });
});

describe("a tracker's reports", () => {
  const kinds = ["compactor", "sweeper", "police", "tipper", "grader", "waterTanker", "bus", "hearse"];

  it.each(kinds)("of a %s are in order and agree with speed and odometer", (kind) => {
    const fixes = fixesBetween(pick(kind), DAY, DAY + 48 * HOUR);
    expect(fixes.length).toBeGreaterThan(400);
    let before = fixes[0]!;
    for (const fix of fixes.slice(1)) {
      const seconds = (fix.fixTimeMs - before.fixTimeMs) / 1000;
      const [ax, ay] = toPlane(before.lon, before.lat);
      const [bx, by] = toPlane(fix.lon, fix.lat);
      const straightM = Math.hypot(bx - ax, by - ay);
      const drivenM = (fix.odometerKm! - before.odometerKm!) * 1000;
      expect(seconds).toBeGreaterThan(0);
      expect(drivenM).toBeGreaterThanOrEqual(0);
      // Noise of both fixes, the parking place beside the street, and rounding of the odometer.
      expect(straightM).toBeLessThan(drivenM + 45);
      expect(drivenM).toBeLessThan(seconds * 25 + 10);
      expect(fix.speedKmh).toBeLessThan(75);
      if (!fix.ignition) expect(fix.speedKmh).toBe(0);
      before = fix;
    }
  });

  it("come every 10 s under way, at once after a turn, and every 5 to 15 min when parked", () => {
    const fixes = fixesBetween(pick("compactor"), DAY, DAY + 24 * HOUR);
    const gaps = fixes.slice(1).map((fix, i) => ({ fix, before: fixes[i]!, ms: fix.fixTimeMs - fixes[i]!.fixTimeMs }));
    const moving = gaps.filter(({ before }) => before.speedKmh! >= MOVING_SPEED_KMH);
    expect(Math.max(...moving.map(({ ms }) => ms))).toBeLessThanOrEqual(10_000);
    expect(moving.some(({ ms }) => ms < 10_000)).toBe(true);
    const parked = gaps.filter(({ before, fix }) => !before.ignition && !fix.ignition);
    for (const { ms } of parked) expect(ms).toBeLessThanOrEqual(15 * MINUTE);
    expect(parked.some(({ ms }) => ms >= 5 * MINUTE)).toBe(true);
  });

  it("lie on streets or in yards", () => {
    const streets = createSegmentIndex(60);
    city.graph.edges.forEach((edge, e) => streets.addLine(e, edge.points));
    const away = (lon: number, lat: number): number => {
      const [x, y] = toPlane(lon, lat);
      let nearest = 60;
      streets.near({ west: x - 60, south: y - 60, east: x + 60, north: y + 60 }, ({ a, b }) => {
        nearest = Math.min(nearest, distanceToSegment([x, y], a, b));
      });
      return nearest;
    };
    for (const kind of kinds) {
      const moving = fixesBetween(pick(kind), DAY, DAY + 24 * HOUR).filter((fix) => fix.speedKmh! > 10);
      const distances = moving.map((fix) => away(fix.lon, fix.lat)).toSorted((a, b) => a - b);
      expect(distances[Math.floor(distances.length * 0.95)]).toBeLessThan(9);
      expect(distances.at(-1)).toBeLessThan(25);
    }
  });

  it("tell what the machine does", () => {
    const inputsOf = (kind: string): Set<string> =>
      new Set(fixesBetween(pick(kind), DAY, DAY + 24 * HOUR).flatMap((fix) => Object.keys(fix.inputs ?? {})));
    expect(inputsOf("compactor")).toEqual(new Set(["pto", "lift"]));
    expect(inputsOf("sweeper")).toEqual(new Set(["broom"]));
    expect(inputsOf("waterTanker")).toEqual(new Set(["pump"]));
    expect(inputsOf("tipper")).toEqual(new Set(["tipper"]));
    const sweeping = fixesBetween(pick("sweeper"), DAY, DAY + 24 * HOUR).filter(
      (fix) => fix.inputs?.["broom"] === true,
    );
    expect(Math.max(...sweeping.map((fix) => fix.speedKmh!))).toBeLessThan(14);
  });

  it("count container stops of 30 to 60 s with the lift on", () => {
    const fixes = fixesBetween(pick("compactor"), DAY, DAY + 24 * HOUR);
    const stops: number[] = [];
    fixes.forEach((fix, i) => {
      const next = fixes.slice(i + 1).find((later) => later.inputs?.["lift"] !== true);
      const begins = fix.inputs?.["lift"] === true && fixes[i - 1]?.inputs?.["lift"] !== true;
      if (begins && next) stops.push((next.fixTimeMs - fix.fixTimeMs) / 1000);
    });
    expect(stops.length).toBeGreaterThan(60);
    for (const seconds of stops) {
      expect(seconds).toBeGreaterThanOrEqual(30);
      expect(seconds).toBeLessThanOrEqual(60);
    }
  });

  it("follow the interval that is asked for", () => {
    const [slow] = createFleetSimulation({ city, fleet, seed: 35, intervalSeconds: 30 });
    const ten = fixesBetween(simulations[0]!, DAY + 8 * HOUR, DAY + 10 * HOUR).length;
    const thirty = fixesBetween(slow!, DAY + 8 * HOUR, DAY + 10 * HOUR).length;
    expect(thirty).toBeLessThan(ten * 0.75);
  });
});
