// The session cookie: a random token of which the database knows only the hash.
import { createHash, randomBytes } from "node:crypto";
import { parseCookie, stringifySetCookie } from "cookie";
import { SIGNED_IN_MARKER } from "../domain/user.ts";

export const SESSION_COOKIE = "kentiz_session";
/** Without a request for this long the session is over … */
export const SESSION_IDLE_SECONDS = 8 * 3600;
/** … and after this long in any case. */
export const SESSION_ABSOLUTE_SECONDS = 7 * 24 * 3600;

export function newSessionToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashSessionToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export function sessionTokenOf(cookieHeader: string | undefined): string | null {
  if (!cookieHeader) return null;
  return parseCookie(cookieHeader)[SESSION_COOKIE] ?? null;
}

/**
 * Strict, because nothing but the console's own pages ever needs the session. The second cookie holds no
 * secret and the console can read it: without it the sign-in page would have to ask GET /api/session to
 * learn that nobody is signed in, and every browser reports that 401 as an error.
 */
function cookiesOf(token: string, marker: string, secure: boolean, maxAge: number): string[] {
  const common = { path: "/", sameSite: "strict", secure, maxAge } as const;
  return [
    stringifySetCookie({ name: SESSION_COOKIE, value: token, httpOnly: true, ...common }),
    stringifySetCookie({ name: SIGNED_IN_MARKER, value: marker, ...common }),
  ];
}

export function sessionCookies(token: string, secure: boolean): string[] {
  return cookiesOf(token, "1", secure, SESSION_ABSOLUTE_SECONDS);
}

export function clearedSessionCookies(secure: boolean): string[] {
  return cookiesOf("", "", secure, 0);
}
