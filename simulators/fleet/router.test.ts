import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateCity } from "../city/generate-city.ts";
import type { PlanePoint } from "../city/plane.ts";
import { createStreetGraph } from "../city/street-graph.ts";
import { createRouter, type RouteLeg } from "./router.ts";

const residential = (from: number, to: number, ...points: PlanePoint[]) => ({
  from,
  to,
  class: "residential" as const,
  name: "1 Sokak",
  points,
  lengthM: points.slice(1).reduce((sum, p, i) => sum + Math.hypot(p[0] - points[i]![0], p[1] - points[i]![1]), 0),
});

// 0 ── 1 ── 2, and a detour 0 ── 3 ── 2
const nodes: PlanePoint[] = [
  [0, 0],
  [100, 0],
  [200, 0],
  [100, 300],
];
const graph = createStreetGraph(nodes, [
  residential(0, 1, [0, 0], [100, 0]),
  residential(1, 2, [100, 0], [200, 0]),
  residential(0, 3, [0, 0], [100, 300]),
  residential(3, 2, [100, 300], [200, 0]),
]);

describe("createRouter", () => {
  const router = createRouter(graph);

  it("takes the shorter way, in legs from place to place", () => {
    expect(router.route({ edge: 0, alongM: 20 }, { edge: 1, alongM: 70 }, 0)).toEqual([
      { edge: 0, fromM: 20, toM: 100 },
      { edge: 1, fromM: 0, toM: 70 },
    ]);
  });

  it("stays on the street where both places lie on it", () => {
    expect(router.route({ edge: 0, alongM: 80 }, { edge: 0, alongM: 30 }, -1)).toEqual([
      { edge: 0, fromM: 80, toM: 30 },
    ]);
  });

  it("leaves a place backwards only where going round would cost more than turning", () => {
    expect(router.route({ edge: 0, alongM: 90 }, { edge: 1, alongM: 5 }, -1)[0]).toEqual({
      edge: 0,
      fromM: 90,
      toM: 100,
    });
    const square = createStreetGraph(
      [
        [0, 0],
        [20, 0],
        [20, 20],
        [0, 20],
      ],
      [
        residential(0, 1, [0, 0], [20, 0]),
        residential(1, 2, [20, 0], [20, 20]),
        residential(2, 3, [20, 20], [0, 20]),
        residential(3, 0, [0, 20], [0, 0]),
      ],
    );
    const around = createRouter(square).route({ edge: 0, alongM: 18 }, { edge: 1, alongM: 2 }, -1);
    expect(around.map((leg) => leg.edge)).toEqual([0, 3, 2, 1]);
  });
});

it("connects any two places of the city by legs that meet at junctions", () => {
  const city = generateCity(35);
  const { edges } = city.graph;
  const router = createRouter(city.graph);
  const place = fc.record({
    edge: fc.integer({ min: 0, max: edges.length - 1 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const endOf = (leg: RouteLeg): number => (leg.toM > leg.fromM ? edges[leg.edge]!.to : edges[leg.edge]!.from);
  const startOf = (leg: RouteLeg): number => (leg.toM > leg.fromM ? edges[leg.edge]!.from : edges[leg.edge]!.to);
  fc.assert(
    fc.property(place, place, fc.constantFrom(-1, 0, 1), (a, b, facing) => {
      const from = { edge: a.edge, alongM: a.share * edges[a.edge]!.lengthM };
      const to = { edge: b.edge, alongM: b.share * edges[b.edge]!.lengthM };
      const legs = router.route(from, to, facing);
      expect(legs[0]).toMatchObject({ edge: from.edge, fromM: from.alongM });
      expect(legs.at(-1)).toMatchObject({ edge: to.edge, toM: to.alongM });
      // A first or last leg of no length has no direction; whole edges in between always do.
      const inner = legs.filter((leg) => leg.fromM !== leg.toM);
      for (let i = 1; i < inner.length; i++) expect(endOf(inner[i - 1]!)).toBe(startOf(inner[i]!));
    }),
    { numRuns: 150, seed: 35 },
  );
}, 30_000);
