// Why a call failed, in three kinds a person can be told about.
import type { Problem } from "../../domain/problem.ts";

export type ApiFailure =
  /** No answer at all: network, server down, aborted connection. */
  | { kind: "network" }
  /** The server said no, and why. */
  | { kind: "problem"; problem: Problem }
  /** An answer that is not what the contract says. */
  | { kind: "unreadable"; status: number };

export class ApiError extends Error {
  readonly failure: ApiFailure;

  constructor(failure: ApiFailure, cause?: unknown) {
    super(failure.kind === "problem" ? failure.problem.title : `api: ${failure.kind}`, { cause });
    this.name = "ApiError";
    this.failure = failure;
  }
}

export function isProblem(error: unknown, code: string): boolean {
  return error instanceof ApiError && error.failure.kind === "problem" && error.failure.problem.code === code;
}

/** Trying again may help: nobody answered, or the database was away. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const { failure } = error;
  return failure.kind === "network" || (failure.kind === "problem" && failure.problem.status === 503);
}
