// A failure as a sentence that says what happened and what to do. Never a raw code alone.
import type { TFunction } from "i18next";
import { PROBLEM_STATUS, type ProblemCode } from "../../domain/problem.ts";
import { ApiError } from "./api-error.ts";

export interface ProblemText {
  title: string;
  action: string;
}

const isProblemCode = (code: string): code is ProblemCode => code in PROBLEM_STATUS;

export function problemText(t: TFunction, error: unknown): ProblemText {
  if (!(error instanceof ApiError)) return t("problem.unreadable", { returnObjects: true });
  const { failure } = error;
  if (failure.kind !== "problem") return t(`problem.${failure.kind}`, { returnObjects: true });
  const { code } = failure.problem;
  return isProblemCode(code)
    ? t(`problem.byCode.${code}`, { returnObjects: true })
    : t("problem.unknown", { returnObjects: true, code });
}
