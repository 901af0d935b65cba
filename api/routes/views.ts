// Saved views: everybody's own, nobody sees those of others.
import { AppError } from "../../domain/problem.ts";
import { MAX_SAVED_VIEWS } from "../../domain/saved-view.ts";
import { compareTurkish } from "../../domain/turkish-text.ts";
import { changeView, createView, deleteView, viewsOfUser } from "../../gis/saved-view.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";

export const viewHandlers = {
  async listViews({ context, caller }) {
    const views = await viewsOfUser(context.database, caller.user.id);
    return { items: views.toSorted((a, b) => compareTurkish(a.name, b.name)), next: null };
  },

  async createView({ context, caller, body }) {
    const view = await createView(context.database, caller.user.id, body, MAX_SAVED_VIEWS);
    if (!view) throw new AppError("too_many", `A user can keep ${MAX_SAVED_VIEWS} views. Delete one first.`);
    return view;
  },

  changeView: async ({ context, caller, params, body }) =>
    requireFound(await changeView(context.database, caller.user.id, params.id, body), "view"),

  async deleteView({ context, caller, params }) {
    requireFound((await deleteView(context.database, caller.user.id, params.id)) || null, "view");
    return null;
  },
} satisfies Partial<Handlers>;
