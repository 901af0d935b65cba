// Geofences: draw, change, look into the past, and who was in them.
import { MAX_EVALUATION_DAYS, type GeofenceDetail } from "../../domain/geofence/geofence.ts";
import { AppError } from "../../domain/problem.ts";
import { compareTurkish } from "../../domain/turkish-text.ts";
import { noteChange } from "../../gis/fleet/derivation.ts";
import {
  changeGeofence,
  createGeofence,
  deleteGeofence,
  geofenceById,
  geofenceGroups,
  listGeofences,
  watchGeofenceSince,
} from "../../gis/geofence/geofence.ts";
import { visitsOfGeofence, visitsOfVehicle } from "../../gis/geofence/visit.ts";
import { vehicleById } from "../../gis/vehicle.ts";
import { audit } from "../audit.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";
import { requirePeriod } from "./require-period.ts";
import { requireUnit } from "./require-unit.ts";

const DAY_MS = 86_400_000;

const audited = (geofence: Pick<GeofenceDetail, "id" | "name" | "unitId">) => ({
  objectType: "geofence" as const,
  objectId: geofence.id,
  objectLabel: geofence.name,
  unitId: geofence.unitId,
});

/** Vertices by the thousand do not belong into the log: how many there are does. */
const fieldsOf = ({ id: _id, outline: _outline, shape: _shape, watchedSince: _since, ...fields }: GeofenceDetail) =>
  fields;

export const geofenceHandlers = {
  listGeofences: ({ context, scope, query }) => listGeofences(context.database, scope, query),

  async listGeofenceGroups({ context, scope }) {
    const groups = await geofenceGroups(context.database, scope);
    return { items: groups.toSorted((a, b) => compareTurkish(a.group, b.group)), next: null };
  },

  async createGeofence({ context, caller, scope, body }) {
    await requireUnit(context.database, scope, body.unitId, "unitId");
    return context.database.transaction(async (tx) => {
      const id = await createGeofence(tx, body);
      const created = requireFound(await geofenceById(tx, scope, id), "geofence");
      await audit(tx, caller, { ...audited(created), action: "create", after: fieldsOf(created) });
      return created;
    });
  },

  getGeofence: async ({ context, scope, params }) =>
    requireFound(await geofenceById(context.database, scope, params.id), "geofence"),

  async changeGeofence({ context, caller, scope, params, body }) {
    const { database } = context;
    const before = requireFound(await geofenceById(database, scope, params.id), "geofence");
    if (body.unitId !== undefined) await requireUnit(database, scope, body.unitId, "unitId");
    return database.transaction(async (tx) => {
      await changeGeofence(tx, before, body);
      const after = requireFound(await geofenceById(tx, scope, params.id), "geofence");
      await audit(tx, caller, {
        ...audited(after),
        action: "change",
        before: fieldsOf(before),
        after: fieldsOf(after),
      });
      return after;
    });
  },

  async deleteGeofence({ context, caller, scope, params }) {
    const before = requireFound(await geofenceById(context.database, scope, params.id), "geofence");
    await context.database.transaction(async (tx) => {
      await deleteGeofence(tx, before.id);
      await audit(tx, caller, { ...audited(before), action: "delete", before: fieldsOf(before) });
    });
    return null;
  },

  async evaluateGeofence({ context, scope, params, body }) {
    const { id } = requireFound(await geofenceById(context.database, scope, params.id), "geofence");
    const from = new Date(body.from);
    const refuse = (reason: string, detail: string): never => {
      throw new AppError("input_invalid", detail, { fields: [{ path: "from", reason }] });
    };
    if (from.getTime() > Date.now()) refuse("time_in_future", "The past to look into lies ahead.");
    if (from.getTime() < Date.now() - MAX_EVALUATION_DAYS * DAY_MS) {
      refuse("too_small", `At most ${MAX_EVALUATION_DAYS} days back.`);
    }
    const vehicles = await context.database.transaction(async (tx) => {
      const ids = await watchGeofenceSince(tx, id, from);
      await noteChange(tx, ids, from.getTime());
      return ids.length;
    });
    return { from: from.toISOString(), vehicles };
  },

  async listGeofenceVisits({ context, scope, params, query }) {
    const period = requirePeriod(query);
    const { id } = requireFound(await geofenceById(context.database, scope, params.id), "geofence");
    return visitsOfGeofence(context.database, id, period, query);
  },

  async listVehicleVisits({ context, scope, params, query }) {
    const period = requirePeriod(query);
    const vehicle = requireFound(await vehicleById(context.database, scope, params.id), "vehicle");
    return visitsOfVehicle(context.database, vehicle.id, period, query);
  },
} satisfies Partial<Handlers>;
