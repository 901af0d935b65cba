// The one way of a form: checks like the server, puts the server's refusals beside their fields,
// keeps what was typed whatever happens, and asks before leaving with unsaved changes.
import { useMutation } from "@tanstack/react-query";
import { type DefaultValues, type FieldValues, get, type Path, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { ApiError } from "../../api/api-error.ts";
import { domainResolver } from "./domain-resolver.ts";
import { isFieldReason } from "./field-reason.ts";
import { useUnsavedGuard } from "./use-unsaved-guard.ts";

export interface RecordFormOptions<I extends FieldValues, O, R> {
  schema: z.ZodType<O, I>;
  values: DefaultValues<I>;
  save: (values: O) => Promise<R>;
  onSaved: (saved: R) => void;
  /** Problem codes that are about one field. */
  fieldOfCode?: Readonly<Record<string, Path<I>>>;
}

/** "grants[0].unitId" as the form library writes it: "grants.0.unitId". */
const formPath = (path: string): string => path.replace(/\[(\d+)\]/g, ".$1");

export function useRecordForm<I extends FieldValues, O, R>(options: RecordFormOptions<I, O, R>) {
  const { schema, values, save, onSaved, fieldOfCode } = options;
  const { t } = useTranslation();
  const form = useForm<I, unknown, O>({ resolver: domainResolver(schema), defaultValues: values });
  const guard = useUnsavedGuard(form.formState.isDirty);

  function showRefusal(error: unknown): void {
    if (!(error instanceof ApiError) || error.failure.kind !== "problem") return;
    const { code, fields = [] } = error.failure.problem;
    const field = fieldOfCode?.[code];
    if (field) form.setError(field, { type: "server", message: code }, { shouldFocus: true });
    for (const { path, reason } of fields) {
      // The path names a field of the same schema this form was made from.
      form.setError(formPath(path) as Path<I>, { type: "server", message: reason });
    }
  }

  const mutation = useMutation({
    mutationFn: save,
    onError: showRefusal,
    onSuccess: (saved) => {
      guard.release();
      onSaved(saved);
    },
  });

  /** What is wrong with a field, in words. */
  function errorOf(path: Path<I>): string | undefined {
    // `get` finds nested fields; what it finds is an error of the form library or nothing.
    const error: { message?: string } | undefined = get(form.formState.errors, path);
    const message = error?.message;
    if (message === undefined) return undefined;
    return t(isFieldReason(message) ? `form.reason.${message}` : "form.reason.wrong_value");
  }

  return {
    form,
    errorOf,
    submit: form.handleSubmit((parsed) => mutation.mutate(parsed)),
    isSaving: mutation.isPending,
    /** Why saving failed, unless a field says it. */
    failure: mutation.isPending ? null : mutation.error,
    guard,
  };
}
