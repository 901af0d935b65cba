// Signing in and out.
import type { Request } from "express";
import { AppError } from "../../domain/problem.ts";
import { permissionsOf } from "../../domain/rights.ts";
import type { Session, User } from "../../domain/user.ts";
import { getInstallation } from "../../gis/installation.ts";
import {
  ADDRESS_PATIENCE,
  blockedUntil,
  clearFailures,
  recordFailure,
  USER_PATIENCE,
} from "../../gis/login-failure.ts";
import { createSession, deleteSession } from "../../gis/session.ts";
import { userByUsername } from "../../gis/user.ts";
import type { ApiContext } from "../context.ts";
import type { Handlers } from "../mount-route.ts";
import {
  clearedSessionCookie,
  hashSessionToken,
  newSessionToken,
  SESSION_ABSOLUTE_SECONDS,
  sessionCookie,
  sessionTokenOf,
} from "../session-cookie.ts";

const normalised = (username: string): string => username.trim().toLowerCase();

async function sessionOf({ database, version, timeZone }: ApiContext, user: User, expiresAt: Date): Promise<Session> {
  const notice = await getInstallation(database, "notice");
  return {
    user,
    permissions: permissionsOf(user.grants),
    expiresAt: expiresAt.toISOString(),
    version,
    timeZone,
    notice: typeof notice === "string" ? notice : null,
  };
}

/** @throws AppError too_many_attempts */
async function refuseWhileBlocked({ database }: ApiContext, subjects: string[]): Promise<void> {
  const until = await blockedUntil(database, subjects);
  const seconds = until === null ? 0 : Math.ceil((until.getTime() - Date.now()) / 1000);
  if (seconds > 0) {
    throw new AppError("too_many_attempts", `Too many failed attempts. Try again in ${seconds} seconds.`, {
      retryAfterSeconds: seconds,
    });
  }
}

/** @throws AppError credentials_wrong, too_many_attempts: the same whether the user exists or not */
async function checkCredentials(context: ApiContext, request: Request, name: string, password: string): Promise<User> {
  const { database, passwords, logger } = context;
  const username = normalised(name);
  const address = request.ip ?? "unknown";
  const [userSubject, addressSubject] = [`user:${username}`, `address:${address}`];
  await refuseWhileBlocked(context, [userSubject, addressSubject]);
  const found = await userByUsername(database, username);
  const right = await passwords.matches(found?.passwordHash ?? null, password);
  if (!found || !right || found.disabled) {
    await recordFailure(database, userSubject, USER_PATIENCE);
    await recordFailure(database, addressSubject, ADDRESS_PATIENCE);
    logger.warn({ username, address }, "sign-in failed");
    throw new AppError("credentials_wrong", "User name or password is wrong.");
  }
  await clearFailures(database, userSubject);
  const { passwordHash: _passwordHash, ...user } = found;
  return user;
}

async function endSessionOf({ database, feed }: ApiContext, request: Request): Promise<void> {
  const token = sessionTokenOf(request.headers.cookie);
  if (token === null) return;
  await deleteSession(database, hashSessionToken(token));
  feed.publish({ type: "users" });
}

export const sessionHandlers = {
  async signIn({ context, body, request, response }) {
    const user = await context.signInQueue.run(() => checkCredentials(context, request, body.username, body.password));
    // A new token for every sign-in: one planted in the browser before opens nothing.
    await endSessionOf(context, request);
    const token = newSessionToken();
    const expiresAt = new Date(Date.now() + SESSION_ABSOLUTE_SECONDS * 1000);
    await createSession(context.database, { tokenHash: hashSessionToken(token), userId: user.id, expiresAt });
    response.append("Set-Cookie", sessionCookie(token, context.secure));
    return sessionOf(context, user, expiresAt);
  },

  getSession: ({ context, caller }) => sessionOf(context, caller.user, caller.expiresAt),

  async signOut({ context, request, response }) {
    await endSessionOf(context, request);
    response.append("Set-Cookie", clearedSessionCookie(context.secure));
    return null;
  },
} satisfies Partial<Handlers>;
