// Base maps to choose from beside the own one.
import { Backdrop } from "../backdrop.ts";
import { listOf, route } from "./route.ts";

export const backdropRoutes = {
  listBackdrops: route({
    method: "GET",
    path: "/api/basemaps",
    summary: "Base maps that this installation offers beside its own",
    permission: null,
    status: 200,
    response: listOf(Backdrop),
  }),
} as const;
