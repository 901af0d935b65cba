// What happens before any handler runs: own origin, session, right, input. Used by every route.
import type { Request } from "express";
import type { z } from "zod";
import { AppError } from "../domain/problem.ts";
import { isOfInstallation, scopeOf, type Permission, type Scope } from "../domain/rights.ts";
import { coversRoot } from "../gis/root-administrator.ts";
import { requesterOf, type Requester } from "./caller.ts";
import type { ApiContext } from "./context.ts";
import { isForeignOrigin } from "./own-origin.ts";
import { parseInput } from "./parse-input.ts";

export interface Admissible {
  permission: Permission | null | "public";
  params?: z.ZodObject;
  query?: z.ZodObject;
}

export interface Admission {
  caller: Requester | null;
  /** Units at whose subtree the route's permission holds; null where the route needs none. */
  scope: Scope | null;
  params: unknown;
  query: unknown;
}

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

async function admitCaller(
  context: ApiContext,
  permission: Permission | null,
  request: Request,
): Promise<{ caller: Requester; scope: Scope | null }> {
  const caller = await requesterOf(context.database, request.headers);
  if (!caller) throw new AppError("not_signed_in", "Sign in first.");
  if (caller.readOnly && !SAFE_METHODS.has(request.method)) {
    throw new AppError("forbidden", "This API token can only read.");
  }
  if (permission === null) return { caller, scope: null };
  const scope = scopeOf(caller.user.grants, permission);
  const holds = isOfInstallation(permission) ? await coversRoot(context.database, scope) : scope.unitIds.length > 0;
  if (!holds) throw new AppError("forbidden", `This needs the right ${permission}.`);
  return { caller, scope };
}

/** @throws AppError origin_foreign, not_signed_in, forbidden, not_found, input_invalid */
export async function admit(context: ApiContext, route: Admissible, request: Request): Promise<Admission> {
  if (!SAFE_METHODS.has(request.method) && isForeignOrigin(request.headers, context)) {
    throw new AppError("origin_foreign", "Requests that change something must come from Kentiz's own pages.");
  }
  const { permission } = route;
  const who = permission === "public" ? { caller: null, scope: null } : await admitCaller(context, permission, request);
  const params = route.params?.safeParse(request.params);
  // An address whose id cannot be an id names nothing.
  if (params && !params.success) throw new AppError("not_found", "There is nothing at this address.");
  const query = route.query ? parseInput(route.query, request.query) : undefined;
  return { ...who, params: params?.data, query };
}
