import { expect, it } from "vitest";
import { insetRing } from "./inset-ring.ts";
import { distanceToRing, signedArea } from "./plane-polygon.ts";
import type { PlanePoint } from "./plane.ts";

it("moves every side inwards by the distance", () => {
  const square: PlanePoint[] = [
    [0, 0],
    [100, 0],
    [100, 60],
    [0, 60],
  ];
  expect(insetRing(square, 10)).toEqual([
    [10, 10],
    [90, 10],
    [90, 50],
    [10, 50],
  ]);
  const bent: PlanePoint[] = [
    [0, 0],
    [80, 0],
    [80, 40],
    [40, 40],
    [40, 90],
    [0, 90],
  ];
  const inner = insetRing(bent, 6)!;
  expect(signedArea(inner)).toBeGreaterThan(0);
  for (const corner of inner) expect(distanceToRing(bent, corner)).toBeGreaterThan(5.99);
});

it("refuses what has no such inside", () => {
  const lane: PlanePoint[] = [
    [0, 0],
    [100, 0],
    [100, 9],
    [0, 9],
  ];
  expect(insetRing(lane, 6)).toBeNull();
  const withDeadEnd: PlanePoint[] = [
    [0, 0],
    [50, 0],
    [50, 30],
    [50, 0],
    [100, 0],
    [100, 60],
    [0, 60],
  ];
  expect(insetRing(withDeadEnd, 6)).toBeNull();
});
