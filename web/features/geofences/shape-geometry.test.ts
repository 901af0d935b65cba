import { describe, expect, it } from "vitest";
import { checkShape } from "../../../domain/geofence/check-shape.ts";
import type { GeofenceShape } from "../../../domain/geofence/shape.ts";
import { geometryOf, shapeOf } from "./shape-geometry.ts";

const circle: GeofenceShape = { type: "Circle", centre: [27.1, 38.4], radiusM: 250 };
const square = (size: number): [number, number][] => [
  [27.1, 38.4],
  [27.1 + size, 38.4],
  [27.1 + size, 38.4 + size],
  [27.1, 38.4 + size],
  [27.1, 38.4],
];

describe("drawn shapes", () => {
  it("finds middle and radius of a circle again", () => {
    const drawn = shapeOf("circle", geometryOf(circle), null);
    expect(drawn).toMatchObject({ type: "Circle", radiusM: 250 });
    expect(drawn?.type === "Circle" ? drawn.centre[0] : 0).toBeCloseTo(27.1, 5);
  });

  it("adds a hole to a polygon, and begins anew with the polygon tool", () => {
    const outline = shapeOf("polygon", { type: "Polygon", coordinates: [square(0.01)] }, circle);
    const hole = square(0.002).map(([lon, lat]): [number, number] => [lon + 0.003, lat + 0.003]);
    const pierced = shapeOf("hole", { type: "Polygon", coordinates: [hole] }, outline);
    expect(pierced?.type === "Polygon" ? pierced.coordinates : []).toHaveLength(2);
    expect(pierced === null ? "none" : checkShape(pierced)).toBeNull();
    expect(shapeOf("polygon", { type: "Polygon", coordinates: [hole] }, pierced)).toEqual({
      type: "Polygon",
      coordinates: [hole],
    });
  });

  it("keeps the width of a corridor that is drawn again", () => {
    const line = {
      type: "LineString" as const,
      coordinates: [
        [27.1, 38.4],
        [27.2, 38.4],
      ],
    };
    const first = shapeOf("corridor", line, null);
    expect(first).toMatchObject({ widthM: 40 });
    expect(shapeOf("corridor", line, { type: "Corridor", coordinates: [], widthM: 90 })).toMatchObject({ widthM: 90 });
    expect(shapeOf("corridor", { type: "Point", coordinates: [0, 0] }, null)).toBeNull();
  });
});
