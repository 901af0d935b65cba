// Where in the city: names people know.
import { Place } from "../place.ts";
import { listOf, route } from "./route.ts";

export const placeRoutes = {
  listPlaces: route({
    method: "GET",
    path: "/api/places",
    summary: "Neighbourhoods with the place of their name, in Turkish order",
    permission: null,
    status: 200,
    response: listOf(Place),
  }),
} as const;
