// Signing in and out, and the own password.
import type { Request } from "express";
import { AppError } from "../../domain/problem.ts";
import { permissionsOf } from "../../domain/rights.ts";
import type { Session } from "../../domain/user.ts";
import { getInstallation } from "../../gis/installation.ts";
import { createSession, deleteSession, deleteSessionsOfUser } from "../../gis/session.ts";
import { rootUnit } from "../../gis/unit.ts";
import { accountById, changeUser, noteSignIn, userByUsername, type UserWithSecret } from "../../gis/user.ts";
import type { Caller } from "../caller.ts";
import type { ApiContext } from "../context.ts";
import type { Handlers } from "../mount-route.ts";
import { hashPassword } from "../password.ts";
import { requireSession } from "../require-session.ts";
import {
  clearedSessionCookies,
  hashSessionToken,
  newSessionToken,
  SESSION_ABSOLUTE_SECONDS,
  sessionCookies,
  sessionTokenOf,
} from "../session-cookie.ts";
import { throttled } from "../sign-in-throttle.ts";

const normalised = (username: string): string => username.trim().toLowerCase();

async function sessionOf(
  { database, version, timeZone }: ApiContext,
  { user, expiresAt }: Pick<Caller, "user" | "expiresAt">,
): Promise<Session> {
  const account = await accountById(database, user.id);
  const notice = await getInstallation(database, "notice");
  const root = await rootUnit(database);
  return {
    user,
    permissions: permissionsOf(user.grants, root?.id ?? 0),
    expiresAt: expiresAt.toISOString(),
    passwordTemporary: account?.passwordTemporary ?? false,
    version,
    timeZone,
    notice: typeof notice === "string" ? notice : null,
  };
}

/** @throws AppError credentials_wrong, too_many_attempts: the same whether the user exists or not */
async function checkCredentials(
  context: ApiContext,
  request: Request,
  name: string,
  password: string,
): Promise<UserWithSecret> {
  const username = normalised(name);
  const found = await userByUsername(context.database, username);
  const isRight = await throttled(context, request, username, async () => {
    const matches = await context.passwords.matches(found?.passwordHash ?? null, password);
    return matches && found !== null && !found.disabled;
  });
  if (!isRight || !found) throw new AppError("credentials_wrong", "User name or password is wrong.");
  return found;
}

async function endSessionOf({ database, feed }: ApiContext, request: Request): Promise<void> {
  const token = sessionTokenOf(request.headers.cookie);
  if (token === null) return;
  await deleteSession(database, hashSessionToken(token));
  feed.publish({ type: "users" });
}

/** @throws AppError input_invalid, too_many_attempts */
async function requireCurrentPassword(
  context: ApiContext,
  request: Request,
  username: string,
  password: string,
): Promise<void> {
  const isRight = await throttled(context, request, username, async () => {
    const found = await userByUsername(context.database, username);
    return context.passwords.matches(found?.passwordHash ?? null, password);
  });
  if (isRight) return;
  const fields = [{ path: "currentPassword", reason: "current_password_wrong" }];
  throw new AppError("input_invalid", "The present password is wrong.", { fields });
}

export const sessionHandlers = {
  async signIn({ context, body, request, response }) {
    const { database } = context;
    const found = await context.signInQueue.run(() => checkCredentials(context, request, body.username, body.password));
    const { passwordHash: _passwordHash, ...user } = found;
    // A new token for every sign-in: one planted in the browser before opens nothing.
    await endSessionOf(context, request);
    const token = newSessionToken();
    const expiresAt = new Date(Date.now() + SESSION_ABSOLUTE_SECONDS * 1000);
    await createSession(database, { tokenHash: hashSessionToken(token), userId: user.id, expiresAt });
    await noteSignIn(database, user.id);
    for (const cookie of sessionCookies(token, context.secure)) response.append("Set-Cookie", cookie);
    return sessionOf(context, { user, expiresAt });
  },

  getSession: ({ context, caller }) => sessionOf(context, requireSession(caller)),

  async signOut({ context, request, response }) {
    await endSessionOf(context, request);
    for (const cookie of clearedSessionCookies(context.secure)) response.append("Set-Cookie", cookie);
    return null;
  },

  async changeOwnPassword({ context, caller, body, request }) {
    const { user, tokenHash } = requireSession(caller);
    const { currentPassword, newPassword } = body;
    // In the queue of sign-ins: tries in parallel must not outrun the throttle here either.
    await context.signInQueue.run(() => requireCurrentPassword(context, request, user.username, currentPassword));
    if (newPassword === currentPassword) {
      const fields = [{ path: "newPassword", reason: "password_unchanged" }];
      throw new AppError("input_invalid", "The new password is the present one.", { fields });
    }
    const hash = await hashPassword(newPassword);
    await context.database.transaction(async (tx) => {
      await changeUser(tx, user, { password: { hash, temporary: false } });
      await deleteSessionsOfUser(tx, user.id, tokenHash);
    });
    context.feed.publish({ type: "users" });
    return null;
  },
} satisfies Partial<Handlers>;
