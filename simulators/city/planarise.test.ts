import { describe, expect, it } from "vitest";
import type { StreetClass } from "../../domain/base-map.ts";
import { findFaces } from "./faces.ts";
import { planarise } from "./planarise.ts";
import type { PlanePoint } from "./plane.ts";
import type { RoughStreet } from "./rough-street.ts";

const street = (streetClass: StreetClass, ...line: PlanePoint[]): RoughStreet => ({
  class: streetClass,
  name: null,
  line,
  family: null,
});

// Two avenues and two streets: a square of 100 m in the middle.
const grid = [
  street("tertiary", [-50, 0], [150, 0]),
  street("tertiary", [-50, 100], [150, 100]),
  street("residential", [0, -50], [0, 150]),
  street("residential", [100, -50], [100, 150]),
];

describe("planarise", () => {
  it("makes nodes of crossings and edges between them", () => {
    const { nodes, edges } = planarise(grid, () => true);
    expect(nodes).toHaveLength(12);
    expect(edges).toHaveLength(12);
    const total = edges.reduce((sum, edge) => sum + edge.lengthM, 0);
    expect(total).toBeCloseTo(800, 6);
  });

  it("lets a bridge pass", () => {
    const { edges } = planarise(grid, (a, b) => a.class === b.class);
    expect(edges).toHaveLength(4);
  });

  it("joins crossings that lie closer together than a junction is wide", () => {
    const { edges, nodes } = planarise([...grid, street("residential", [-50, 4], [150, 4])], () => true);
    expect(nodes).toHaveLength(12);
    // The parallel street runs along the same nodes and is left out.
    expect(edges).toHaveLength(12);
  });
});

describe("findFaces", () => {
  it("walks around every block anticlockwise and once around the outside", () => {
    const faces = findFaces(
      planarise(grid, () => true),
      () => true,
    );
    const areas = faces.map((face) => Math.round(face.areaM2)).toSorted((a, b) => a - b);
    expect(areas).toEqual([-10_000, 10_000]);
  });

  it("leaves out edges that are no part", () => {
    const network = planarise(grid, () => true);
    const faces = findFaces(network, (edge) => network.edges[edge]!.street !== 3);
    expect(faces.every((face) => face.areaM2 <= 0)).toBe(true);
  });
});
