// Errors that reach a person (RFC 9457). `code` is a constant the interface translates; `title` and
// `detail` are plain English for API users; `fields` says which input was wrong and how.
import { z } from "zod";

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
  body_too_large: 413,
  media_type_unsupported: 415,
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
    fields: z.array(z.object({ path: z.string(), reason: z.string() })).optional(),
    /** Seconds to wait before trying again. */
    retryAfterSeconds: z.int().optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;

/** The error that doors turn into a Problem. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly fields: { path: string; reason: string }[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    detail: string,
    extra: { fields?: { path: string; reason: string }[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail);
    this.name = "AppError";
    this.code = code;
    this.fields = extra.fields;
    this.retryAfterSeconds = extra.retryAfterSeconds;
  }
}
