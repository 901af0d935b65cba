// Response headers that tell browsers how little these pages may do.
import type { RequestHandler } from "express";
import helmet from "helmet";

const SELF = "'self'";

/**
 * @param secure people reach the installation over https
 * @param tileOrigins hosts of configured base maps, which browsers ask for pictures and nothing else
 */
export function securityHeaders(secure: boolean, tileOrigins: readonly string[]): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": [SELF],
        // MapLibre's worker is a file of our own (maplibre-gl 6 needs no blob: worker).
        "worker-src": [SELF],
        // Mantine sets CSS variables in style elements and attributes.
        "style-src": [SELF, "'unsafe-inline'"],
        // Icons are drawn on canvases; photos are previewed before upload.
        "img-src": [SELF, "data:", "blob:", ...tileOrigins],
        "font-src": [SELF, "data:"],
        // 'self' covers the WebSocket of the same host (CSP 3).
        "connect-src": [SELF, ...tileOrigins],
        "manifest-src": [SELF],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        // On plain http this would send every request to a port where nothing listens.
        ...(secure ? { "upgrade-insecure-requests": [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // Browsers ignore these two on plain http and complain about it in the console.
    crossOriginOpenerPolicy: secure ? { policy: "same-origin" } : false,
    originAgentCluster: secure,
    xFrameOptions: { action: "deny" },
    // Not "no-referrer": that would make browsers send "Origin: null" with form posts of our own.
    referrerPolicy: { policy: "same-origin" },
  });
}
