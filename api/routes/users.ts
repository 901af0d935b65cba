// People and their roles.
import { AppError } from "../../domain/problem.ts";
import { inScope, mayGrant, type Grant, type Scope } from "../../domain/rights.ts";
import type { User, UserChange } from "../../domain/user.ts";
import type { Queryable } from "../../gis/database.ts";
import { deleteTokensOfUser } from "../../gis/api-token.ts";
import { clearFailures } from "../../gis/login-failure.ts";
import { coversRoot, hasOtherRootAdministrator } from "../../gis/root-administrator.ts";
import { deleteSessionsOfUser } from "../../gis/session.ts";
import { rootUnit, unitById } from "../../gis/unit.ts";
import { accountById, changeUser, createUser, deleteUser, listUsers, userById } from "../../gis/user.ts";
import { audit } from "../audit.ts";
import type { Requester } from "../caller.ts";
import { newDeviceSecret } from "../device-credential.ts";
import type { Handlers } from "../mount-route.ts";
import { hashPassword } from "../password.ts";
import { userSubject } from "../sign-in-throttle.ts";
import { requireFound } from "./require-found.ts";
import { requireUnit } from "./require-unit.ts";

const notGrantable = (): AppError =>
  new AppError("forbidden", "Nobody may hand out or take away more than their own rights.");

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

async function isVisible(database: Queryable, scope: Scope, user: User): Promise<boolean> {
  if (user.grants.length === 0) return coversRoot(database, scope);
  for (const grant of user.grants) {
    const unit = await unitById(database, grant.unitId);
    if (unit && inScope(scope, unit.path)) return true;
  }
  return false;
}

/**
 * Whoever sets someone's password can become that person, so it takes all of that person's rights.
 * @throws AppError not_found where the user holds nothing in the scope, forbidden where more than the caller
 */
async function requireManageable(database: Queryable, own: readonly Grant[], scope: Scope, user: User): Promise<void> {
  requireFound((await isVisible(database, scope, user)) || null, "user");
  for (const grant of user.grants) {
    const path = (await unitById(database, grant.unitId))?.path ?? [];
    if (!mayGrant(own, grant, path)) throw notGrantable();
  }
}

/** What a change of the user would leave; null = the user goes altogether. */
type Remaining = Pick<UserChange, "disabled" | "grants"> | null;

/** @throws AppError last_administrator where nobody would administer the root any more */
async function requireAdministratorLeft(tx: Queryable, user: User, remaining: Remaining): Promise<void> {
  const root = await rootUnit(tx);
  const administersRoot = (grants: readonly Grant[]): boolean =>
    grants.some((grant) => grant.role === "administrator" && grant.unitId === root?.id);
  if (user.disabled || !administersRoot(user.grants)) return;
  const stays = remaining !== null && !remaining.disabled && administersRoot(remaining.grants ?? user.grants);
  if (!stays && !(await hasOtherRootAdministrator(tx, user.id))) {
    throw new AppError("last_administrator", "This is the last administrator of the whole installation.");
  }
}

async function manageableUser(tx: Queryable, caller: Requester, scope: Scope, id: number): Promise<User> {
  const user = requireFound(await userById(tx, id), "user");
  await requireManageable(tx, caller.user.grants, scope, user);
  return user;
}

/** Whoever finds a console left open must not be able to take the account over. */
function refuseOwnPassword(caller: Requester, user: User): void {
  if (user.id !== caller.user.id) return;
  const fields = [{ path: "password", reason: "current_password_needed" }];
  throw new AppError("input_invalid", "The own password is changed at POST /api/session/password.", { fields });
}

const madeUpPassword = (): string => newDeviceSecret().slice(0, 16);

const fieldsOf = ({ displayName, disabled, grants }: User) => ({ displayName, disabled, grants });

const auditedUser = (user: User) => ({
  objectType: "user" as const,
  objectId: user.id,
  objectLabel: user.username,
  unitId: user.grants[0]?.unitId ?? 0,
});

/** What ends when somebody is kept out: sessions, and the wait after failed tries with the forgotten password. */
async function endAccess(tx: Queryable, user: User): Promise<void> {
  await deleteSessionsOfUser(tx, user.id);
  await clearFailures(tx, userSubject(user.username));
}

/**
 * A password is reset because somebody else may know it, and who knew it could have made tokens. A locked
 * user keeps them: they open nothing until the lock is taken off.
 */
async function noteReset(tx: Queryable, caller: Requester, user: User): Promise<void> {
  const revokedTokens = await deleteTokensOfUser(tx, user.id);
  await audit(tx, caller, { ...auditedUser(user), action: "reset-password", after: { revokedTokens } });
}

export const userHandlers = {
  listUsers: ({ context, scope, query }) => listUsers(context.database, scope, query),

  async getUser({ context, scope, params }) {
    const user = requireFound(await accountById(context.database, params.id), "user");
    requireFound((await isVisible(context.database, scope, user)) || null, "user");
    return user;
  },

  async createUser({ context, caller, scope, body }) {
    const { database } = context;
    await requireGrantable(database, caller.user.grants, scope, body.grants);
    const { password, ...fields } = body;
    const temporaryPassword = password === undefined ? madeUpPassword() : null;
    const passwordHash = await hashPassword(password ?? temporaryPassword ?? "");
    const passwordTemporary = temporaryPassword !== null;
    const user = await database.transaction(async (tx) => {
      const created = await createUser(tx, { ...fields, passwordHash, passwordTemporary });
      await audit(tx, caller, { ...auditedUser(created), action: "create", after: fieldsOf(created) });
      return created;
    });
    return { ...user, temporaryPassword };
  },

  async changeUser({ context, caller, scope, params, body }) {
    const { database, feed } = context;
    const { password, ...fields } = body;
    const secret = password === undefined ? {} : { password: { hash: await hashPassword(password), temporary: true } };
    const changed = await database.transaction(async (tx) => {
      const user = await manageableUser(tx, caller, scope, params.id);
      if (password !== undefined) refuseOwnPassword(caller, user);
      if (body.grants) await requireGrantable(tx, caller.user.grants, scope, body.grants);
      await requireAdministratorLeft(tx, user, body);
      const after = await changeUser(tx, user, { ...fields, ...secret });
      if (password !== undefined) await noteReset(tx, caller, after);
      if (password !== undefined || body.disabled) await endAccess(tx, user);
      await audit(tx, caller, {
        ...auditedUser(after),
        action: "change",
        before: fieldsOf(user),
        after: fieldsOf(after),
      });
      return after;
    });
    feed.publish({ type: "users" });
    return changed;
  },

  async resetPassword({ context, caller, scope, params, body }) {
    const temporaryPassword = body.password === undefined ? madeUpPassword() : null;
    const hash = await hashPassword(body.password ?? temporaryPassword ?? "");
    await context.database.transaction(async (tx) => {
      const user = await manageableUser(tx, caller, scope, params.id);
      refuseOwnPassword(caller, user);
      await changeUser(tx, user, { password: { hash, temporary: true } });
      await endAccess(tx, user);
      await noteReset(tx, caller, user);
    });
    context.feed.publish({ type: "users" });
    return { temporaryPassword };
  },

  async deleteUser({ context, caller, scope, params }) {
    await context.database.transaction(async (tx) => {
      const user = await manageableUser(tx, caller, scope, params.id);
      if (user.id === caller.user.id) throw new AppError("own_account", "Nobody can remove the own account.");
      await requireAdministratorLeft(tx, user, null);
      await audit(tx, caller, { ...auditedUser(user), action: "delete", before: fieldsOf(user) });
      await deleteUser(tx, user.id);
    });
    context.feed.publish({ type: "users" });
    return null;
  },
} satisfies Partial<Handlers>;
