// The little HTTP door of a process that serves nobody but those who watch it: /healthz, /readyz, /metrics.
import express from "express";
import type { Logger } from "pino";
import type { Database } from "../gis/database.ts";
import { errorAnswer } from "./error-answer.ts";
import { healthRoutes } from "./health.ts";
import { startHttpServer } from "./http-server.ts";
import { createMetrics } from "./metrics.ts";
import type { IngestStats } from "./system-watch.ts";

export interface HealthDoorOptions {
  database: Database;
  logger: Logger;
  host: string;
  /** 0 = any free one. */
  port: number;
  version: string;
  /** null = nothing is taken in by this process. */
  ingestStats: (() => IngestStats) | null;
}

export interface HealthDoor {
  readonly port: number;
  stop(): Promise<void>;
}

/** @throws Error with code EADDRINUSE and the like where the port cannot be had */
export async function openHealthDoor(options: HealthDoorOptions): Promise<HealthDoor> {
  const { database, version, ingestStats } = options;
  const ingest = {
    get state() {
      return ingestStats?.().state ?? "ok";
    },
  };
  const app = express();
  app.use(healthRoutes({ database, version }, ingest, createMetrics(version, ingestStats ?? (() => ({})))));
  app.use(errorAnswer(options.logger));
  const server = await startHttpServer({ host: options.host, port: options.port, handler: app, upgrades: {} });
  return { port: server.port, stop: () => server.stop() };
}
