// The HTTP door: REST, tiles, the live stream, the console's files.
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import compression from "compression";
import express, { type Express } from "express";
import type { Logger } from "pino";
import { backdropOrigins, type BackdropSetting } from "../domain/backdrop-setting.ts";
import type { Installation } from "../domain/installation.ts";
import type { TakeHttpReport } from "../domain/http-report.ts";
import { AppError } from "../domain/problem.ts";
import type { Database } from "../gis/database.ts";
import type { Feed } from "../gis/feed.ts";
import { createMessageTail, type MessageTail } from "../gis/message-tail.ts";
import type { SecretBox } from "../gis/secret-box.ts";
import { liveStates } from "../gis/vehicle-state.ts";
import { createBackdropSource } from "./backdrop-source.ts";
import { createBaseMapSource } from "./base-map-source.ts";
import { callerBySession, callerOf } from "./caller.ts";
import type { ApiContext } from "./context.ts";
import { errorAnswer, sendProblem } from "./error-answer.ts";
import { healthRoutes, watchIngest } from "./health.ts";
import { startHttpServer } from "./http-server.ts";
import { ingestDoor } from "./ingest-door.ts";
import { createLiveDoor } from "./live/live-door.ts";
import { createLiveHub } from "./live/live-hub.ts";
import { livePollRoute } from "./live/live-poll.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { createPasswords } from "./password.ts";
import { queueAuthDoor, type QueueAuthDoorOptions } from "./queue-auth-door.ts";
import { createQueue } from "./queue.ts";
import { requestLog } from "./request-log.ts";
import { apiRouter } from "./router.ts";
import { securityHeaders } from "./security-headers.ts";
import { startSystemWatch, type IngestStats } from "./system-watch.ts";
import { createTailStreams } from "./tail-streams.ts";
import { startUpkeep } from "./upkeep.ts";
import { webFiles } from "./web-files.ts";

export interface ApiOptions {
  database: Database;
  feed: Feed;
  /** Seals the passwords of other systems. */
  secrets: SecretBox;
  logger: Logger;
  host: string;
  /** 0 = any free one. */
  port: number;
  /** Address people use, e.g. https://kentiz.example.bel.tr; https makes cookies Secure. */
  publicUrl?: string;
  tls?: { cert: string; key: string };
  /** Addresses of reverse proxies whose X-Forwarded-For is believed; none where not given. */
  trustedProxies?: readonly string[];
  /** Folder of the built console; null = not built. */
  webRoot: string | null;
  version: string;
  timeZone: string;
  /** WebSocket doors of other rooms, by exact path. */
  upgrades?: Record<string, (request: IncomingMessage, socket: Duplex, head: Buffer) => void>;
  /** Where reports that come by HTTP go; without it there are no doors for them. */
  takeHttpReport?: TakeHttpReport;
  /** Who tells RabbitMQ what its clients may do; nobody where not given. */
  queueAuth?: QueueAuthDoorOptions;
  /** Numbers of the ingest side, where it runs in this process. */
  ingestStats?: () => IngestStats;
  /** Messages of devices, where they arrive in this process. */
  tail?: MessageTail;
  /** Where devices connect, where that is known. */
  mqtt?: Installation["mqtt"];
  /** How long the audit log goes back. */
  auditDaysKept?: number;
  /** Folder on whose disk the installation lives; PMTiles files of its folder `basemaps` are offered. */
  dataDir?: string;
  /** Base maps beside the own one. */
  backdrops?: readonly BackdropSetting[];
}

export interface Api {
  readonly port: number;
  /** Where it can be reached from this machine. */
  readonly url: string;
  stop(): Promise<void>;
}

/** More people than this waiting to sign in at one moment is an attack. */
const MAX_WAITING_SIGN_INS = 50;

/** Two years: what Turkish practice keeps access records for (KVKK, Law 5651). */
const AUDIT_DAYS_KEPT = 730;
const REJECTION_DAYS_KEPT = 90;

const keptDays = ({ auditDaysKept }: ApiOptions): Installation["kept"] => ({
  auditDays: auditDaysKept ?? AUDIT_DAYS_KEPT,
  rejectionDays: REJECTION_DAYS_KEPT,
});

async function createContext(options: ApiOptions, own: Pick<ApiContext, "system" | "tails">): Promise<ApiContext> {
  const { database, feed, secrets, logger, version, timeZone, publicUrl, dataDir, backdrops = [] } = options;
  const tls = options.tls !== undefined;
  return {
    database,
    feed,
    secrets,
    logger,
    version,
    timeZone,
    tls,
    secure: tls || (publicUrl?.startsWith("https:") ?? false),
    publicOrigin: publicUrl === undefined ? null : new URL(publicUrl).origin,
    passwords: await createPasswords(),
    signInQueue: createQueue(MAX_WAITING_SIGN_INS),
    baseMap: createBaseMapSource(database),
    backdrops: createBackdropSource(backdrops, dataDir === undefined ? null : join(dataDir, "basemaps"), logger),
    installation: { mqtt: options.mqtt ?? null, kept: keptDays(options) },
    ...own,
  };
}

/** `doors`: routers beside the contract, asked first. */
function createApp(context: ApiContext, options: ApiOptions, metrics: Metrics, doors: express.Router[]): Express {
  const app = express();
  app.set("trust proxy", options.trustedProxies ? [...options.trustedProxies] : false);
  app.set("etag", false);
  app.set("query parser", "simple");
  app.use(requestLog(context.logger, metrics.requests));
  app.use(securityHeaders(context.secure, backdropOrigins(options.backdrops ?? [])));
  app.use(compression());
  for (const door of doors) app.use(door);
  if (options.takeHttpReport) app.use(ingestDoor(options.takeHttpReport));
  if (options.queueAuth) app.use(queueAuthDoor(options.queueAuth));
  app.use(apiRouter(context));
  app.use(webFiles(options.webRoot));
  app.use((_request, response) => {
    sendProblem(response, new AppError("not_found", "There is nothing at this address."));
  });
  app.use(errorAnswer(context.logger));
  return app;
}

function localUrl(options: ApiOptions, port: number): string {
  const anywhere = options.host === "0.0.0.0" || options.host === "::";
  const host = anywhere ? "127.0.0.1" : isIPv6(options.host) ? `[${options.host}]` : options.host;
  return `${options.tls ? "https" : "http"}://${host}:${port}`;
}

/** @throws Error with code EADDRINUSE and the like where the port cannot be had, DatabaseError */
export async function createApi(options: ApiOptions): Promise<Api> {
  const { database, feed, logger } = options;
  const metrics = createMetrics(options.version, options.ingestStats ?? (() => ({})));
  const hub = await createLiveHub({
    feed,
    logger,
    metrics: metrics.live,
    loadStates: () => liveStates(database),
    callerBySession: (tokenHash) => callerBySession(database, tokenHash),
  });
  const system = startSystemWatch({
    database,
    version: options.version,
    ingestStats: options.ingestStats ?? null,
    dataDir: options.dataDir ?? null,
    certificate: options.tls?.cert ?? null,
    liveConsoles: () => hub.size,
  });
  const tails = createTailStreams({ database, feed, tail: options.tail ?? createMessageTail() });
  const context = await createContext(options, { system, tails });
  const ingest = watchIngest(feed);
  const upkeep = startUpkeep(database, logger, keptDays(options));
  const stopOwn = (): void => {
    hub.stop();
    ingest.stop();
    upkeep.stop();
    system.stop();
    tails.stop();
  };
  const audience = { hub, own: context, callerOf: (headers: IncomingHttpHeaders) => callerOf(database, headers) };
  const live = createLiveDoor({ ...audience, logger });
  try {
    const server = await startHttpServer({
      host: options.host,
      port: options.port,
      ...(options.tls ? { tls: options.tls } : {}),
      handler: createApp(context, options, metrics, [healthRoutes(context, ingest, metrics), livePollRoute(audience)]),
      upgrades: {
        ...options.upgrades,
        "/live": (request, socket, head) => live.handleUpgrade(request, socket, head),
      },
    });
    return {
      port: server.port,
      url: localUrl(options, server.port),
      async stop() {
        stopOwn();
        await server.stop();
      },
    };
  } catch (error) {
    stopOwn();
    throw error;
  }
}
