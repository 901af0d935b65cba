// What a vehicle did: trips, stops, days. The same rows serve screens, reports and exports.
import { DaySummary, Stop, Trip } from "../fleet/trip.ts";
import { z } from "zod";
import { Id, listOf, Period, route } from "./route.ts";

const Paged = Period.extend({
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
  after: z.string().max(200).optional(),
});

export const tripRoutes = {
  listTrips: route({
    method: "GET",
    path: "/api/vehicles/{id}/trips",
    summary: "Trips that touch a period, in order of start",
    permission: "track:read",
    params: Id,
    query: Paged,
    status: 200,
    response: listOf(Trip),
  }),
  listStops: route({
    method: "GET",
    path: "/api/vehicles/{id}/stops",
    summary: "Stops that touch a period, in order of start",
    permission: "track:read",
    params: Id,
    query: Paged,
    status: 200,
    response: listOf(Stop),
  }),
  listDays: route({
    method: "GET",
    path: "/api/vehicles/{id}/summary",
    summary: "Sums of each day that a period touches; days without a fix are left out",
    permission: "track:read",
    params: Id,
    query: Period,
    status: 200,
    response: listOf(DaySummary),
  }),
} as const;
