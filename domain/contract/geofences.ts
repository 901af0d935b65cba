// Areas, and who was in them.
import { z } from "zod";
import {
  Geofence,
  GeofenceChange,
  GeofenceDetail,
  GeofenceEvaluation,
  NewGeofence,
  Visit,
} from "../geofence/geofence.ts";
import { Cursor, Id, IdFilter, listOf, Period, route, SearchText } from "./route.ts";

/** 50,000 vertices with all their digits. */
const MAX_SHAPE_BYTES = 4 * 1024 * 1024;

const Visits = Period.extend({
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
  after: z.string().max(200).optional(),
});

export const geofenceRoutes = {
  listGeofences: route({
    method: "GET",
    path: "/api/geofences",
    summary: "Geofences in scope, each with an outline to draw",
    permission: "geofence:read",
    query: Cursor.extend({ q: SearchText, unitId: IdFilter, group: z.string().max(80).optional() }),
    status: 200,
    response: listOf(Geofence),
  }),
  listGeofenceGroups: route({
    method: "GET",
    path: "/api/geofence-groups",
    summary: "Words that geofences in scope are grouped by, and how many each",
    permission: "geofence:read",
    status: 200,
    response: listOf(z.object({ group: z.string(), count: z.int() })),
  }),
  createGeofence: route({
    method: "POST",
    path: "/api/geofences",
    summary: "Draw a geofence: polygon, several polygons, corridor or circle",
    permission: "geofence:write",
    body: NewGeofence,
    maxBodyBytes: MAX_SHAPE_BYTES,
    status: 201,
    response: GeofenceDetail,
  }),
  getGeofence: route({
    method: "GET",
    path: "/api/geofences/{id}",
    summary: "One geofence with its shape as drawn",
    permission: "geofence:read",
    params: Id,
    status: 200,
    response: GeofenceDetail,
  }),
  changeGeofence: route({
    method: "PATCH",
    path: "/api/geofences/{id}",
    summary: "Change a geofence from now on",
    permission: "geofence:write",
    params: Id,
    body: GeofenceChange,
    maxBodyBytes: MAX_SHAPE_BYTES,
    status: 200,
    response: GeofenceDetail,
  }),
  deleteGeofence: route({
    method: "DELETE",
    path: "/api/geofences/{id}",
    summary: "Stop watching a geofence; its past visits stay",
    permission: "geofence:write",
    params: Id,
    status: 204,
    response: null,
  }),
  evaluateGeofence: route({
    method: "POST",
    path: "/api/geofences/{id}/evaluation",
    summary: "Find past visits of a geofence, at most 92 days back; they appear as the work goes on",
    permission: "geofence:write",
    params: Id,
    body: GeofenceEvaluation,
    status: 200,
    response: z.object({ from: z.iso.datetime(), vehicles: z.int() }),
  }),
  listGeofenceVisits: route({
    method: "GET",
    path: "/api/geofences/{id}/visits",
    summary: "Visits that touch a period, in order of start",
    permission: "geofence:read",
    params: Id,
    query: Visits,
    status: 200,
    response: listOf(Visit),
  }),
  listVehicleVisits: route({
    method: "GET",
    path: "/api/vehicles/{id}/visits",
    summary: "Geofences a vehicle was in during a period, in order of start",
    permission: "track:read",
    params: Id,
    query: Visits,
    status: 200,
    response: listOf(Visit),
  }),
} as const;
