// For whoever watches the server: is the process up, can it do its work, numbers.
import { Router } from "express";
import type { IngestState } from "../domain/system.ts";
import type { Database } from "../gis/database.ts";
import type { Feed } from "../gis/feed.ts";
import { getInstallation } from "../gis/installation.ts";
import type { ApiContext } from "./context.ts";
import type { Metrics } from "./metrics.ts";

export interface IngestWatch {
  readonly state: IngestState;
  stop(): void;
}

/** Remembers what the ingest side said last. */
export function watchIngest(feed: Feed): IngestWatch {
  let state: IngestState = "ok";
  const stop = feed.subscribe((event) => {
    if (event.type === "ingest") state = event.state;
  });
  return {
    get state() {
      return state;
    },
    stop,
  };
}

/** A database that does not answer in this time is of no use to anybody who asks. */
const PATIENCE_MS = 3000;

async function isReachable(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  // Any small read will do: it proves connection, schema and rights at once.
  const answer = getInstallation(database, "notice").then(
    () => true,
    () => false,
  );
  const reachable = await Promise.race([answer, tooLate]);
  clearTimeout(timer);
  return reachable;
}

export function healthRoutes(
  context: Pick<ApiContext, "database" | "version">,
  ingest: Pick<IngestWatch, "state">,
  metrics: Metrics,
): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "ok", version: context.version });
  });
  router.get("/readyz", async (_request, response) => {
    const reachable = await isReachable(context.database);
    // "spooling" is still ready: reports are kept and acknowledged.
    const ready = reachable && ingest.state !== "blocked";
    const database = reachable ? "ok" : "unavailable";
    response.status(ready ? 200 : 503).set("Cache-Control", "no-store");
    response.json({ status: ready ? "ready" : "not ready", database, ingest: ingest.state });
  });
  router.get("/metrics", async (_request, response) => {
    const { type, body } = await metrics.text();
    response.set("Cache-Control", "no-store").set("Content-Type", type).send(body);
  });
  return router;
}
