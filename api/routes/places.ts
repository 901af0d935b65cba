// Neighbourhoods to go to on the map.
import { compareTurkish } from "../../domain/turkish-text.ts";
import { listPlaces } from "../../gis/place.ts";
import type { Handlers } from "../mount-route.ts";

export const placeHandlers = {
  async listPlaces({ context }) {
    const places = await listPlaces(context.database);
    return { items: places.toSorted((a, b) => compareTurkish(a.name, b.name)), next: null };
  },
} satisfies Partial<Handlers>;
