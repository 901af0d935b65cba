// Trackers: register, rename, new password, revoke, move to another vehicle.
import { AppError } from "../../domain/problem.ts";
import type { Device, NewDevice } from "../../domain/device.ts";
import type { Scope } from "../../domain/rights.ts";
import type { Queryable } from "../../gis/database.ts";
import { deviceHealth } from "../../gis/device-health.ts";
import { assignDevice, assignmentsOfDevice } from "../../gis/device-assignment.ts";
import { changeDevice, createDevice, deviceById, listDevices, revokeDevice, rotateDevice } from "../../gis/device.ts";
import { vehicleById } from "../../gis/vehicle.ts";
import { audit } from "../audit.ts";
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

const auditedDevice = (device: Device) => ({
  objectType: "device" as const,
  objectId: device.id,
  objectLabel: device.name,
  unitId: device.unitId,
});

export const deviceHandlers = {
  listDevices: ({ context, scope, query }) => listDevices(context.database, scope, query),

  async createDevice({ context, caller, scope, body }) {
    const { database, feed } = context;
    const unitId = await unitOf(database, scope, body);
    const key = newDeviceKey();
    const password = newDeviceSecret();
    const { name, format, vehicleId } = body;
    const device = await database.transaction(async (tx) => {
      const created = await createDevice(tx, { key, name, format, unitId, secretHash: hashSecret(password) });
      if (vehicleId != null) await assignDevice(tx, created.id, vehicleId, BEGINNING_OF_TIME);
      const after = { name, format, unitId, vehicleId: vehicleId ?? null };
      await audit(tx, caller, { ...auditedDevice(created), action: "create", after });
      return created;
    });
    feed.publish({ type: "devices" });
    return { id: device.id, key, mqtt: { username: key, password } };
  },

  getDevice: async ({ context, scope, params }) =>
    requireFound(await deviceById(context.database, scope, params.id), "device"),

  async changeDevice({ context, caller, scope, params, body }) {
    const { database } = context;
    const before = requireFound(await deviceById(database, scope, params.id), "device");
    if (body.unitId !== undefined) await requireUnit(database, scope, body.unitId, "unitId");
    return database.transaction(async (tx) => {
      const changed = await changeDevice(tx, before, body);
      const fieldsOf = ({ name, unitId }: Device) => ({ name, unitId });
      await audit(tx, caller, {
        ...auditedDevice(changed),
        action: "change",
        before: fieldsOf(before),
        after: fieldsOf(changed),
      });
      return changed;
    });
  },

  async rotateDevice({ context, caller, scope, params }) {
    const device = requireFound(await deviceById(context.database, scope, params.id), "device");
    if (device.revokedAt !== null) throw new AppError("conflict", "The device is revoked; register a new one.");
    const password = newDeviceSecret();
    await context.database.transaction(async (tx) => {
      await rotateDevice(tx, device.id, hashSecret(password));
      await audit(tx, caller, { ...auditedDevice(device), action: "rotate" });
    });
    context.feed.publish({ type: "devices" });
    return { id: device.id, key: device.key, mqtt: { username: device.key, password } };
  },

  async revokeDevice({ context, caller, scope, params }) {
    const device = requireFound(await deviceById(context.database, scope, params.id), "device");
    if (device.revokedAt === null) {
      await context.database.transaction(async (tx) => {
        await revokeDevice(tx, device.id);
        await audit(tx, caller, { ...auditedDevice(device), action: "revoke" });
      });
      context.feed.publish({ type: "devices" });
    }
    return requireFound(await deviceById(context.database, scope, params.id), "device");
  },

  async getDeviceHealth({ context, scope, params }) {
    const device = requireFound(await deviceById(context.database, scope, params.id), "device");
    return deviceHealth(context.database, device.id, Date.now());
  },

  async listAssignments({ context, scope, params }) {
    const device = requireFound(await deviceById(context.database, scope, params.id), "device");
    return { items: await assignmentsOfDevice(context.database, device.id), next: null };
  },

  async assignDevice({ context, caller, scope, params, body }) {
    const { database, feed } = context;
    const device = requireFound(await deviceById(database, scope, params.id), "device");
    const from = body.from === undefined ? new Date() : new Date(body.from);
    if (from.getTime() > Date.now() + FUTURE_TOLERANCE_MS) {
      const fields = [{ path: "from", reason: "time_in_future" }];
      throw new AppError("input_invalid", "An assignment cannot begin in the future.", { fields });
    }
    if (body.vehicleId !== null && !(await vehicleById(database, scope, body.vehicleId))) throw vehicleUnknown();
    await database.transaction(async (tx) => {
      await assignDevice(tx, device.id, body.vehicleId, from);
      const before = { vehicleId: device.vehicleId };
      const after = { vehicleId: body.vehicleId, from: from.toISOString() };
      await audit(tx, caller, { ...auditedDevice(device), action: "assign", before, after });
    });
    feed.publish({ type: "devices" });
    return { items: await assignmentsOfDevice(database, device.id), next: null };
  },
} satisfies Partial<Handlers>;
