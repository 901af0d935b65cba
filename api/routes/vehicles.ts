// What moves: register, change, archive, newest state.
import { AppError } from "../../domain/problem.ts";
import { PLATE_OR_CODE_REQUIRED } from "../../domain/vehicle.ts";
import { assignmentsOfVehicle } from "../../gis/device-assignment.ts";
import { positionsOfVehicle } from "../../gis/position.ts";
import { changeVehicle, createVehicle, listVehicles, vehicleById } from "../../gis/vehicle.ts";
import { vehicleStateOf } from "../../gis/vehicle-state.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";
import { requirePeriod } from "./require-period.ts";
import { requireUnit } from "./require-unit.ts";

export const vehicleHandlers = {
  listVehicles: ({ context, scope, query }) => listVehicles(context.database, scope, query),

  async createVehicle({ context, scope, body }) {
    await requireUnit(context.database, scope, body.unitId, "unitId");
    const vehicle = await createVehicle(context.database, body);
    context.feed.publish({ type: "vehicles" });
    return vehicle;
  },

  getVehicle: async ({ context, scope, params }) =>
    requireFound(await vehicleById(context.database, scope, params.id), "vehicle"),

  async changeVehicle({ context, scope, params, body }) {
    const { database, feed } = context;
    const before = requireFound(await vehicleById(database, scope, params.id), "vehicle");
    if (body.unitId !== undefined) await requireUnit(database, scope, body.unitId, "unitId");
    const after = { ...before, ...body };
    if (!after.plate && !after.code) {
      const fields = [{ path: "plate", reason: PLATE_OR_CODE_REQUIRED }];
      throw new AppError("input_invalid", "A vehicle needs a plate or a machine code.", { fields });
    }
    const vehicle = await changeVehicle(database, params.id, body);
    feed.publish({ type: "vehicles" });
    return vehicle;
  },

  getVehicleState: async ({ context, scope, params }) =>
    requireFound(await vehicleStateOf(context.database, scope, params.id), "vehicle with a known position"),

  async listPositions({ context, scope, params, query }) {
    const { from, to } = requirePeriod(query);
    const vehicle = requireFound(await vehicleById(context.database, scope, params.id), "vehicle");
    return positionsOfVehicle(context.database, vehicle.id, from, to, query.limit, query.after ?? null);
  },

  async listVehicleAssignments({ context, scope, params }) {
    const vehicle = requireFound(await vehicleById(context.database, scope, params.id), "vehicle");
    return { items: await assignmentsOfVehicle(context.database, vehicle.id), next: null };
  },
} satisfies Partial<Handlers>;
