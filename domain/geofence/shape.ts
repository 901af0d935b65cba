// What a geofence looks like: as it was drawn, so that it can be edited again. Positions are [lon, lat].
import { z } from "zod";
import { checkShape } from "./check-shape.ts";

const Position = z.tuple([z.number(), z.number()]);
const Line = z.array(Position);
const Rings = z.array(Line);

const Polygon = z.object({
  type: z.literal("Polygon"),
  /** As in GeoJSON: the outline first, then its holes. */
  coordinates: Rings,
});
const MultiPolygon = z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(Rings) });
const Corridor = z.object({
  type: z.literal("Corridor"),
  /** Middle of the way. */
  coordinates: Line,
  /** From edge to edge. */
  widthM: z.number().min(5).max(5000),
});
const Circle = z.object({ type: z.literal("Circle"), centre: Position, radiusM: z.number().min(5).max(100_000) });

/** The shape alone, as the database gives it back. */
export const StoredShape = z
  .discriminatedUnion("type", [Polygon, MultiPolygon, Corridor, Circle])
  .meta({ id: "GeofenceShape" });
export type GeofenceShape = z.infer<typeof StoredShape>;

/** The same from outside: what cannot be an area is refused with its reason and place. */
export const GeofenceShape = StoredShape.superRefine((shape, context) => {
  const fault = checkShape(shape);
  if (!fault) return;
  context.addIssue({ code: "custom", message: fault.reason, path: fault.path, params: { at: fault.at } });
});

/** The polygons of an area; null for what is made of a line or a point. */
export function polygonsOf(shape: GeofenceShape): [number, number][][][] | null {
  if (shape.type === "Polygon") return [shape.coordinates];
  return shape.type === "MultiPolygon" ? shape.coordinates : null;
}
