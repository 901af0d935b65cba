// "Burada kim vardı?": an area, a period, and who was in it.
import { z } from "zod";
import { VehicleKind } from "../vehicle-kind.ts";

export const AREA_MAX_CORNERS = 1000;
export const AREA_MAX_DAYS = 92;
/** Passes told of each vehicle; the counts are of all. */
export const AREA_PASSES_SHOWN = 200;

const Corner = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/** GeoJSON (RFC 7946): outer ring, then holes; the last corner repeats the first. */
export const AreaPolygon = z
  .object({ type: z.literal("Polygon"), coordinates: z.array(z.array(Corner).min(4)).min(1) })
  .refine(
    ({ coordinates }) =>
      coordinates.every((ring) => {
        const [first, last] = [ring[0], ring.at(-1)];
        return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
      }),
    { message: "area_open", path: ["coordinates"] },
  )
  .refine(({ coordinates }) => coordinates.reduce((sum, ring) => sum + ring.length, 0) <= AREA_MAX_CORNERS, {
    message: "area_too_detailed",
    path: ["coordinates"],
  })
  .meta({ id: "AreaPolygon" });
export type AreaPolygon = z.infer<typeof AreaPolygon>;

export const AreaQuestion = z
  .object({ area: AreaPolygon, from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) })
  .meta({ id: "AreaQuestion" });
export type AreaQuestion = z.infer<typeof AreaQuestion>;

export const AreaVisitor = z
  .object({
    vehicleId: z.int(),
    label: z.string(),
    kind: VehicleKind,
    insideSeconds: z.int(),
    passCount: z.int(),
    firstTime: z.iso.datetime(),
    lastTime: z.iso.datetime(),
    /** Over the time on the move inside; null = it only stood there. */
    meanSpeedKmh: z.number().nullable(),
    maxSpeedKmh: z.number().nullable(),
    /** The first of them. */
    passes: z.array(
      z.object({
        startTime: z.iso.datetime(),
        endTime: z.iso.datetime(),
        insideSeconds: z.int(),
        maxSpeedKmh: z.number().nullable(),
        /** Left out for those who may not know; null = nobody told. */
        driverId: z.string().nullable().optional(),
      }),
    ),
  })
  .meta({ id: "AreaVisitor" });
export type AreaVisitor = z.infer<typeof AreaVisitor>;
