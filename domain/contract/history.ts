// The past: replay of vehicles, the whole fleet at a moment, who was in an area.
import { z } from "zod";
import { AreaQuestion, AreaVisitor } from "../fleet/area-question.ts";
import { FLEET_LOOK_BACK_HOURS, FleetMoment, HISTORY_MAX_DAYS, VehicleHistory } from "../fleet/history.ts";
import { Id, listOf, Period, route } from "./route.ts";

export const historyRoutes = {
  getHistory: route({
    method: "GET",
    path: "/api/vehicles/{id}/history",
    summary: `What a vehicle did in up to ${HISTORY_MAX_DAYS} days: fixes as columns, trips, stops, gaps`,
    permission: "track:read",
    params: Id,
    query: Period.extend({ after: z.string().max(200).optional() }),
    status: 200,
    response: VehicleHistory,
  }),
  getFleetAt: route({
    method: "GET",
    path: "/api/fleet/at",
    summary: "Where each vehicle was at a moment of the past: its last fix before it",
    permission: "track:read",
    query: z.object({
      time: z.iso.datetime({ offset: true }),
      /** A last fix older than this is none. */
      lookBackHours: z.coerce.number().min(0.1).max(168).default(FLEET_LOOK_BACK_HOURS),
    }),
    status: 200,
    response: listOf(FleetMoment),
  }),
  askArea: route({
    method: "POST",
    path: "/api/fleet/area-visits",
    summary: "Who was in an area in a period, from stored tracks: longest inside first",
    permission: "track:read",
    body: AreaQuestion,
    status: 200,
    response: listOf(AreaVisitor),
  }),
} as const;
