// Integrations: register, rename, new password, revoke, and the devices they speak of.
import { AppError } from "../../domain/problem.ts";
import type { Integration } from "../../domain/integration.ts";
import { DatabaseError } from "../../gis/database-error.ts";
import { assignDevice } from "../../gis/device-assignment.ts";
import { deviceById } from "../../gis/device.ts";
import {
  changeIntegration,
  createIntegration,
  integrationById,
  listIntegrations,
  registerIntegrationDevice,
  revokeIntegration,
  rotateIntegration,
} from "../../gis/integration.ts";
import { listUnknownDevices, unknownDevice } from "../../gis/unknown-device.ts";
import { vehicleById } from "../../gis/vehicle.ts";
import { audit } from "../audit.ts";
import { hashSecret, newDeviceKey, newDeviceSecret } from "../device-credential.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";
import { requireUnit } from "./require-unit.ts";

const BEGINNING_OF_TIME = new Date(0);

const audited = ({ id, name, unitId }: Pick<Integration, "id" | "name" | "unitId">) => ({
  objectType: "integration" as const,
  objectId: id,
  objectLabel: name,
  unitId,
});

function notAccepted(path: string, reason: string, detail: string): AppError {
  return new AppError("input_invalid", detail, { fields: [{ path, reason }] });
}

export const integrationHandlers = {
  listIntegrations: async ({ context, scope }) => ({
    items: await listIntegrations(context.database, scope),
    next: null,
  }),

  async createIntegration({ context, caller, scope, body }) {
    const { database, feed } = context;
    const unitId = (await requireUnit(database, scope, body.unitId, "unitId")).id;
    const key = newDeviceKey();
    const password = newDeviceSecret();
    const id = await database.transaction(async (tx) => {
      const created = await createIntegration(tx, { ...body, unitId, key, secretHash: hashSecret(password) });
      await audit(tx, caller, { ...audited({ id: created, name: body.name, unitId }), action: "create", after: body });
      return created;
    });
    feed.publish({ type: "devices" });
    return { id, key, mqtt: { username: key, password } };
  },

  async changeIntegration({ context, caller, scope, params, body }) {
    const { database, feed } = context;
    const before = requireFound(await integrationById(database, scope, params.id), "integration");
    await database.transaction(async (tx) => {
      await changeIntegration(tx, before, body);
      await audit(tx, caller, { ...audited(before), action: "change", before, after: { ...before, ...body } });
    });
    feed.publish({ type: "devices" });
    return requireFound(await integrationById(database, scope, params.id), "integration");
  },

  async rotateIntegration({ context, caller, scope, params }) {
    const { database, feed } = context;
    const integration = requireFound(await integrationById(database, scope, params.id), "integration");
    if (integration.revokedAt !== null) {
      throw new AppError("conflict", "The integration is revoked; register a new one.");
    }
    const password = newDeviceSecret();
    await database.transaction(async (tx) => {
      await rotateIntegration(tx, integration.id, hashSecret(password));
      await audit(tx, caller, { ...audited(integration), action: "rotate" });
    });
    feed.publish({ type: "devices" });
    const { id, key } = integration;
    return { id, key, mqtt: { username: key, password } };
  },

  async revokeIntegration({ context, caller, scope, params }) {
    const { database, feed } = context;
    const integration = requireFound(await integrationById(database, scope, params.id), "integration");
    if (integration.revokedAt === null) {
      await database.transaction(async (tx) => {
        await revokeIntegration(tx, integration.id);
        await audit(tx, caller, { ...audited(integration), action: "revoke" });
      });
      feed.publish({ type: "devices" });
    }
    return requireFound(await integrationById(database, scope, params.id), "integration");
  },

  async listUnknownDevices({ context, scope, params }) {
    const integration = requireFound(await integrationById(context.database, scope, params.id), "integration");
    return { items: await listUnknownDevices(context.database, integration.id), next: null };
  },

  async registerIntegrationDevice({ context, caller, scope, params, body }) {
    const { database, feed } = context;
    const integration = requireFound(await integrationById(database, scope, params.id), "integration");
    const { externalId, vehicleId } = body;
    const vehicle = vehicleId == null ? null : await vehicleById(database, scope, vehicleId);
    if (vehicleId != null && !vehicle) {
      throw notAccepted("vehicleId", "vehicle_unknown", "Not accepted: vehicleId names no vehicle you may use here.");
    }
    const unitId =
      body.unitId == null
        ? (vehicle?.unitId ?? integration.unitId)
        : (await requireUnit(database, scope, body.unitId, "unitId")).id;
    const heard = await unknownDevice(database, integration.id, externalId);
    const name = body.name ?? heard?.name ?? externalId.slice(0, 120);
    const created = await database
      .transaction(async (tx) => {
        const device = await registerIntegrationDevice(tx, integration, {
          externalId,
          key: newDeviceKey(),
          name,
          unitId,
        });
        if (vehicle) await assignDevice(tx, device.id, vehicle.id, BEGINNING_OF_TIME);
        const after = { name, format: device.format, unitId, integrationId: integration.id, externalId };
        const object = { objectType: "device" as const, objectId: device.id, objectLabel: name, unitId };
        await audit(tx, caller, { ...object, action: "create", after });
        return device;
      })
      .catch((error: unknown) => {
        if (error instanceof DatabaseError && error.constraint === "device_external_index") {
          throw new AppError("conflict", "This device is registered under the integration already.");
        }
        throw error;
      });
    feed.publish({ type: "devices" });
    return requireFound(await deviceById(database, scope, created.id), "device");
  },
} satisfies Partial<Handlers>;
