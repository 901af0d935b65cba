// What moves: register, change, archive, newest state.
import { AppError } from "../../domain/problem.ts";
import { scopeOf } from "../../domain/rights.ts";
import { PLATE_OR_CODE_REQUIRED, vehicleLabel, type Vehicle } from "../../domain/vehicle.ts";
import { assignmentsOfVehicle } from "../../gis/device-assignment.ts";
import { positionsOfVehicle } from "../../gis/position.ts";
import { changeVehicle, countVehicles, createVehicle, listVehicles, vehicleById } from "../../gis/vehicle.ts";
import { vehicleStateOf } from "../../gis/vehicle-state.ts";
import { audit, auditLook } from "../audit.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";
import { requirePeriod } from "./require-period.ts";
import { requireUnit } from "./require-unit.ts";

const LIVE_PAST_MS = 2 * 3_600_000;

const auditedVehicle = (vehicle: Vehicle) => ({
  objectType: "vehicle" as const,
  objectId: vehicle.id,
  objectLabel: vehicleLabel(vehicle),
  unitId: vehicle.unitId,
});

const fieldsOf = ({ id: _id, hasPhoto: _hasPhoto, ...fields }: Vehicle) => fields;

export const vehicleHandlers = {
  listVehicles: ({ context, scope, query }) => listVehicles(context.database, scope, query),

  countVehicles: ({ context, scope, query }) => countVehicles(context.database, scope, query),

  async createVehicle({ context, caller, scope, body }) {
    const { database } = context;
    await requireUnit(database, scope, body.unitId, "unitId");
    const vehicle = await database.transaction(async (tx) => {
      const created = await createVehicle(tx, body);
      await audit(tx, caller, { ...auditedVehicle(created), action: "create", after: fieldsOf(created) });
      return created;
    });
    context.feed.publish({ type: "vehicles" });
    return vehicle;
  },

  getVehicle: async ({ context, scope, params }) =>
    requireFound(await vehicleById(context.database, scope, params.id), "vehicle"),

  async changeVehicle({ context, caller, scope, params, body }) {
    const { database, feed } = context;
    const before = requireFound(await vehicleById(database, scope, params.id), "vehicle");
    if (body.unitId !== undefined) await requireUnit(database, scope, body.unitId, "unitId");
    const after = { ...before, ...body };
    if (!after.plate && !after.code) {
      const fields = [{ path: "plate", reason: PLATE_OR_CODE_REQUIRED }];
      throw new AppError("input_invalid", "A vehicle needs a plate or a machine code.", { fields });
    }
    const vehicle = await database.transaction(async (tx) => {
      const changed = await changeVehicle(tx, params.id, body);
      await audit(tx, caller, {
        ...auditedVehicle(changed),
        action: "change",
        before: fieldsOf(before),
        after: fieldsOf(changed),
      });
      return changed;
    });
    feed.publish({ type: "vehicles" });
    return vehicle;
  },

  async getVehicleState({ context, scope, params, caller }) {
    const { database } = context;
    const state = requireFound(await vehicleStateOf(database, scope, params.id), "vehicle with a known position");
    const mayKnowDriver = await vehicleById(database, scopeOf(caller.user.grants, "driver:read"), params.id);
    if (mayKnowDriver) return state;
    const { driver: _driver, ...attributes } = state.attributes;
    return { ...state, attributes };
  },

  async listPositions({ context, caller, scope, params, query }) {
    const { from, to } = requirePeriod(query);
    const vehicle = requireFound(await vehicleById(context.database, scope, params.id), "vehicle");
    // The live screen shows the last hour of whom it shows anyway; looking farther back leaves a trace.
    if (from.getTime() < Date.now() - LIVE_PAST_MS && query.after === undefined) {
      const after = { from: query.from, to: query.to };
      await auditLook(context.database, caller, [{ ...auditedVehicle(vehicle), action: "view", after }]);
    }
    return positionsOfVehicle(context.database, vehicle.id, from, to, query.limit, query.after ?? null);
  },

  async listVehicleAssignments({ context, scope, params }) {
    const vehicle = requireFound(await vehicleById(context.database, scope, params.id), "vehicle");
    return { items: await assignmentsOfVehicle(context.database, vehicle.id), next: null };
  },
} satisfies Partial<Handlers>;
