// Whether anybody signed in with this browser, from the readable cookie that the server sets and clears
// together with the session. Asking the server instead would answer the first visit with a 401, which
// every browser reports as an error of the page.
import { SIGNED_IN_MARKER } from "../../domain/user.ts";

/** "No" is certain; "yes" only means that it is worth asking. */
export function mayBeSignedIn(cookies: string): boolean {
  return cookies.split("; ").includes(`${SIGNED_IN_MARKER}=1`);
}
