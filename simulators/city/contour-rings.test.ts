import { expect, it } from "vitest";
import { contourRings } from "./contour-rings.ts";
import { signedArea } from "./plane-polygon.ts";
import { createScalarGrid } from "./scalar-grid.ts";

const bounds = { west: -50, south: -50, east: 50, north: 50 };

it("outlines a disc anticlockwise with its area", () => {
  const [ring, ...others] = contourRings(createScalarGrid(bounds, 2, (x, y) => 30 - Math.sqrt(x * x + y * y)));
  expect(others).toEqual([]);
  expect(signedArea(ring!)).toBeGreaterThan(Math.PI * 900 * 0.99);
  expect(signedArea(ring!)).toBeLessThan(Math.PI * 900 * 1.01);
});

it("outlines a hole clockwise", () => {
  const areas = contourRings(createScalarGrid(bounds, 2, (x, y) => 10 - Math.abs(30 - Math.sqrt(x * x + y * y)))).map(
    signedArea,
  );
  expect(areas.map(Math.sign).toSorted((a, b) => a - b)).toEqual([-1, 1]);
});

it("leaves out what runs over the edge of the grid", () => {
  expect(contourRings(createScalarGrid(bounds, 2, (x) => x))).toEqual([]);
});
