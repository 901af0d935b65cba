import { describe, expect, it } from "vitest";
import type { LiveRecord } from "../../../domain/live-protocol.ts";
import type { Motion } from "../../../domain/motion.ts";
import type { Vehicle } from "../../../domain/vehicle.ts";
import { buildFleet } from "./fleet.ts";
import { fleetExtent } from "./fleet-extent.ts";
import { findCandidates, isSameSelection, selectByCondition, shownConditions } from "./fleet-rows.ts";
import { createMatcher } from "./fleet-search.ts";
import { orderRows, rankRows } from "./row-order.ts";

const vehicle = (id: number, plate: string | null, more: Partial<Vehicle> = {}): Vehicle => ({
  id,
  plate,
  code: null,
  name: null,
  kind: "compactor",
  unitId: 1,
  colour: null,
  speedLimitKmh: null,
  archived: false,
  hasPhoto: false,
  ...more,
});

const record = (vehicleId: number, motion: Motion, speedKmh = 0, fixTimeMs = 0): LiveRecord => ({
  vehicleId,
  lon: 27,
  lat: 38,
  fixTimeMs,
  linkTimeMs: fixTimeMs,
  headingDeg: null,
  speedKmh,
  motion,
  ignition: null,
  connected: true,
});

const UNITS = [{ id: 1, parentId: null, name: "Fen İşleri Müdürlüğü", kind: "directorate" as const, path: [1] }];
const FLEET = buildFleet(
  [
    vehicle(1, "35 ABC 123", { name: "Iğdır ekibi" }),
    vehicle(2, "34 BA 135"),
    vehicle(3, null, { code: "GRY-3", kind: "grader" }),
    vehicle(4, "35 ABC 99", { archived: true }),
    vehicle(5, null, { code: "GRY-12", kind: "grader" }),
  ],
  UNITS,
  "tr",
);

const found = (query: string): number[] => FLEET.entries.filter(createMatcher(query)).map(({ id }) => id);

describe("buildFleet", () => {
  it("orders labels the Turkish way, numbers by value, without the archived", () => {
    expect(FLEET.entries.map(({ label }) => label)).toEqual(["34 BA 135", "35 ABC 123", "GRY-3", "GRY-12"]);
  });
});

describe("createMatcher", () => {
  it.each(["35abc", "35 abc 12", "35-ABC", "ABC123", "ığdır", "IĞDIR", "igdir", "İğdır"])(
    "%s finds the plate or name",
    (query) => {
      expect(found(query)).toEqual([1]);
    },
  );

  it("does not take a plate apart", () => {
    expect(found("35 a 1")).toEqual([]);
    expect(found("35")).toEqual([2, 1]);
  });

  it("finds kinds in both languages, units, and words of different fields", () => {
    expect(found("greyder")).toEqual([3, 5]);
    expect(found("grader")).toEqual([3, 5]);
    expect(found("fen greyder 12")).toEqual([5]);
    expect(found("fen silindir")).toEqual([]);
    expect(found("greyder fen")).toEqual([3, 5]);
  });

  it("finds all with nothing", () => {
    expect(found("  ")).toHaveLength(4);
  });
});

describe("selection", () => {
  const records = new Map([
    [1, record(1, "moving", 40)],
    [2, record(2, "parked")],
  ]);

  it("counts the search, filters by state", () => {
    const { entries } = findCandidates(FLEET, { matches: createMatcher(""), conditions: ["moving"], kinds: [] });
    const all = selectByCondition(entries, (id) => records.get(id)?.motion, ["moving"]);
    expect(all.entries.map(({ id }) => id)).toEqual([1]);
    expect(all.counts).toEqual({ moving: 1, idling: 0, stopped: 0, parked: 1, silent: 0, unlocated: 2 });
  });

  it("counts kinds by the search and keeps the chosen ones", () => {
    const found = findCandidates(FLEET, { matches: createMatcher("35"), conditions: [], kinds: ["grader"] });
    expect(found.entries).toEqual([]);
    expect([...found.kindCounts.values()].reduce((sum, count) => sum + count, 0)).toBe(2);
    const graders = findCandidates(FLEET, { matches: createMatcher(""), conditions: [], kinds: ["grader"] });
    expect(graders.entries.every(({ vehicle }) => vehicle.kind === "grader")).toBe(true);
  });

  it("knows when there is nothing new to draw", () => {
    const before = selectByCondition(FLEET.entries, (id) => records.get(id)?.motion, ["moving"]);
    const faster = new Map([...records, [1, record(1, "moving", 55)]]);
    expect(
      isSameSelection(
        before,
        selectByCondition(FLEET.entries, (id) => faster.get(id)?.motion, ["moving"]),
      ),
    ).toBe(true);
    const parked = new Map([...records, [1, record(1, "parked")]]);
    expect(
      isSameSelection(
        before,
        selectByCondition(FLEET.entries, (id) => parked.get(id)?.motion, ["moving"]),
      ),
    ).toBe(false);
  });

  it("offers 'no position' only where there is one", () => {
    const counts = { moving: 1, idling: 0, stopped: 0, parked: 0, silent: 0, unlocated: 0 };
    expect(shownConditions(counts, [])).toEqual(["moving", "idling", "stopped", "parked", "silent"]);
    expect(shownConditions(counts, ["unlocated"])).toContain("unlocated");
    expect(shownConditions({ ...counts, unlocated: 2 }, [])).toContain("unlocated");
  });
});

describe("row order", () => {
  const records = new Map([
    [1, record(1, "moving", 40, 9000)],
    [2, record(2, "idling", 5, 1000)],
    [3, record(3, "moving", 60, 5000)],
  ]);
  const order = (sort: Parameters<typeof rankRows>[2]): number[] =>
    orderRows(FLEET.entries, rankRows(FLEET.entries, records, sort, { lon: 27, lat: 38 })).map(({ id }) => id);

  it("sorts by speed, state, age and kind, labels deciding ties", () => {
    expect(order("label")).toEqual([2, 1, 3, 5]);
    expect(order("speed")).toEqual([3, 1, 2, 5]);
    expect(order("condition")).toEqual([1, 3, 2, 5]);
    expect(order("age")).toEqual([5, 2, 3, 1]);
    expect(order("kind")).toEqual([2, 1, 3, 5]);
  });

  it("sorts by distance from where the map looks, vehicles without a position last", () => {
    const spread = new Map([
      [1, { ...record(1, "moving"), lon: 27.3 }],
      [2, { ...record(2, "moving"), lon: 27.1 }],
      [3, { ...record(3, "moving"), lon: 26.8 }],
    ]);
    const ranks = rankRows(FLEET.entries, spread, "distance", { lon: 27, lat: 38 });
    expect(orderRows(FLEET.entries, ranks).map(({ id }) => id)).toEqual([2, 3, 1, 5]);
    expect(orderRows(FLEET.entries, rankRows(FLEET.entries, spread, "distance", null)).map(({ id }) => id)).toEqual([
      2, 1, 3, 5,
    ]);
  });

  it("keeps its places when values change and puts newcomers at the end", () => {
    const ranks = rankRows(FLEET.entries.slice(0, 3), records, "speed", null);
    records.set(2, record(2, "moving", 90));
    expect(orderRows(FLEET.entries, ranks).map(({ id }) => id)).toEqual([3, 1, 2, 5]);
  });
});

describe("fleetExtent", () => {
  it("leaves out the far outlier of a large fleet", () => {
    const city = Array.from({ length: 99 }, (_, index) => ({ lon: 27.1 + index / 1000, lat: 38.38 }));
    const extent = fleetExtent([...city, { lon: 26.95, lat: 38.31 }]);
    expect(extent?.[0]).toBeGreaterThan(27.09);
    expect(extent?.[1]).toBeCloseTo(38.3775, 4);
  });

  it("does not zoom in on a single vehicle without end", () => {
    expect(fleetExtent([{ lon: 27, lat: 38 }])).toEqual([26.9975, 37.9975, 27.0025, 38.0025]);
    expect(fleetExtent([])).toBeNull();
  });
});
