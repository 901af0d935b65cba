// Parsing at the door: what a shared schema refuses becomes a problem that names each field.
import type { z } from "zod";
import { inputPathOf, inputPlaceOf, inputReasonOf } from "../domain/input-reason.ts";
import { AppError } from "../domain/problem.ts";

/** @throws AppError input_invalid */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  // Without reportInput a missing field cannot be told from one of the wrong type.
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => {
    const at = inputPlaceOf(issue);
    return { path: inputPathOf(issue), reason: inputReasonOf(issue), ...(at ? { at } : {}) };
  });
  const named = fields.map((field) => `${field.path || "body"} (${field.reason})`).join(", ");
  throw new AppError("input_invalid", `Not accepted: ${named}.`, { fields });
}
