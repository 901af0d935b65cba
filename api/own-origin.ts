// Whether a request comes from this installation's own pages. Browsers send Origin with everything
// that changes something; programs such as curl send none and carry no foreign page's cookies.
import type { IncomingHttpHeaders } from "node:http";

interface Own {
  publicOrigin: string | null;
  tls: boolean;
}

export function isForeignOrigin(headers: IncomingHttpHeaders, own: Own): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return headers["sec-fetch-site"] === "cross-site";
  if (origin === own.publicOrigin) return false;
  if (!host) return true;
  const direct = `${own.tls ? "https" : "http"}://${host}`.toLowerCase();
  if (origin.toLowerCase() === direct) return false;
  // Behind a proxy that ends TLS and without PUBLIC_URL the scheme cannot be known, the host can.
  return own.publicOrigin !== null || own.tls || origin.toLowerCase() !== `https://${host}`.toLowerCase();
}
