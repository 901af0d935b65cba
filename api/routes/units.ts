// The tree of organisational units.
import { AppError } from "../../domain/problem.ts";
import { inScope, type Scope } from "../../domain/rights.ts";
import { UnitContent, type Unit } from "../../domain/unit.ts";
import type { Queryable } from "../../gis/database.ts";
import {
  countUnit,
  countUnits,
  createUnit,
  deleteUnit,
  listUnits,
  lockUnits,
  moveUnit,
  renameUnit,
  unitById,
} from "../../gis/unit.ts";
import { audit } from "../audit.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";
import { requireUnit } from "./require-unit.ts";

async function requireOwnUnit(tx: Queryable, scope: Scope, id: number): Promise<Unit> {
  const unit = await unitById(tx, id);
  return requireFound(unit && inScope(scope, unit.path) ? unit : null, "unit");
}

const auditedUnit = (unit: Unit) => ({
  objectType: "unit" as const,
  objectId: unit.id,
  objectLabel: unit.name,
  unitId: unit.id,
});

const fieldsOf = ({ name, kind, parentId }: Unit) => ({ name, kind, parentId });

/** @throws AppError unit_is_root, unit_cycle, input_invalid where the new parent is out of reach */
async function move(tx: Queryable, scope: Scope, unit: Unit, parentId: number): Promise<void> {
  if (unit.parentId === null) throw new AppError("unit_is_root", "The topmost unit has no place below another.");
  const parent = await requireUnit(tx, scope, parentId, "parentId");
  if (parent.path.includes(unit.id)) {
    const fields = [{ path: "parentId", reason: "unit_cycle" }];
    throw new AppError("unit_cycle", `"${parent.name}" is the unit itself or below it.`, { fields });
  }
  // Whoever administers only this unit holds no right where it hangs.
  const old = await unitById(tx, unit.parentId);
  if (!old || !inScope(scope, old.path)) {
    throw new AppError("forbidden", "Only who administers the unit above may take this one away from it.");
  }
  await moveUnit(tx, unit, parent);
}

async function requireEmpty(tx: Queryable, unit: Unit): Promise<void> {
  const counts = requireFound(await countUnit(tx, unit.id), "unit");
  const blockers = UnitContent.options
    .map((kind) => ({ kind, count: counts[kind] }))
    .filter((blocker) => blocker.count > 0);
  if (blockers.length === 0) return;
  const named = blockers.map(({ kind, count }) => `${count} ${kind}`).join(", ");
  throw new AppError("unit_not_empty", `Still in the unit: ${named}. Move them to another unit first.`, { blockers });
}

export const unitHandlers = {
  async listUnits({ context, scope, query }) {
    const units = await listUnits(context.database, scope);
    // Units are few: one statement reads the tree, pages are cut here.
    const start = query.after === undefined ? 0 : units.findIndex((unit) => String(unit.id) === query.after) + 1;
    const items = units.slice(start, start + query.limit);
    const last = items.at(-1);
    return { items, next: last && start + items.length < units.length ? String(last.id) : null };
  },

  countUnits: async ({ context, scope }) => ({ items: await countUnits(context.database, scope), next: null }),

  async createUnit({ context, caller, scope, body }) {
    const unit = await context.database.transaction(async (tx) => {
      await requireUnit(tx, scope, body.parentId, "parentId");
      const created = await createUnit(tx, body);
      await audit(tx, caller, { ...auditedUnit(created), action: "create", after: fieldsOf(created) });
      return created;
    });
    context.feed.publish({ type: "vehicles" });
    return unit;
  },

  async changeUnit({ context, caller, scope, params, body }) {
    const unit = await context.database.transaction(async (tx) => {
      await lockUnits(tx);
      const before = await requireOwnUnit(tx, scope, params.id);
      await renameUnit(tx, before.id, body.name ?? before.name, body.kind ?? before.kind);
      const { parentId } = body;
      if (parentId !== undefined && parentId !== before.parentId) await move(tx, scope, before, parentId);
      const after = requireFound(await unitById(tx, before.id), "unit");
      await audit(tx, caller, {
        ...auditedUnit(after),
        action: "change",
        before: fieldsOf(before),
        after: fieldsOf(after),
      });
      return after;
    });
    context.feed.publish({ type: "vehicles" });
    // A move changes what the users of both places may see.
    context.feed.publish({ type: "users" });
    return unit;
  },

  async deleteUnit({ context, caller, scope, params }) {
    await context.database.transaction(async (tx) => {
      await lockUnits(tx);
      const unit = await requireOwnUnit(tx, scope, params.id);
      if (unit.parentId === null) throw new AppError("unit_is_root", "The topmost unit cannot be deleted.");
      await requireEmpty(tx, unit);
      await audit(tx, caller, { ...auditedUnit(unit), action: "delete", before: fieldsOf(unit) });
      await deleteUnit(tx, unit.id);
    });
    context.feed.publish({ type: "vehicles" });
    return null;
  },
} satisfies Partial<Handlers>;
