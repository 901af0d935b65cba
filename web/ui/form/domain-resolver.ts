// Forms check with the schema the server checks with, and get the same reasons: the message of a
// field error is a reason constant that `useRecordForm` puts into words.
import { toNestErrors } from "@hookform/resolvers";
import type { FieldErrors, FieldValues, Resolver } from "react-hook-form";
import type { z } from "zod";
import { inputReasonOf } from "../../../domain/input-reason.ts";

export function domainResolver<I extends FieldValues, O>(schema: z.ZodType<O, I>): Resolver<I, unknown, O> {
  return (values, _context, options) => {
    const parsed = schema.safeParse(values, { reportInput: true });
    if (parsed.success) return { values: parsed.data, errors: {} };
    const reasons: FieldErrors = {};
    for (const issue of parsed.error.issues) {
      // The first thing wrong with a field is the one to say.
      reasons[issue.path.join(".")] ??= {
        type: issue.code,
        message: issue.input === "" ? "required" : inputReasonOf(issue),
      };
    }
    return { values: {}, errors: toNestErrors<I>(reasons, options) };
  };
}
