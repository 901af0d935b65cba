// What a sensor measured, in the SensorThings sense: a datastream is one observed property of one
// device in one unit of measurement, an observation is one value of it at one time.
import { z } from "zod";

/** Why a stored value is to be taken with care; it is kept all the same. */
export const OBSERVATION_FLAGS = ["future", "ancient", "received_time"] as const;
export const ObservationFlag = z.enum(OBSERVATION_FLAGS).meta({ id: "ObservationFlag" });
export type ObservationFlag = z.infer<typeof ObservationFlag>;

const ObservationValue = z.union([z.number(), z.boolean(), z.string()]);

export const Observation = z
  .object({
    /** When it was measured. */
    time: z.iso.datetime(),
    receivedAt: z.iso.datetime(),
    value: ObservationValue,
    flags: z.array(ObservationFlag),
  })
  .meta({ id: "Observation" });
export type Observation = z.infer<typeof Observation>;

export const ValueType = z.enum(["number", "boolean", "text"]).meta({ id: "ValueType" });
export type ValueType = z.infer<typeof ValueType>;

export const Datastream = z
  .object({
    id: z.int(),
    deviceId: z.int(),
    /** As the device names it. */
    key: z.string(),
    name: z.string(),
    observedProperty: z.string(),
    /** UCUM code; null = unknown. */
    unitOfMeasurement: z.string().nullable(),
    valueType: ValueType,
    /** How often a value is expected; null = not said. */
    expectedIntervalSeconds: z.int().nullable(),
    hidden: z.boolean(),
    /** Newest believable value; null = none yet. */
    latest: Observation.nullable(),
    /** Age of the newest value when this was answered; null = none yet. */
    ageSeconds: z.int().nullable(),
  })
  .meta({ id: "Datastream" });
export type Datastream = z.infer<typeof Datastream>;

export const DatastreamChange = z
  .object({
    name: z.string().trim().min(1).max(200),
    observedProperty: z
      .string()
      .trim()
      .regex(/^[a-z][a-z0-9_.]{0,63}$/),
    unitOfMeasurement: z.string().trim().min(1).max(40).nullable(),
    expectedIntervalSeconds: z.int().min(1).max(31_536_000).nullable(),
    hidden: z.boolean(),
  })
  .partial()
  .meta({ id: "DatastreamChange" });
export type DatastreamChange = z.infer<typeof DatastreamChange>;

/** Means of equal spans of time, oldest first; null = nothing was measured in that span. */
export const Sparkline = z
  .object({ datastreamId: z.int(), values: z.array(z.number().nullable()) })
  .meta({ id: "Sparkline" });
export type Sparkline = z.infer<typeof Sparkline>;

/** Sparklines of all datastreams of a device that hold numbers. */
export const Sparklines = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    stepSeconds: z.int(),
    items: z.array(Sparkline),
  })
  .meta({ id: "Sparklines" });
export type Sparklines = z.infer<typeof Sparklines>;
