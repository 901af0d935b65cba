// People and their roles.
import { AppError } from "../../domain/problem.ts";
import { inScope, mayGrant, type Grant, type Scope } from "../../domain/rights.ts";
import type { User, UserChange } from "../../domain/user.ts";
import type { Queryable } from "../../gis/database.ts";
import { hasOtherRootAdministrator } from "../../gis/root-administrator.ts";
import { deleteSessionsOfUser } from "../../gis/session.ts";
import { rootUnit, unitById } from "../../gis/unit.ts";
import { changeUser, createUser, listUsers, userById } from "../../gis/user.ts";
import { hashPassword } from "../password.ts";
import type { Handlers } from "../mount-route.ts";
import { requireFound } from "./require-found.ts";
import { requireUnit } from "./require-unit.ts";

const notGrantable = (): AppError =>
  new AppError("forbidden", "Nobody may hand out or take away more than their own rights.");

async function coversRoot(database: Queryable, scope: Scope): Promise<boolean> {
  const root = await rootUnit(database);
  return root !== null && scope.unitIds.includes(root.id);
}

/** Someone without any role belongs to no unit: only who administers the root may deal with them. */
async function requireRootForNobody(database: Queryable, scope: Scope, grants: readonly Grant[]): Promise<void> {
  if (grants.length === 0 && !(await coversRoot(database, scope))) throw notGrantable();
}

/** @throws AppError input_invalid for units out of reach, forbidden for roles above the own */
async function requireGrantable(
  database: Queryable,
  own: readonly Grant[],
  scope: Scope,
  grants: readonly Grant[],
): Promise<void> {
  await requireRootForNobody(database, scope, grants);
  for (const [index, grant] of grants.entries()) {
    const unit = await requireUnit(database, scope, grant.unitId, `grants[${index}].unitId`);
    if (!mayGrant(own, grant, unit.path)) throw notGrantable();
  }
}

/**
 * Whoever sets someone's password can become that person, so it takes all of that person's rights.
 * @throws AppError not_found where the user holds nothing in the scope, forbidden where more than the caller
 */
async function requireManageable(database: Queryable, own: readonly Grant[], scope: Scope, user: User): Promise<void> {
  let visible = user.grants.length === 0 && (await coversRoot(database, scope));
  let above = false;
  for (const grant of user.grants) {
    const path = (await unitById(database, grant.unitId))?.path ?? [];
    visible ||= inScope(scope, path);
    above ||= !mayGrant(own, grant, path);
  }
  requireFound(visible ? user : null, "user");
  if (above) throw notGrantable();
}

/** The change takes administration of the root away from the user. */
async function requireAdministratorLeft(tx: Queryable, user: User, change: UserChange): Promise<void> {
  const root = await rootUnit(tx);
  const administersRoot = (grants: readonly Grant[]): boolean =>
    grants.some((grant) => grant.role === "administrator" && grant.unitId === root?.id);
  if (user.disabled || !administersRoot(user.grants)) return;
  const stays = !(change.disabled ?? false) && administersRoot(change.grants ?? user.grants);
  if (!stays && !(await hasOtherRootAdministrator(tx, user.id))) {
    throw new AppError("last_administrator", "This is the last administrator of the whole installation.");
  }
}

export const userHandlers = {
  listUsers: ({ context, scope, query }) => listUsers(context.database, scope, query),

  async createUser({ context, caller, scope, body }) {
    const { database } = context;
    await requireGrantable(database, caller.user.grants, scope, body.grants);
    const { password, ...fields } = body;
    const passwordHash = await hashPassword(password);
    return database.transaction((tx) => createUser(tx, { ...fields, passwordHash }));
  },

  async changeUser({ context, caller, scope, params, body }) {
    const { database, feed } = context;
    const own = caller.user.grants;
    const { password, ...fields } = body;
    const secret = password === undefined ? {} : { passwordHash: await hashPassword(password) };
    const changed = await database.transaction(async (tx) => {
      const user = requireFound(await userById(tx, params.id), "user");
      await requireManageable(tx, own, scope, user);
      if (body.grants) await requireGrantable(tx, own, scope, body.grants);
      await requireAdministratorLeft(tx, user, body);
      const after = await changeUser(tx, user.id, { ...fields, ...secret });
      // Whoever changes the own password stays signed in here and nowhere else.
      const keep = user.id === caller.user.id ? caller.tokenHash : null;
      if (password !== undefined || body.disabled) await deleteSessionsOfUser(tx, user.id, keep);
      return after;
    });
    feed.publish({ type: "users" });
    return changed;
  },
} satisfies Partial<Handlers>;
