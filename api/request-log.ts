// One log line per request, and an id that ties a problem a user reports to it. Headers, bodies and
// query strings stay out: they carry passwords, cookies and people's whereabouts.
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "pino";
import type { RequestMetrics } from "./metrics.ts";

const REQUEST_ID = /^[\w-]{8,64}$/;

/** Requests of machines and of map drawing would drown the others. */
const QUIET = /^\/(tiles|assets|auth|healthz|readyz|metrics)(\/|$)/;

/** What stands between is a secret (queue-auth-door). */
const AUTH_SECRET = /^\/auth\/[^/]+\/(?=.)/;

export function requestLog(logger: Logger, metrics: RequestMetrics): RequestHandler {
  return (request, response, next) => {
    const given = request.get("x-request-id");
    const requestId = given && REQUEST_ID.test(given) ? given : randomUUID();
    response.set("X-Request-Id", requestId);
    const startedAt = performance.now();
    const { method } = request;
    const path = request.path.replace(AUTH_SECRET, "/auth/***/");
    response.once("close", () => {
      const milliseconds = Math.round(performance.now() - startedAt);
      metrics.observe(method, response.statusCode, milliseconds / 1000);
      const level = QUIET.test(path) ? "debug" : "info";
      logger[level]({ requestId, method, path, status: response.statusCode, milliseconds }, "request");
    });
    next();
  };
}
