// A fix as it is stored and served.
import { z } from "zod";

/** Why a stored fix is kept out of distances and of the live marker. */
export const POSITION_FLAGS = ["future", "null_island", "ancient"] as const;
export const PositionFlag = z.enum(POSITION_FLAGS).meta({ id: "PositionFlag" });
export type PositionFlag = z.infer<typeof PositionFlag>;

export const Position = z
  .object({
    fixTime: z.iso.datetime(),
    receivedAt: z.iso.datetime(),
    lon: z.number(),
    lat: z.number(),
    speedKmh: z.number().nullable(),
    headingDeg: z.number().nullable(),
    altitudeM: z.number().nullable(),
    accuracyM: z.number().nullable(),
    ignition: z.boolean().nullable(),
    odometerKm: z.number().nullable(),
    flags: z.array(PositionFlag),
    attributes: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "Position" });
export type Position = z.infer<typeof Position>;
