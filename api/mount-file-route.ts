// Mounts a route of api/file-contract: the same admission as JSON routes, but the handler writes the
// answer itself.
import type { Request, Response, Router } from "express";
import type { z } from "zod";
import type { Permission, Scope } from "../domain/rights.ts";
import { admit } from "./admit.ts";
import type { Requester } from "./caller.ts";
import type { ApiContext } from "./context.ts";
import { fileContract, type FileRoute, type FileRouteName, type FileRouteOf } from "./file-contract.ts";
import { expressPath } from "./mount-route.ts";
import type { BodyReader } from "./read-body.ts";

type Parsed<R, K extends string> =
  R extends Record<K, infer S> ? (S extends z.ZodType ? z.output<S> : undefined) : undefined;

export interface FileCall<N extends FileRouteName> {
  context: ApiContext;
  bodies: BodyReader;
  caller: [FileRouteOf<N>["permission"]] extends ["public"] ? null : Requester;
  scope: [FileRouteOf<N>["permission"]] extends [Permission] ? Scope : null;
  params: Parsed<FileRouteOf<N>, "params">;
  query: Parsed<FileRouteOf<N>, "query">;
  request: Request;
  response: Response;
}

export type FileHandlers = { [N in FileRouteName]: (call: FileCall<N>) => Promise<void> };

export function mountFileRoute<N extends FileRouteName>(
  router: Router,
  context: ApiContext,
  bodies: BodyReader,
  name: N,
  handler: FileHandlers[N],
): void {
  const route: FileRoute = fileContract[name];
  const method = route.method.toLowerCase() as "get" | "put" | "delete";
  router[method](expressPath(route.path), async (request, response) => {
    const { caller, scope, params, query } = await admit(context, route, request);
    await handler({ context, bodies, caller, scope, params, query, request, response } as FileCall<N>);
  });
}
