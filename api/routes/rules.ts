// Alarm rules.
import { ruleFault, type Rule } from "../../domain/alarm/rule.ts";
import { AppError } from "../../domain/problem.ts";
import { scopeOf } from "../../domain/rights.ts";
import { changeRule, createRule, deleteRule, listRules, ruleById } from "../../gis/alarm/rule.ts";
import type { Queryable } from "../../gis/database.ts";
import { knownGeofences } from "../../gis/geofence/geofence.ts";
import { vehicleById } from "../../gis/vehicle.ts";
import { audit } from "../audit.ts";
import type { Requester } from "../caller.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";
import { requireUnit } from "./require-unit.ts";

const audited = (rule: Rule) => ({
  objectType: "rule" as const,
  objectId: rule.id,
  objectLabel: rule.name,
  unitId: rule.unitId,
});

const fieldsOf = ({ id: _id, ...fields }: Rule) => fields;

function refuse(path: string, reason: string, detail: string): never {
  throw new AppError("input_invalid", detail, { fields: [{ path, reason }] });
}

/** What a rule names must be there for the caller. @throws AppError input_invalid */
async function requireNamed(
  db: Queryable,
  caller: Requester,
  { vehicleIds = [], geofenceIds = [] }: { vehicleIds?: number[] | undefined; geofenceIds?: number[] | undefined },
): Promise<void> {
  const { grants } = caller.user;
  const known = new Set(await knownGeofences(db, scopeOf(grants, "geofence:read"), geofenceIds));
  const missing = geofenceIds.findIndex((id) => !known.has(id));
  if (missing >= 0) refuse(`geofenceIds[${missing}]`, "geofence_unknown", "This names no geofence you may use here.");
  for (const [i, id] of vehicleIds.entries()) {
    const vehicle = await vehicleById(db, scopeOf(grants, "vehicle:read"), id);
    if (!vehicle) refuse(`vehicleIds[${i}]`, "vehicle_unknown", "This names no vehicle you may use here.");
  }
}

export const ruleHandlers = {
  listRules: ({ context, scope, query }) => listRules(context.database, scope, query),

  async createRule({ context, caller, scope, body }) {
    const { database } = context;
    await requireUnit(database, scope, body.unitId, "unitId");
    await requireNamed(database, caller, body);
    return database.transaction(async (tx) => {
      const id = await createRule(tx, body);
      const created = requireFound(await ruleById(tx, scope, id), "rule");
      await audit(tx, caller, { ...audited(created), action: "create", after: fieldsOf(created) });
      return created;
    });
  },

  getRule: async ({ context, scope, params }) =>
    requireFound(await ruleById(context.database, scope, params.id), "rule"),

  async changeRule({ context, caller, scope, params, body }) {
    const { database } = context;
    const before = requireFound(await ruleById(database, scope, params.id), "rule");
    if (body.unitId !== undefined) await requireUnit(database, scope, body.unitId, "unitId");
    await requireNamed(database, caller, body);
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const after: Rule = { ...before, ...given };
    const fault = ruleFault(after);
    if (fault) refuse(fault.path, fault.reason, "The rule lacks something it cannot do without.");
    return database.transaction(async (tx) => {
      await changeRule(tx, before, after);
      await audit(tx, caller, {
        ...audited(after),
        action: "change",
        before: fieldsOf(before),
        after: fieldsOf(after),
      });
      return after;
    });
  },

  async deleteRule({ context, caller, scope, params }) {
    const before = requireFound(await ruleById(context.database, scope, params.id), "rule");
    await context.database.transaction(async (tx) => {
      await deleteRule(tx, before.id);
      await audit(tx, caller, { ...audited(before), action: "delete", before: fieldsOf(before) });
    });
    return null;
  },
} satisfies Partial<Handlers>;
