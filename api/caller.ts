// Who is calling: the user of the session named by the cookie, or of an API token.
import type { IncomingHttpHeaders } from "node:http";
import type { User } from "../domain/user.ts";
import { findToken } from "../gis/api-token.ts";
import type { Queryable } from "../gis/database.ts";
import { findSession } from "../gis/session.ts";
import { bearerOf } from "./bearer.ts";
import { hashSessionToken, SESSION_IDLE_SECONDS, sessionTokenOf } from "./session-cookie.ts";

/** Someone who signed in. */
export interface Caller {
  user: User;
  tokenHash: Buffer;
  expiresAt: Date;
}

/** Whose rights a request has. */
export interface Requester {
  user: User;
  /** null = a program with an API token. */
  session: Caller | null;
  /** Its token must not change anything. */
  readOnly: boolean;
}

export async function callerBySession(database: Queryable, tokenHash: Buffer): Promise<Caller | null> {
  const session = await findSession(database, tokenHash, SESSION_IDLE_SECONDS);
  return session ? { user: session.user, tokenHash, expiresAt: session.expiresAt } : null;
}

/** null = nobody is signed in. */
export async function callerOf(database: Queryable, headers: IncomingHttpHeaders): Promise<Caller | null> {
  const token = sessionTokenOf(headers.cookie);
  return token === null ? null : callerBySession(database, hashSessionToken(token));
}

/** An API token counts even where there is a cookie too; null = neither is good. */
export async function requesterOf(database: Queryable, headers: IncomingHttpHeaders): Promise<Requester | null> {
  const token = bearerOf(headers.authorization);
  if (token !== null) {
    const found = await findToken(database, hashSessionToken(token));
    return found && { user: found.user, session: null, readOnly: found.readOnly };
  }
  const session = await callerOf(database, headers);
  return session && { user: session.user, session, readOnly: false };
}
