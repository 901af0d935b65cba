import { describe, expect, it } from "vitest";
import { checkShape } from "./check-shape.ts";
import type { GeofenceShape } from "./shape.ts";

type Ring = [number, number][];
const square = (west: number, south: number, size: number): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const polygon = (...coordinates: Ring[]): GeofenceShape => ({ type: "Polygon", coordinates });

/** A star-like outline of so many corners that never crosses itself. */
const jagged = (corners: number): Ring => {
  const ring: Ring = Array.from({ length: corners }, (_, i) => {
    const angle = (i / corners) * 2 * Math.PI;
    const radius = i % 2 === 0 ? 0.02 : 0.019;
    return [27.1 + radius * Math.cos(angle), 38.4 + radius * Math.sin(angle)];
  });
  return [...ring, ring[0] ?? [0, 0]];
};

describe("a shape", () => {
  it.each<[string, GeofenceShape]>([
    ["a polygon", polygon(square(27, 38, 0.1))],
    ["one with a hole", polygon(square(27, 38, 0.1), square(27.02, 38.02, 0.01))],
    [
      "one that touches its hole in a point",
      polygon(square(27, 38, 0.1), [
        [27, 38],
        [27.05, 38.02],
        [27.02, 38.05],
        [27, 38],
      ]),
    ],
    ["several polygons", { type: "MultiPolygon", coordinates: [[square(27, 38, 0.01)], [square(28, 38, 0.01)]] }],
    ["a circle", { type: "Circle", centre: [27.1, 38.4], radiusM: 50 }],
    [
      "a corridor that crosses itself",
      {
        type: "Corridor",
        coordinates: [
          [27, 38],
          [27.1, 38.1],
          [27.1, 38],
          [27, 38.1],
        ],
        widthM: 40,
      },
    ],
    ["49,999 corners", polygon(jagged(49_999))],
  ])("may be %s", (_name, shape) => {
    expect(checkShape(shape)).toBeNull();
  });

  it.each<[string, GeofenceShape, object]>([
    [
      "a bow tie",
      polygon([
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
        [0, 0],
      ]),
      { reason: "self_intersection", at: [1, 1], path: ["coordinates", 0, 2] },
    ],
    [
      "a spike that goes back over itself",
      polygon([
        [0, 0],
        [2, 0],
        [2, 2],
        [3, 2],
        [2, 2],
        [0, 2],
        [0, 0],
      ]),
      { reason: "self_intersection" },
    ],
    ["a hole that crosses the outline", polygon(square(0, 0, 2), square(1, 1, 2)), { reason: "self_intersection" }],
    [
      "an open outline",
      polygon([
        [0, 0],
        [2, 0],
        [2, 2],
        [0, 2],
      ]),
      { reason: "ring_not_closed", at: [0, 2] },
    ],
    [
      "two corners",
      polygon([
        [0, 0],
        [2, 0],
        [0, 0],
      ]),
      { reason: "too_few_vertices" },
    ],
    [
      "latitude and longitude mixed up with a typo",
      polygon([
        [0, 0],
        [2, 0],
        [2, 384],
        [0, 0],
      ]),
      { reason: "coordinate_out_of_bounds", at: [2, 384], path: ["coordinates", 0, 2] },
    ],
    [
      "a corridor that goes nowhere",
      {
        type: "Corridor",
        coordinates: [
          [27, 38],
          [27, 38],
        ],
        widthM: 40,
      },
      { reason: "too_few_vertices" },
    ],
    [
      "a circle outside the world",
      { type: "Circle", centre: [27, 91], radiusM: 40 },
      { reason: "coordinate_out_of_bounds", path: ["centre"] },
    ],
    ["50,001 corners", polygon(jagged(50_001)), { reason: "too_many_vertices" }],
    ["nothing", { type: "MultiPolygon", coordinates: [] }, { reason: "too_few_vertices" }],
    [
      "an area of no size",
      polygon([
        [0, 0],
        [1e-7, 0],
        [1e-7, 1e-7],
        [0, 0],
      ]),
      { reason: "area_too_small" },
    ],
  ])("is refused where it is %s", (_name, shape, fault) => {
    expect(checkShape(shape)).toMatchObject(fault);
  });

  it("names the crossing of 50,000 corners", () => {
    const ring = jagged(49_990);
    const [a, b] = [ring[20_000], ring[20_002]];
    if (a && b) [ring[20_000], ring[20_002]] = [b, a];
    expect(checkShape(polygon(ring))).toMatchObject({ reason: "self_intersection" });
  });
});
