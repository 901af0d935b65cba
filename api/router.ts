// Everything below /api and /tiles: the routes of both contracts, the description, and honest answers
// to wrong methods and unknown addresses.
import { Router } from "express";
import { contract, type RouteName } from "../domain/contract.ts";
import { AppError } from "../domain/problem.ts";
import type { ApiContext } from "./context.ts";
import { docsPage } from "./docs-page.ts";
import { sendProblem } from "./error-answer.ts";
import { fileContract, type FileRouteName } from "./file-contract.ts";
import { mountFileRoute } from "./mount-file-route.ts";
import { expressPath, mountRoute } from "./mount-route.ts";
import { openApiDocument } from "./openapi.ts";
import { createBodyReader } from "./read-body.ts";
import { fileHandlers, handlers } from "./routes/route-list.ts";

function mountDescription(router: Router, version: string): void {
  const document = openApiDocument(version);
  const page = docsPage(document);
  router.get("/api/openapi.json", (_request, response) => {
    response.set("Cache-Control", "no-cache").json(document);
  });
  router.get("/api/docs", (_request, response) => {
    response.set("Cache-Control", "no-cache").type("html").send(page);
  });
}

/** After all routes: whoever comes here has the right address and the wrong method. */
function mountWrongMethods(router: Router): void {
  const methods = new Map<string, string[]>();
  for (const { path, method } of [...Object.values(contract), ...Object.values(fileContract)]) {
    methods.set(path, [...(methods.get(path) ?? []), method, ...(method === "GET" ? ["HEAD"] : [])]);
  }
  for (const path of ["/api/openapi.json", "/api/docs"]) methods.set(path, ["GET", "HEAD"]);
  for (const [path, allowed] of methods) {
    const allow = allowed.join(", ");
    router.all(expressPath(path), (request, response) => {
      response.set("Allow", allow);
      if (request.method === "OPTIONS") response.status(204).end();
      else sendProblem(response, new AppError("method_not_allowed", `Allowed here: ${allow}.`));
    });
  }
}

export function apiRouter(context: ApiContext): Router {
  const router = Router();
  const bodies = createBodyReader();
  mountDescription(router, context.version);
  for (const name of Object.keys(contract) as RouteName[]) {
    mountRoute<RouteName>(router, context, bodies, name, handlers[name]);
  }
  for (const name of Object.keys(fileContract) as FileRouteName[]) {
    mountFileRoute<FileRouteName>(router, context, bodies, name, fileHandlers[name]);
  }
  mountWrongMethods(router);
  router.use(["/api", "/tiles"], (_request, response) => {
    sendProblem(response, new AppError("not_found", "There is nothing at this address."));
  });
  return router;
}
