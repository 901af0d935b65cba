// Errors that reach a person (RFC 9457). `code` is a constant the interface translates; `title` and
// `detail` are plain English for API users; `fields` says which input was wrong and how.
import { z } from "zod";
import { UnitContent } from "./unit.ts";

export const PROBLEM_STATUS = {
  input_invalid: 400,
  json_unreadable: 400,
  not_signed_in: 401,
  credentials_wrong: 401,
  forbidden: 403,
  origin_foreign: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  plate_taken: 409,
  code_taken: 409,
  username_taken: 409,
  assignment_overlap: 409,
  last_administrator: 409,
  unit_not_empty: 409,
  unit_is_root: 409,
  unit_cycle: 409,
  own_account: 409,
  shortcut_taken: 409,
  too_many: 409,
  body_too_large: 413,
  media_type_unsupported: 415,
  range_not_satisfiable: 416,
  too_many_attempts: 429,
  internal: 500,
  database_unavailable: 503,
} as const;
export type ProblemCode = keyof typeof PROBLEM_STATUS;

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    fields: z
      .array(
        z.object({
          path: z.string(),
          reason: z.string(),
          /** Where on the map, [lon, lat]. */
          at: z.tuple([z.number(), z.number()]).optional(),
        }),
      )
      .optional(),
    /** What stands in the way of deleting something, and how much of it. */
    blockers: z.array(z.object({ kind: UnitContent, count: z.int() })).optional(),
    /** Seconds to wait before trying again. */
    retryAfterSeconds: z.int().optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;

/** What a problem may say beyond its code and sentence. */
type ProblemExtra = Partial<Pick<Problem, "fields" | "blockers" | "retryAfterSeconds">>;

/** The error that doors turn into a Problem. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly extra: ProblemExtra;

  constructor(code: ProblemCode, detail: string, extra: ProblemExtra = {}) {
    super(detail);
    this.name = "AppError";
    this.code = code;
    this.extra = extra;
  }
}
