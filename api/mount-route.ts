// Mounts a route of domain/contract: one typed way from request to JSON answer.
import type { Request, Response, Router } from "express";
import { contract, type RequestOf, type ResponseOf, type RouteName, type RouteOf } from "../domain/contract.ts";
import type { Route } from "../domain/contract/route.ts";
import type { Permission, Scope } from "../domain/rights.ts";
import { admit, type Admissible } from "./admit.ts";
import type { Requester } from "./caller.ts";
import type { ApiContext } from "./context.ts";
import { parseInput } from "./parse-input.ts";
import type { BodyReader } from "./read-body.ts";

type PermissionOf<N extends RouteName> = RouteOf<N>["permission"];

/** What a handler receives: parsed input, who calls, and where the route's permission holds. */
export interface Call<N extends RouteName> extends RequestOf<N> {
  context: ApiContext;
  caller: [PermissionOf<N>] extends ["public"] ? null : Requester;
  scope: [PermissionOf<N>] extends [Permission] ? Scope : null;
  request: Request;
  response: Response;
}

export type Handler<N extends RouteName> = (call: Call<N>) => Promise<ResponseOf<N>>;
export type Handlers = { [N in RouteName]: Handler<N> };

/** "/api/vehicles/{id}" → "/api/vehicles/:id" */
export function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

export function mountRoute<N extends RouteName>(
  router: Router,
  context: ApiContext,
  bodies: BodyReader,
  name: N,
  handler: Handlers[N],
): void {
  const route = contract[name];
  const { body: bodySchema, upload, maxBodyBytes }: Route = route;
  const admissible: Admissible = route;

  async function readBody(request: Request, response: Response): Promise<unknown> {
    if (upload) return bodies.bytes(request, response, upload.maxBytes);
    return bodySchema ? parseInput(bodySchema, await bodies.json(request, response, maxBodyBytes)) : undefined;
  }

  const method = route.method.toLowerCase() as "get" | "post" | "patch" | "delete";
  router[method](expressPath(route.path), async (request, response) => {
    const admission = await admit(context, admissible, request);
    const body = await readBody(request, response);
    const call = { ...admission, body, context, request, response } as Call<N>;
    const answer = await handler(call);
    response.set("Cache-Control", "no-store");
    if (answer === null) response.status(route.status).end();
    else response.status(route.status).json(answer);
  });
}
