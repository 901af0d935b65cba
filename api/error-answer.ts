// Turns whatever a handler throws into a problem document (RFC 9457). Nothing of the inside (SQL,
// stack, paths) leaves the house; what is unexpected is logged with the request id instead.
import type { ErrorRequestHandler, Response } from "express";
import type { Logger } from "pino";
import { AppError, PROBLEM_STATUS, type Problem, type ProblemCode } from "../domain/problem.ts";
import { DatabaseError } from "../gis/database-error.ts";
import { QueueFullError } from "./queue.ts";

const DATABASE_RETRY_SECONDS = 5;

export const PROBLEM_TITLES: Readonly<Record<ProblemCode, string>> = {
  input_invalid: "The input was not accepted",
  json_unreadable: "The body is not readable JSON",
  not_signed_in: "Nobody is signed in",
  credentials_wrong: "User name or password is wrong",
  forbidden: "Not allowed",
  origin_foreign: "The request comes from a foreign page",
  not_found: "Not found",
  method_not_allowed: "Method not allowed here",
  conflict: "In conflict with what is stored",
  plate_taken: "The plate is taken",
  code_taken: "The machine code is taken",
  username_taken: "The user name is taken",
  assignment_overlap: "The assignment overlaps another one",
  last_administrator: "The last administrator cannot go",
  unit_not_empty: "The unit is not empty",
  unit_is_root: "The topmost unit stays where it is",
  unit_cycle: "A unit cannot be below itself",
  own_account: "Not possible for the own account",
  shortcut_taken: "Another view has this shortcut",
  too_many: "There are too many already",
  body_too_large: "The body is too large",
  range_not_satisfiable: "No such range",
  media_type_unsupported: "The media type is not supported",
  too_many_attempts: "Too many attempts",
  internal: "Unexpected error",
  database_unavailable: "The database cannot be reached",
};

/** What a violated constraint means to people (names from gis/migrations). */
const CONSTRAINT_PROBLEMS: Readonly<Record<string, () => AppError>> = {
  vehicle_plate_index: () => taken("plate_taken", "Another vehicle has this plate.", "plate"),
  vehicle_code_index: () => taken("code_taken", "Another vehicle has this machine code.", "code"),
  user_account_username_key: () => taken("username_taken", "Another user has this name.", "username"),
  saved_view_shortcut_key: () => taken("shortcut_taken", "Another view of yours has this shortcut.", "shortcut"),
  device_assignment_no_overlap: () =>
    taken("assignment_overlap", "The device serves another vehicle in that time.", "from"),
};

function taken(code: ProblemCode, detail: string, path: string): AppError {
  return new AppError(code, detail, { fields: [{ path, reason: code }] });
}

function fromDatabase(error: DatabaseError): AppError {
  if (error.kind === "unavailable" || error.kind === "timeout") {
    const retryAfterSeconds = DATABASE_RETRY_SECONDS;
    return new AppError("database_unavailable", "Try again in a few seconds.", { retryAfterSeconds });
  }
  const known = error.constraint === null ? undefined : CONSTRAINT_PROBLEMS[error.constraint];
  if (known) return known();
  if (error.kind === "conflict") return new AppError("conflict", "Something with this name or time exists already.");
  if (error.kind === "refused") return new AppError("input_invalid", "A value is outside what can be stored.");
  return new AppError("internal", "Something unexpected happened; it was logged.");
}

/** Errors of body-parser and express carry a status and, for bodies, a type. */
function fromHttpError(error: Error): AppError | null {
  const status = "status" in error && typeof error.status === "number" ? error.status : 0;
  const type = "type" in error ? error.type : null;
  if (type === "entity.parse.failed") return new AppError("json_unreadable", "The body is not valid JSON.");
  if (status === 413) return new AppError("body_too_large", "The body is larger than this route accepts.");
  if (status === 415) return new AppError("media_type_unsupported", "Encoding or character set is not supported.");
  if (status === 416) return new AppError("range_not_satisfiable", "The file has no such bytes.");
  if (status === 404) return new AppError("not_found", "There is nothing at this address.");
  if (status >= 400 && status < 500) return new AppError("input_invalid", "The request is malformed.");
  return null;
}

export function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof DatabaseError) return fromDatabase(error);
  if (error instanceof QueueFullError) {
    return new AppError("too_many_attempts", "Too many people are signing in just now.", { retryAfterSeconds: 5 });
  }
  const http = error instanceof Error ? fromHttpError(error) : null;
  return http ?? new AppError("internal", "Something unexpected happened; it was logged.");
}

export function problemOf(error: AppError): Problem {
  return {
    type: `/api/docs#${error.code}`,
    title: PROBLEM_TITLES[error.code],
    status: PROBLEM_STATUS[error.code],
    code: error.code,
    detail: error.message,
    ...error.extra,
  };
}

export function sendProblem(response: Response, error: AppError): void {
  const { retryAfterSeconds } = error.extra;
  if (retryAfterSeconds !== undefined) response.set("Retry-After", String(retryAfterSeconds));
  response.status(PROBLEM_STATUS[error.code]);
  response.set("Cache-Control", "no-store");
  response.type("application/problem+json");
  response.send(JSON.stringify(problemOf(error)));
}

export function errorAnswer(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const known = appErrorOf(error);
    if (PROBLEM_STATUS[known.code] >= 500) {
      logger.error({ err: error, requestId: response.getHeader("X-Request-Id"), path: request.path }, "request failed");
    }
    // A stream that broke half way: only cutting the connection tells the client so.
    if (response.headersSent) response.destroy();
    else sendProblem(response, known);
  };
}
