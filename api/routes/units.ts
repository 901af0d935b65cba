// The tree of organisational units.
import { createUnit, listUnits } from "../../gis/unit.ts";
import type { Handlers } from "../mount-route.ts";
import { requireUnit } from "./require-unit.ts";

export const unitHandlers = {
  async listUnits({ context, scope, query }) {
    const units = await listUnits(context.database, scope);
    // Units are few: one statement reads the tree, pages are cut here.
    const start = query.after === undefined ? 0 : units.findIndex((unit) => String(unit.id) === query.after) + 1;
    const items = units.slice(start, start + query.limit);
    const last = items.at(-1);
    return { items, next: last && start + items.length < units.length ? String(last.id) : null };
  },

  async createUnit({ context, scope, body }) {
    await requireUnit(context.database, scope, body.parentId, "parentId");
    const unit = await createUnit(context.database, body);
    context.feed.publish({ type: "vehicles" });
    return unit;
  },
} satisfies Partial<Handlers>;
