// A neighbourhood (mahalle) people can go to on the map.
import { z } from "zod";

export const Place = z
  .object({
    name: z.string(),
    /** Where its name stands. */
    lon: z.number(),
    lat: z.number(),
  })
  .meta({ id: "Place" });
export type Place = z.infer<typeof Place>;
