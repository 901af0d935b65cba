// What sensors measure: datastreams of a device, their values and a day of them at a glance.
import { z } from "zod";
import { Datastream, DatastreamChange, Observation, Sparklines } from "../observation.ts";
import { Id, listOf, Period, route } from "./route.ts";

export const datastreamRoutes = {
  listDatastreams: route({
    method: "GET",
    path: "/api/devices/{id}/datastreams",
    summary: "What the device measures, with the newest values",
    permission: "device:read",
    params: Id,
    status: 200,
    response: listOf(Datastream),
  }),
  listSparklines: route({
    method: "GET",
    path: "/api/devices/{id}/sparklines",
    summary: "The last hours of all its datastreams that hold numbers, as means of equal spans",
    permission: "device:read",
    params: Id,
    query: z.object({
      hours: z.coerce.number().int().min(1).max(168).default(24),
      points: z.coerce.number().int().min(2).max(500).default(96),
    }),
    status: 200,
    response: Sparklines,
  }),
  getDatastream: route({
    method: "GET",
    path: "/api/datastreams/{id}",
    summary: "One datastream with its newest value",
    permission: "device:read",
    params: Id,
    status: 200,
    response: Datastream,
  }),
  changeDatastream: route({
    method: "PATCH",
    path: "/api/datastreams/{id}",
    summary: "Say what a datastream is: name, observed property, unit of measurement, expected interval, hidden",
    permission: "device:write",
    params: Id,
    body: DatastreamChange,
    status: 200,
    response: Datastream,
  }),
  listObservations: route({
    method: "GET",
    path: "/api/datastreams/{id}/observations",
    summary: "Stored values of a period in order of time, flagged ones included",
    permission: "device:read",
    params: Id,
    query: Period.extend({
      limit: z.coerce.number().int().min(1).max(50_000).default(10_000),
      after: z.string().max(200).optional(),
    }),
    status: 200,
    response: listOf(Observation),
  }),
} as const;
