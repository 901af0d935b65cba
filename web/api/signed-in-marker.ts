// Whether anybody signed in with this browser, from the readable cookie that the server sets and clears
// together with the session. Asking the server instead would answer the first visit with a 401, which
// every browser reports as an error of the page.
import { SIGNED_IN_MARKER } from "../../domain/user.ts";

/** "No" is certain; "yes" only means that it is worth asking. */
export function mayBeSignedIn(cookies: string): boolean {
  return cookies.split("; ").includes(`${SIGNED_IN_MARKER}=1`);
}

/** The session is over: the next start need not ask again. */
export function forgetSignIn(page: Pick<Document, "cookie">): void {
  page.cookie = `${SIGNED_IN_MARKER}=; Max-Age=0; Path=/`;
}
