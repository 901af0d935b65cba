// Entry of the worker thread that runs the embedded database: PGlite with PostGIS behind its
// PostgreSQL-protocol socket. It dies with the process, so no orphan keeps the data folder open.
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { postgis } from "@electric-sql/pglite-postgis";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { DURABLE_START_PARAMS, DurableNodeFS } from "./durable-files.ts";
import { guardProtocol } from "./protocol-guard.ts";
import { ALIVE_EVERY_MS, type FromWorker, type WorkerInput } from "./worker-message.ts";

/** One pool connection, and room for the moment in which a broken one is replaced. */
const MAX_CONNECTIONS = 8;

async function serve(input: WorkerInput, say: (message: FromWorker) => void): Promise<() => Promise<void>> {
  say({ type: "step", step: input.isNew ? "create" : "open" });
  const files = new DurableNodeFS(input.filesDir);
  const db = await PGlite.create({ fs: files, extensions: { postgis }, startParams: DURABLE_START_PARAMS });
  guardProtocol(db);
  say({ type: "step", step: "postgis" });
  await db.exec("CREATE EXTENSION IF NOT EXISTS postgis");
  // A killed process leaves its socket file behind.
  if (existsSync(input.socketPath)) rmSync(input.socketPath);
  const server = new PGLiteSocketServer({ db, path: input.socketPath, maxConnections: MAX_CONNECTIONS });
  await server.start();
  say({ type: "ready" });
  return async () => {
    await server.stop();
    await db.close();
  };
}

const port = parentPort;
if (!port) throw new Error("database-worker runs in a worker thread only");
const input: WorkerInput = workerData;
const stop = await serve(input, (message) => port.postMessage(message));
const alive = setInterval(() => port.postMessage({ type: "alive" } satisfies FromWorker), ALIVE_EVERY_MS);
// The only thing the main thread ever says is "stop".
await once(port, "message");
clearInterval(alive);
await stop();
port.close();
