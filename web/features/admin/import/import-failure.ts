// Why a file as a whole was refused, in words.
import type { TFunction } from "i18next";
import { ApiError } from "../../../api/api-error.ts";
import { problemText } from "../../../api/problem-text.ts";
import { isFieldReason } from "../../../ui/form/field-reason.ts";

export function importFailure(t: TFunction, error: unknown): string {
  if (error instanceof ApiError && error.failure.kind === "problem") {
    const reasons = (error.failure.problem.fields ?? []).flatMap(({ reason }) =>
      isFieldReason(reason) ? t(`form.reason.${reason}`) : [],
    );
    if (reasons.length > 0) return reasons.join(" ");
  }
  const { title, action } = problemText(t, error);
  return `${title}. ${action}`;
}
