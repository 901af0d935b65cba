// What a vehicle did in a period, as replays read it: fixes as columns, and the rows of the segmenter.
import { z } from "zod";
import { VehicleKind } from "../vehicle-kind.ts";
import { Stop, Trip } from "./trip.ts";

/** Longest period a replay asks of one vehicle. */
export const HISTORY_MAX_DAYS = 7;

const NullableNumbers = z.array(z.number().nullable());

/** Believed fixes in order of time, one array per column. Times are ms after `startMs`. */
export const TrackColumns = z
  .object({
    startMs: z.number(),
    offsetMs: z.array(z.number()),
    lon: z.array(z.number()),
    lat: z.array(z.number()),
    speedKmh: NullableNumbers,
    headingDeg: NullableNumbers,
    /** 1 on, 0 off, null = not told. */
    ignition: NullableNumbers,
    fuelPct: NullableNumbers,
    /** Inputs that were ever told: name → value at each fix, null = not told there. */
    inputs: z.record(z.string(), NullableNumbers),
  })
  .meta({ id: "TrackColumns" });
export type TrackColumns = z.infer<typeof TrackColumns>;

export const TrackGap = z
  .object({
    startTime: z.iso.datetime(),
    endTime: z.iso.datetime(),
    /** It stood there before and after. */
    parked: z.boolean(),
  })
  .meta({ id: "TrackGap" });
export type TrackGap = z.infer<typeof TrackGap>;

export const VehicleHistory = z
  .object({
    track: TrackColumns,
    trips: z.array(Trip),
    stops: z.array(Stop),
    gaps: z.array(TrackGap),
    /** Idling: engine on, standing, not working. */
    idles: z.array(z.object({ startTime: z.iso.datetime(), endTime: z.iso.datetime() })),
    /** More fixes follow from here on; null = this is all. */
    next: z.string().nullable(),
  })
  .meta({ id: "VehicleHistory" });
export type VehicleHistory = z.infer<typeof VehicleHistory>;

/** How far back a vehicle's last fix may lie to show it in a picture of the past. */
export const FLEET_LOOK_BACK_HOURS = 24;

/** The last fix of a vehicle before a moment. */
export const FleetMoment = z
  .object({
    vehicleId: z.int(),
    label: z.string(),
    kind: VehicleKind,
    fixTime: z.iso.datetime(),
    lon: z.number(),
    lat: z.number(),
    speedKmh: z.number().nullable(),
    headingDeg: z.number().nullable(),
    ignition: z.boolean().nullable(),
  })
  .meta({ id: "FleetMoment" });
export type FleetMoment = z.infer<typeof FleetMoment>;
