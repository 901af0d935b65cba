// Why something was not accepted: field by field where the server says so, else as one sentence.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/api-error.ts";
import { problemText } from "../../api/problem-text.ts";
import { isFieldReason } from "../../ui/form/field-reason.ts";
import { Note } from "../../ui/Note.tsx";

/** Path and sentence of each field that was refused. */
export function reasonsOf(t: TFunction, error: unknown): [path: string, sentence: string][] {
  if (!(error instanceof ApiError) || error.failure.kind !== "problem") return [];
  return (error.failure.problem.fields ?? []).map(({ path, reason }) => [
    path,
    t(isFieldReason(reason) ? `form.reason.${reason}` : "form.reason.wrong_value"),
  ]);
}

export function Refusal({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (error === null) return null;
  const { title, action } = problemText(t, error);
  return (
    <Note tone="failure" title={title}>
      {action}
    </Note>
  );
}
