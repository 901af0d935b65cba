// Wires the rooms together into one running Kentiz.
import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Logger } from "pino";
import { createApi, type Api } from "../api/api.ts";
import { ensureFirstAdministrator } from "../api/first-administrator.ts";
import { createBroker, type Broker } from "../broker/broker.ts";
import { startDerivationWorker, type DerivationWorker } from "../broker/derivation-worker.ts";
import type { Database } from "../gis/database.ts";
import { createFeed, type Feed } from "../gis/feed.ts";
import { startFeedBridge } from "../gis/feed-bridge.ts";
import { holdLease } from "../gis/lease.ts";
import { createMessageTail, type MessageTail } from "../gis/message-tail.ts";
import { packageRoot } from "../gis/package-root.ts";
import { rebuildBehindStates } from "../gis/vehicle-state.ts";
import type { Config } from "./config.ts";
import { openStorage } from "./open-storage.ts";
import { ALL_ROLES, checkRoles, type Roles } from "./roles.ts";
import { version } from "./version.ts";

const MQTT_WEB_SOCKET_PATH = "/mqtt";

export interface Running {
  database: Database;
  storage: "embedded" | "postgresql";
  /** null = another process has the role. */
  api: Api | null;
  broker: Broker | null;
  /** Set on the very first start; the password only where Kentiz made it up. */
  firstAdministrator: { username: string; password: string | null } | null;
  stop(): Promise<void>;
}

export interface ServeOptions {
  config: Config;
  logger: Logger;
  onProgress: (step: string, fraction: number) => void;
  /** Runs after the schema is there and before the doors open. */
  prepare?: (database: Database) => Promise<void>;
  /** All where not given. */
  roles?: Roles;
}

type Closing = (() => Promise<void>)[];
type Tls = Awaited<ReturnType<typeof readTls>>;

interface Shared {
  config: Config;
  logger: Logger;
  roles: Roles;
  database: Database;
  feed: Feed;
  tail: MessageTail;
  tls: Tls;
}

async function readTls(config: Config): Promise<{ cert: string; key: string; clientCa?: string } | null> {
  if (!config.TLS_CERT || !config.TLS_KEY) return null;
  const [cert, key] = await Promise.all([readFile(config.TLS_CERT, "utf8"), readFile(config.TLS_KEY, "utf8")]);
  return config.TLS_CLIENT_CA ? { cert, key, clientCa: await readFile(config.TLS_CLIENT_CA, "utf8") } : { cert, key };
}

async function openBroker({ config, logger, database, feed, tail, tls }: Shared): Promise<Broker> {
  await rebuildBehindStates(database);
  return createBroker({
    database,
    feed,
    tail,
    logger: logger.child({ room: "broker" }),
    spoolDir: join(resolve(config.DATA_DIR), "spool"),
    host: config.MQTT_HOST,
    port: config.MQTT_PORT,
    ...(tls && config.MQTTS_PORT !== undefined ? { tls: { port: config.MQTTS_PORT, ...tls } } : {}),
  });
}

/** Only one process at a time works on trips, where several have the role. */
function startJobs({ config, logger, roles, database }: Shared, closing: Closing): void {
  const start = (): DerivationWorker =>
    startDerivationWorker(database, config.TZ_NAME, logger.child({ room: "derivation" }));
  let derivation: DerivationWorker | null = null;
  const stop = async (): Promise<void> => {
    await derivation?.stop();
    derivation = null;
  };
  closing.push(stop);
  if (!roles.shared || config.DATABASE_URL === undefined) {
    derivation = start();
    return;
  }
  const lease = holdLease({
    connection: config.DATABASE_URL,
    logger,
    name: "jobs",
    onHeld: () => {
      derivation = start();
    },
    onLost: () => void stop(),
  });
  closing.push(() => lease.stop());
}

async function openApi(shared: Shared, broker: Broker | null): Promise<Api> {
  const { config, logger, database, feed, tail, tls } = shared;
  const webRoot = join(packageRoot(), "dist", "web");
  return createApi({
    database,
    feed,
    tail,
    logger: logger.child({ room: "api" }),
    host: config.HTTP_HOST,
    port: config.HTTP_PORT,
    ...(config.PUBLIC_URL ? { publicUrl: config.PUBLIC_URL } : {}),
    ...(config.TRUSTED_PROXIES ? { trustedProxies: config.TRUSTED_PROXIES } : {}),
    ...(tls ? { tls: { cert: tls.cert, key: tls.key } } : {}),
    webRoot: existsSync(webRoot) ? webRoot : null,
    version: version(),
    timeZone: config.TZ_NAME,
    ...(broker
      ? {
          upgrades: {
            [MQTT_WEB_SOCKET_PATH]: (request, socket, head) => broker.handleWebSocket(request, socket, head),
          },
          takeHttpReport: (report) => broker.takeHttpReport(report),
          ingestStats: () => broker.stats(),
        }
      : {}),
    dataDir: resolve(config.DATA_DIR),
    backdrops: config.BASEMAPS ?? [],
    auditDaysKept: config.AUDIT_DAYS,
    mqtt: {
      host: config.PUBLIC_URL ? new URL(config.PUBLIC_URL).hostname : null,
      // Where another process has the role, the configuration of all of them names its ports.
      port: broker?.port ?? config.MQTT_PORT,
      tlsPort: broker ? broker.tlsPort : (config.MQTTS_PORT ?? null),
      webSocketPath: MQTT_WEB_SOCKET_PATH,
    },
  });
}

export async function serve({
  config,
  logger,
  onProgress,
  prepare,
  roles = ALL_ROLES,
}: ServeOptions): Promise<Running> {
  checkRoles(roles, config.DATABASE_URL);
  const tls = await readTls(config);
  const storage = await openStorage(config, logger, onProgress);
  const { database } = storage;
  const closing: Closing = [() => storage.close()];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    await prepare?.(database);
    const feed = createFeed();
    const shared: Shared = { config, logger, roles, database, feed, tail: createMessageTail(), tls };
    if (roles.shared && config.DATABASE_URL !== undefined) {
      const bridge = startFeedBridge({
        database,
        connection: config.DATABASE_URL,
        feed,
        logger,
        followsVehicles: roles.has("api"),
      });
      closing.push(() => bridge.stop());
    }
    const broker = roles.has("broker") ? await openBroker(shared) : null;
    if (broker) closing.push(() => broker.stop());
    if (roles.has("jobs")) startJobs(shared, closing);
    const api = roles.has("api") ? await openApi(shared, broker) : null;
    if (api) closing.push(() => api.stop());
    // Last, because a made-up password is shown only by a start that succeeds.
    const firstAdministrator = api
      ? await ensureFirstAdministrator(database, {
          ...(config.ADMIN_USERNAME ? { username: config.ADMIN_USERNAME } : {}),
          ...(config.ADMIN_PASSWORD ? { password: config.ADMIN_PASSWORD } : {}),
        })
      : null;
    return { database, storage: storage.kind, api, broker, firstAdministrator, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
