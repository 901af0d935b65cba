// Trips, stops and days of a vehicle as they are served. Written by the segmenter only.
import { z } from "zod";

export const Trip = z
  .object({
    /** Vehicle and start: the same whenever and in whatever order the fixes arrived. */
    id: z.string(),
    startTime: z.iso.datetime(),
    endTime: z.iso.datetime(),
    distanceKm: z.number(),
    durationSeconds: z.int(),
    maxSpeedKmh: z.number(),
    meanSpeedKmh: z.number(),
    /** Standing with the engine on and not working, while under way. */
    idleSeconds: z.int(),
    startLon: z.number(),
    startLat: z.number(),
    endLon: z.number(),
    endLat: z.number(),
    /** Neighbourhood (mahalle); null = outside all known ones. */
    startPlace: z.string().nullable(),
    endPlace: z.string().nullable(),
    /** Card or name the tracker told; null = none. */
    driverId: z.string().nullable(),
    /** The newest fix lies in it: it may go on. */
    open: z.boolean(),
  })
  .meta({ id: "Trip" });
export type Trip = z.infer<typeof Trip>;

export const Stop = z
  .object({
    id: z.string(),
    startTime: z.iso.datetime(),
    endTime: z.iso.datetime(),
    durationSeconds: z.int(),
    lon: z.number(),
    lat: z.number(),
    place: z.string().nullable(),
    /** null = the tracker never said whether the engine runs. */
    engineOnSeconds: z.int().nullable(),
    open: z.boolean(),
  })
  .meta({ id: "Stop" });
export type Stop = z.infer<typeof Stop>;

export const DaySummary = z
  .object({
    /** In the zone of the installation: "2026-11-22". */
    day: z.iso.date(),
    distanceKm: z.number(),
    /** Begun that day. */
    tripCount: z.int(),
    drivingSeconds: z.int(),
    stopCount: z.int(),
    stopSeconds: z.int(),
    /** null = the tracker never said whether the engine runs. */
    engineSeconds: z.int().nullable(),
    idleSeconds: z.int(),
    maxSpeedKmh: z.number().nullable(),
    firstDeparture: z.iso.datetime().nullable(),
    lastArrival: z.iso.datetime().nullable(),
  })
  .meta({ id: "DaySummary" });
export type DaySummary = z.infer<typeof DaySummary>;
