// Trackers: register, rename, new password, revoke, move to another vehicle.
import { AppError } from "../../domain/problem.ts";
import type { NewDevice } from "../../domain/device.ts";
import type { Scope } from "../../domain/rights.ts";
import type { Queryable } from "../../gis/database.ts";
import { assignDevice, assignmentsOfDevice } from "../../gis/device-assignment.ts";
import { changeDevice, createDevice, deviceById, listDevices, revokeDevice, rotateDevice } from "../../gis/device.ts";
import { vehicleById } from "../../gis/vehicle.ts";
import { hashSecret, newDeviceKey, newDeviceSecret } from "../device-credential.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";
import { requireUnit } from "./require-unit.ts";

/** A device that never served anybody brings its whole past along: trackers keep fixes while offline. */
const BEGINNING_OF_TIME = new Date(0);
/** Clocks of people's computers differ a little. */
const FUTURE_TOLERANCE_MS = 2 * 60_000;

function vehicleUnknown(): AppError {
  const fields = [{ path: "vehicleId", reason: "vehicle_unknown" }];
  return new AppError("input_invalid", "Not accepted: vehicleId names no vehicle you may use here.", { fields });
}

/** Unit of a new device: the one named, else that of its vehicle. */
async function unitOf(database: Queryable, scope: Scope, body: NewDevice): Promise<number> {
  const { vehicleId, unitId } = body;
  const vehicle = vehicleId == null ? null : await vehicleById(database, scope, vehicleId);
  if (vehicleId != null && !vehicle) throw vehicleUnknown();
  if (unitId != null) return (await requireUnit(database, scope, unitId, "unitId")).id;
  if (vehicle) return vehicle.unitId;
  const fields = [{ path: "unitId", reason: "required" }];
  throw new AppError("input_invalid", "A device without a vehicle needs a unit.", { fields });
}

export const deviceHandlers = {
  listDevices: ({ context, scope, query }) => listDevices(context.database, scope, query),

  async createDevice({ context, scope, body }) {
    const { database, feed } = context;
    const unitId = await unitOf(database, scope, body);
    const key = newDeviceKey();
    const password = newDeviceSecret();
    const { name, format, vehicleId } = body;
    const device = await database.transaction(async (tx) => {
      const created = await createDevice(tx, { key, name, format, unitId, secretHash: hashSecret(password) });
      if (vehicleId != null) await assignDevice(tx, created.id, vehicleId, BEGINNING_OF_TIME);
      return created;
    });
    feed.publish({ type: "devices" });
    return { id: device.id, key, mqtt: { username: key, password } };
  },

  getDevice: async ({ context, scope, params }) =>
    requireFound(await deviceById(context.database, scope, params.id), "device"),

  async changeDevice({ context, scope, params, body }) {
    requireFound(await deviceById(context.database, scope, params.id), "device");
    return changeDevice(context.database, params.id, body);
  },

  async rotateDevice({ context, scope, params }) {
    const device = requireFound(await deviceById(context.database, scope, params.id), "device");
    if (device.revokedAt !== null) throw new AppError("conflict", "The device is revoked; register a new one.");
    const password = newDeviceSecret();
    await rotateDevice(context.database, device.id, hashSecret(password));
    context.feed.publish({ type: "devices" });
    return { id: device.id, key: device.key, mqtt: { username: device.key, password } };
  },

  async revokeDevice({ context, scope, params }) {
    requireFound(await deviceById(context.database, scope, params.id), "device");
    await revokeDevice(context.database, params.id);
    context.feed.publish({ type: "devices" });
    return requireFound(await deviceById(context.database, scope, params.id), "device");
  },

  async listAssignments({ context, scope, params }) {
    const device = requireFound(await deviceById(context.database, scope, params.id), "device");
    return { items: await assignmentsOfDevice(context.database, device.id), next: null };
  },

  async assignDevice({ context, scope, params, body }) {
    const { database, feed } = context;
    const device = requireFound(await deviceById(database, scope, params.id), "device");
    const from = body.from === undefined ? new Date() : new Date(body.from);
    if (from.getTime() > Date.now() + FUTURE_TOLERANCE_MS) {
      const fields = [{ path: "from", reason: "time_in_future" }];
      throw new AppError("input_invalid", "An assignment cannot begin in the future.", { fields });
    }
    if (body.vehicleId !== null && !(await vehicleById(database, scope, body.vehicleId))) throw vehicleUnknown();
    await assignDevice(database, device.id, body.vehicleId, from);
    feed.publish({ type: "devices" });
    return { items: await assignmentsOfDevice(database, device.id), next: null };
  },
} satisfies Partial<Handlers>;
