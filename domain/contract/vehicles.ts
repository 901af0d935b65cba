// What moves: register, state, history.
import { z } from "zod";
import { Assignment } from "../device.ts";
import { MAX_IMPORT_BYTES, VehicleImport } from "../csv-import.ts";
import { Position } from "../position.ts";
import { VehicleKind } from "../vehicle-kind.ts";
import { VehicleState } from "../vehicle-state.ts";
import { NewVehicle, Vehicle, VehicleChange, VehicleCounts } from "../vehicle.ts";
import { Cursor, Flag, FlagFilter, Id, IdFilter, listOf, Period, route, SearchText } from "./route.ts";

const Filter = z.object({
  /** Part of plate, code or name. */
  q: SearchText,
  /** In this unit or below. */
  unitId: IdFilter,
  kind: VehicleKind.optional(),
  /** Served by a device now. */
  tracked: FlagFilter,
});

export const vehicleRoutes = {
  listVehicles: route({
    method: "GET",
    path: "/api/vehicles",
    summary: "Vehicles in scope",
    permission: "vehicle:read",
    query: Cursor.extend({
      ...Filter.shape,
      /** Archived ones too. */
      archived: Flag(false),
      /** Nothing but archived ones. */
      onlyArchived: Flag(false),
    }),
    status: 200,
    response: listOf(Vehicle),
  }),
  // Before {id}, which would otherwise take "counts" for one.
  countVehicles: route({
    method: "GET",
    path: "/api/vehicles/counts",
    summary: "How many vehicles the filters find: all, archived, by kind, by unit",
    permission: "vehicle:read",
    query: Filter,
    status: 200,
    response: VehicleCounts,
  }),
  createVehicle: route({
    method: "POST",
    path: "/api/vehicles",
    summary: "Register a vehicle by plate or machine code",
    permission: "vehicle:write",
    body: NewVehicle,
    status: 201,
    response: Vehicle,
  }),
  importVehicles: route({
    method: "POST",
    path: "/api/vehicles/import",
    summary: "Register vehicles from a CSV file; a preview unless dryRun=false",
    permission: "vehicle:write",
    query: z.object({
      /** Check and show only. */
      dryRun: Flag(true),
      /** Leave rows with errors out; otherwise one of them keeps everything from being written. */
      skipErrors: Flag(false),
      /** Unit of rows that name none. */
      unitId: IdFilter,
    }),
    upload: { type: "text/csv", maxBytes: MAX_IMPORT_BYTES },
    status: 200,
    response: VehicleImport,
  }),
  getVehicle: route({
    method: "GET",
    path: "/api/vehicles/{id}",
    summary: "One vehicle",
    permission: "vehicle:read",
    params: Id,
    status: 200,
    response: Vehicle,
  }),
  changeVehicle: route({
    method: "PATCH",
    path: "/api/vehicles/{id}",
    summary: "Change a vehicle, archive it or bring it back",
    permission: "vehicle:write",
    params: Id,
    body: VehicleChange,
    status: 200,
    response: Vehicle,
  }),
  getVehicleState: route({
    method: "GET",
    path: "/api/vehicles/{id}/state",
    summary: "Newest fix, what the vehicle is doing, and where",
    permission: "vehicle:read",
    params: Id,
    status: 200,
    response: VehicleState,
  }),
  listPositions: route({
    method: "GET",
    path: "/api/vehicles/{id}/positions",
    summary: "Stored fixes of a period in order of fix time, flagged ones included",
    permission: "track:read",
    params: Id,
    query: Period.extend({
      limit: z.coerce.number().int().min(1).max(50_000).default(10_000),
      after: z.string().max(200).optional(),
    }),
    status: 200,
    response: listOf(Position),
  }),
  listVehicleAssignments: route({
    method: "GET",
    path: "/api/vehicles/{id}/assignments",
    summary: "Which devices served the vehicle when",
    permission: "device:read",
    params: Id,
    status: 200,
    response: listOf(Assignment),
  }),
} as const;
