// The OpenAPI 3.1 document, made from the same contract that mounts the routes.
import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from "@asteasolutions/zod-to-openapi";
import { contract } from "../domain/contract.ts";
import type { Route } from "../domain/contract/route.ts";
import { Problem } from "../domain/problem.ts";
import { fileContract, type FileRoute } from "./file-contract.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31["generateDocument"]>;

const PROBLEM_RESPONSE = {
  description: "Refused; `code` says why",
  content: { "application/problem+json": { schema: Problem } },
};
const BINARY = { type: "string", format: "binary" } as const;

const DESCRIPTION =
  "REST interface of Kentiz. Sign in with `POST /api/session`; the answer sets a cookie that every other call needs. " +
  "Programs use a token instead (`POST /api/tokens`, then `Authorization: Bearer …`). " +
  "What lies outside the units of your roles does not exist for you (404). Lists come in pages: pass `next` of one " +
  "page as `after` of the next. Times are ISO 8601 in UTC, coordinates WGS 84, units are part of the names.";

function description(permission: string | null): string {
  if (permission === "public") return "Open to everybody.";
  return permission === null ? "For everybody who is signed in." : `Needs the right \`${permission}\`.`;
}

const tagOf = (path: string): string => path.split("/")[path.startsWith("/api/") ? 2 : 1]?.split(".")[0] ?? "";

type Frame = Pick<RouteConfig, "method" | "path" | "operationId" | "summary" | "description" | "tags" | "security">;

function frame(name: string, route: Route | FileRoute): Frame {
  return {
    method: route.method.toLowerCase() as RouteConfig["method"],
    path: route.path,
    operationId: name,
    summary: route.summary,
    description: description(route.permission),
    tags: [tagOf(route.path)],
    security: route.permission === "public" ? [] : [{ session: [] }, { token: [] }],
  };
}

function requestOf(route: Pick<Route, "params" | "query">): NonNullable<RouteConfig["request"]> {
  return { ...(route.params ? { params: route.params } : {}), ...(route.query ? { query: route.query } : {}) };
}

function registerJson(registry: OpenAPIRegistry, name: string, route: Route): void {
  const content =
    (route.body && { "application/json": { schema: route.body } }) ??
    (route.upload && { [route.upload.type]: { schema: BINARY } });
  const body = content ? { body: { required: true, content } } : {};
  const answer = route.response ? { content: { "application/json": { schema: route.response } } } : {};
  registry.registerPath({
    ...frame(name, route),
    request: { ...requestOf(route), ...body },
    responses: { [route.status]: { description: route.summary, ...answer }, default: PROBLEM_RESPONSE },
  });
}

function registerFile(registry: OpenAPIRegistry, name: string, route: FileRoute): void {
  const contentOf = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, { schema: BINARY }]));
  const body = route.upload ? { body: { required: true, content: contentOf(route.upload) } } : {};
  const content = route.answers.length > 0 ? { content: contentOf(route.answers) } : {};
  registry.registerPath({
    ...frame(name, route),
    request: { ...requestOf(route), ...body },
    responses: { [route.status]: { description: route.summary, ...content }, default: PROBLEM_RESPONSE },
  });
}

/** The generator writes patterns with their flags ("/u"), JSON Schema wants the bare expression. */
function withoutPatternFlags(key: string, value: unknown): unknown {
  return key === "pattern" && typeof value === "string" ? value.replace(/\/[a-z]+$/, "") : value;
}

export function openApiDocument(version: string): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent("securitySchemes", "session", { type: "apiKey", in: "cookie", name: SESSION_COOKIE });
  registry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" });
  for (const [name, route] of Object.entries<Route>(contract)) registerJson(registry, name, route);
  for (const [name, route] of Object.entries<FileRoute>(fileContract)) registerFile(registry, name, route);
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: { title: "Kentiz", version, description: DESCRIPTION, license: { name: "EUPL-1.2", identifier: "EUPL-1.2" } },
    servers: [{ url: "/" }],
  });
  return JSON.parse(JSON.stringify(document, withoutPatternFlags)) as OpenApiDocument;
}
