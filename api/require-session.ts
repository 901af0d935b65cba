// Some things only a person who signed in may do, never a program with a token: a stolen token must
// not be able to make itself more of them or to take the account over.
import { AppError } from "../domain/problem.ts";
import type { Caller, Requester } from "./caller.ts";

/** @throws AppError forbidden */
export function requireSession(requester: Requester): Caller {
  if (requester.session) return requester.session;
  throw new AppError("forbidden", "This is not possible with an API token; sign in.");
}
