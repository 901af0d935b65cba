// Who is calling: the user of the session named by the cookie.
import type { IncomingHttpHeaders } from "node:http";
import type { User } from "../domain/user.ts";
import type { Queryable } from "../gis/database.ts";
import { findSession } from "../gis/session.ts";
import { hashSessionToken, SESSION_IDLE_SECONDS, sessionTokenOf } from "./session-cookie.ts";

export interface Caller {
  user: User;
  tokenHash: Buffer;
  expiresAt: Date;
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
