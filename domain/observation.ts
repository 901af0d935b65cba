// What a sensor measured, in the SensorThings sense: a datastream is one observed property of one
// device in one unit of measurement, an observation is one value of it at one time.
import { z } from "zod";

/** Why a stored value is to be taken with care; it is kept all the same. */
export const OBSERVATION_FLAGS = ["future", "ancient", "received_time"] as const;
export const ObservationFlag = z.enum(OBSERVATION_FLAGS).meta({ id: "ObservationFlag" });
export type ObservationFlag = z.infer<typeof ObservationFlag>;
