// Browsers say which page opens a WebSocket; programs and devices say nothing. A page of somebody else
// must not use the door with what a browser in the municipality's network can reach.
import type { IncomingHttpHeaders } from "node:http";

/** @param allowed origins such as "https://harita.example", besides the one the request came to */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  if (origin === undefined || allowed.includes(origin)) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}
