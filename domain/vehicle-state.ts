// The newest accepted fix of a vehicle and what it means now.
import { z } from "zod";
import { Motion } from "./motion.ts";

export const VehicleState = z
  .object({
    vehicleId: z.int(),
    deviceId: z.int(),
    motion: Motion,
    fixTime: z.iso.datetime(),
    /** When the device was last heard, whatever it sent. */
    linkTime: z.iso.datetime(),
    /** The device's MQTT session is open now. */
    connected: z.boolean(),
    lon: z.number(),
    lat: z.number(),
    speedKmh: z.number().nullable(),
    headingDeg: z.number().nullable(),
    accuracyM: z.number().nullable(),
    altitudeM: z.number().nullable(),
    ignition: z.boolean().nullable(),
    odometerKm: z.number().nullable(),
    stationarySince: z.iso.datetime().nullable(),
    attributes: z.record(z.string(), z.unknown()),
    /** Neighbourhood (mahalle) of the fix; null = outside all known ones. */
    place: z.string().nullable(),
  })
  .meta({ id: "VehicleState" });
export type VehicleState = z.infer<typeof VehicleState>;
