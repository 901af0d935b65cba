// An area that matters: its shape, whose it is, when and for which vehicles it holds. A vehicle is watched by
// the geofences of its own unit and of the units above it.
import { z } from "zod";
import { Schedule } from "../calendar/schedule.ts";
import { VehicleKind } from "../vehicle-kind.ts";
import { GeofenceShape, StoredShape } from "./shape.ts";

const Name = z.string().trim().min(1).max(120);
const Group = z.string().trim().min(1).max(80);
const Colour = z.string().regex(/^#[0-9a-fA-F]{6}$/);
const SpeedLimitKmh = z.int().min(5).max(200);
const Kinds = z.array(VehicleKind).max(30);
/** Jitter of receivers stays within a few tens of metres. */
const ExitMarginM = z.number().min(0).max(500);
const MinVisitSeconds = z.int().min(0).max(86_400);

export const Geofence = z
  .object({
    id: z.int(),
    name: z.string(),
    unitId: z.int(),
    /** Free word that lists and rules choose by: "Şantiye", "Okul bölgesi". */
    group: z.string().nullable(),
    colour: z.string().nullable(),
    shapeType: z.enum(["Polygon", "MultiPolygon", "Corridor", "Circle"]),
    /** The area as a GeoJSON MultiPolygon, for drawing; corridors and circles too, fine detail left out. */
    outline: z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.array(z.array(z.array(z.number())))) }),
    /** West, south, east, north. */
    bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    areaM2: z.number(),
    vertexCount: z.int(),
    /** Applies in it to vehicles that have a speeding rule; null = none of its own. */
    speedLimitKmh: z.int().nullable(),
    /** null = always. */
    schedule: Schedule.nullable(),
    /** Empty = all. */
    vehicleKinds: z.array(VehicleKind),
    /** A vehicle has left once it is this far outside … */
    exitMarginM: z.number(),
    /** … and was inside at least this long; shorter visits are none. */
    minVisitSeconds: z.int(),
    /** Visits are known from here on; POST …/evaluation moves it back. */
    watchedSince: z.iso.datetime(),
  })
  .meta({ id: "Geofence" });
export type Geofence = z.infer<typeof Geofence>;

/** With its shape as it was drawn, for editing. */
export const GeofenceDetail = Geofence.extend({ shape: StoredShape }).meta({ id: "GeofenceDetail" });
export type GeofenceDetail = z.infer<typeof GeofenceDetail>;

export const DEFAULT_EXIT_MARGIN_M = 25;

export const NewGeofence = z
  .object({
    name: Name,
    unitId: z.int(),
    shape: GeofenceShape,
    group: Group.nullish(),
    colour: Colour.nullish(),
    speedLimitKmh: SpeedLimitKmh.nullish(),
    schedule: Schedule.nullish(),
    vehicleKinds: Kinds.default([]),
    exitMarginM: ExitMarginM.default(DEFAULT_EXIT_MARGIN_M),
    minVisitSeconds: MinVisitSeconds.default(0),
  })
  .meta({ id: "NewGeofence" });
export type NewGeofence = z.infer<typeof NewGeofence>;

/** What is given changes from now on: visits before keep what they were decided by. */
export const GeofenceChange = z
  .object({
    name: Name,
    unitId: z.int(),
    shape: GeofenceShape,
    group: Group.nullable(),
    colour: Colour.nullable(),
    speedLimitKmh: SpeedLimitKmh.nullable(),
    schedule: Schedule.nullable(),
    vehicleKinds: Kinds,
    exitMarginM: ExitMarginM,
    minVisitSeconds: MinVisitSeconds,
  })
  .partial()
  .meta({ id: "GeofenceChange" });
export type GeofenceChange = z.infer<typeof GeofenceChange>;

export const Visit = z
  .object({
    /** Vehicle, geofence and start. */
    id: z.string(),
    vehicleId: z.int(),
    geofenceId: z.int(),
    geofenceName: z.string(),
    startTime: z.iso.datetime(),
    /** Last fix inside; so far, where the visit is open. */
    endTime: z.iso.datetime(),
    durationSeconds: z.int(),
    maxSpeedKmh: z.number().nullable(),
    /** Not left yet. */
    open: z.boolean(),
  })
  .meta({ id: "Visit" });
export type Visit = z.infer<typeof Visit>;

/** How far back a geofence may be evaluated on request. */
export const MAX_EVALUATION_DAYS = 92;
export const GeofenceEvaluation = z
  .object({ from: z.iso.datetime({ offset: true }) })
  .meta({ id: "GeofenceEvaluation" });
export type GeofenceEvaluation = z.infer<typeof GeofenceEvaluation>;
