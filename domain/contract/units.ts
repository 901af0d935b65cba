// The tree of organisational units.
import { NewUnit, Unit, UnitChange, UnitCounts } from "../unit.ts";
import { Cursor, Id, listOf, route } from "./route.ts";

export const unitRoutes = {
  listUnits: route({
    method: "GET",
    path: "/api/units",
    summary: "Units in the user's scope, with their ancestors",
    permission: "unit:read",
    query: Cursor,
    status: 200,
    response: listOf(Unit),
  }),
  countUnits: route({
    method: "GET",
    path: "/api/units/counts",
    summary: "What each unit of the scope holds itself, subunits not added up",
    permission: "unit:write",
    status: 200,
    response: listOf(UnitCounts),
  }),
  createUnit: route({
    method: "POST",
    path: "/api/units",
    summary: "Create a unit below another",
    permission: "unit:write",
    body: NewUnit,
    status: 201,
    response: Unit,
  }),
  changeUnit: route({
    method: "PATCH",
    path: "/api/units/{id}",
    summary: "Rename a unit, change its kind, or move it with all below it under another unit",
    permission: "unit:write",
    params: Id,
    body: UnitChange,
    status: 200,
    response: Unit,
  }),
  deleteUnit: route({
    method: "DELETE",
    path: "/api/units/{id}",
    summary: "Delete an empty unit; otherwise 409 with `blockers` that say what is still in it",
    permission: "unit:write",
    params: Id,
    status: 204,
    response: null,
  }),
} as const;
