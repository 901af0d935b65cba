// Wires the rooms together into one running Kentiz.
import { readFile } from "node:fs/promises";
import { existsSync, unwatchFile, watchFile } from "node:fs";
import { join, resolve } from "node:path";
import type { Logger } from "pino";
import { createApi, type Api } from "../api/api.ts";
import { openHealthDoor } from "../api/health-door.ts";
import { ensureFirstAdministrator } from "../api/first-administrator.ts";
import { createAmqpWorker, type AmqpWorker } from "../broker/amqp/amqp-worker.ts";
import { createQueueAuth } from "../broker/access/queue-auth.ts";
import { createBroker, type Broker } from "../broker/broker.ts";
import { startAlarmClock } from "../broker/alarm-clock.ts";
import { startDerivationWorker } from "../broker/derivation-worker.ts";
import { DEFAULT_LIMITS } from "../broker/door/limits.ts";
import type { Database } from "../gis/database.ts";
import { createFeed, type Feed } from "../gis/feed.ts";
import { startFeedBridge } from "../gis/feed-bridge.ts";
import { holdLease } from "../gis/lease.ts";
import { createMessageTail, type MessageTail } from "../gis/message-tail.ts";
import { packageRoot } from "../gis/package-root.ts";
import { createSecretBox, type SecretBox } from "../gis/secret-box.ts";
import { rebuildBehindStates } from "../gis/vehicle-state.ts";
import type { Config } from "./config.ts";
import { secretKey } from "./secret-key.ts";
import { openStorage } from "./open-storage.ts";
import { ALL_ROLES, checkRoles, type Roles } from "./roles.ts";
import { runAlone, type Work } from "./run-alone.ts";
import { version } from "./version.ts";

const MQTT_WEB_SOCKET_PATH = "/mqtt";

export interface Running {
  database: Database;
  storage: "embedded" | "postgresql";
  /** null = another process has the role. */
  api: Api | null;
  broker: Broker | null;
  /** Takes the broker's place where messages come from RabbitMQ. */
  worker: AmqpWorker | null;
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
  /** Where other processes of the installation are met: the URL of their PostgreSQL; null = there are none. */
  others: string | null;
  database: Database;
  feed: Feed;
  tail: MessageTail;
  secrets: SecretBox;
  tls: Tls;
}

interface TlsText {
  cert: string;
  key: string;
  clientCa?: string;
  clientCrl?: string;
}

const tlsPaths = ({ TLS_CERT, TLS_KEY, TLS_CLIENT_CA, TLS_CLIENT_CRL }: Config): string[] =>
  [TLS_CERT, TLS_KEY, TLS_CLIENT_CA, TLS_CLIENT_CRL].filter((path) => path !== undefined);

async function readTls(config: Config): Promise<TlsText | null> {
  if (!config.TLS_CERT || !config.TLS_KEY) return null;
  const [cert, key, clientCa, clientCrl] = await Promise.all(
    [config.TLS_CERT, config.TLS_KEY, config.TLS_CLIENT_CA, config.TLS_CLIENT_CRL].map((path) =>
      path === undefined ? Promise.resolve("") : readFile(path, "utf8"),
    ),
  );
  return {
    cert: cert ?? "",
    key: key ?? "",
    ...(clientCa ? { clientCa } : {}),
    ...(clientCrl ? { clientCrl } : {}),
  };
}

const TLS_CHECK_MS = 10_000;

/** New certificates and revocation lists count for the MQTT port without a restart. */
function watchTls(config: Config, broker: Broker, logger: Logger): () => void {
  const paths = tlsPaths(config);
  const renew = async (): Promise<void> => {
    try {
      const files = await readTls(config);
      if (files) broker.renewTls(files);
      logger.info("TLS files read again");
    } catch (error) {
      // Half written, or not readable any more: what was read before stays in force.
      logger.error({ err: error }, "TLS files not taken over");
    }
  };
  for (const path of paths) {
    watchFile(path, { interval: TLS_CHECK_MS, persistent: false }, (now, before) => {
      if (now.mtimeMs !== before.mtimeMs) void renew();
    });
  }
  return () => {
    for (const path of paths) unwatchFile(path);
  };
}

async function openBroker(shared: Shared, closing: Closing): Promise<Broker> {
  const { config, logger, others, database, feed, secrets, tail, tls } = shared;
  await rebuildBehindStates(database);
  // Two processes that fetch the same would take turns in throwing each other out.
  const broker = await createBroker({
    database,
    feed,
    secrets,
    fetches: others === null,
    tail,
    logger: logger.child({ room: "broker" }),
    spoolDir: join(resolve(config.DATA_DIR), "spool"),
    host: config.MQTT_HOST,
    port: config.MQTT_PORT,
    ...(tls && config.MQTTS_PORT !== undefined ? { tls: { port: config.MQTTS_PORT, ...tls } } : {}),
    ...(config.MQTT_PROXIES ? { proxies: config.MQTT_PROXIES } : {}),
    webSocketOrigins: [
      ...(config.MQTT_WS_ORIGINS ?? []),
      ...(config.PUBLIC_URL ? [new URL(config.PUBLIC_URL).origin] : []),
    ],
    limits: {
      ...(config.MQTT_MAX_CONNECTIONS ? { maxConnections: config.MQTT_MAX_CONNECTIONS } : {}),
      ...(config.MQTT_MESSAGES_PER_SECOND
        ? { devicePace: { ...DEFAULT_LIMITS.devicePace, messagesPerSecond: config.MQTT_MESSAGES_PER_SECOND } }
        : {}),
    },
  });
  const endWatch = watchTls(config, broker, logger);
  closing.push(async () => {
    endWatch();
    await broker.stop();
  });
  if (others !== null) {
    const lease = holdLease({
      connection: others,
      logger,
      name: "connectors",
      onHeld: () => broker.fetch(true),
      onLost: () => broker.fetch(false),
    });
    closing.push(() => lease.stop());
  }
  return broker;
}

async function openWorker({ config, logger, database, feed, tail }: Shared): Promise<AmqpWorker> {
  await rebuildBehindStates(database);
  return createAmqpWorker({
    database,
    feed,
    tail,
    logger: logger.child({ room: "broker" }),
    nodes: config.INGEST_SOURCE ?? [],
    queues: config.INGEST_QUEUES,
  });
}

async function openApi(
  shared: Shared,
  broker: Broker | null,
  ingest: Broker | AmqpWorker | null,
  closing: Closing,
): Promise<Api> {
  const { config, logger, database, feed, secrets, tail, tls } = shared;
  const webRoot = join(packageRoot(), "dist", "web");
  const queueAuth = createQueueAuth({ database, feed });
  closing.push(() => Promise.resolve(queueAuth.stop()));
  return createApi({
    database,
    feed,
    secrets,
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
        }
      : {}),
    ...(ingest ? { takeHttpReport: (report) => ingest.takeHttpReport(report), ingestStats: () => ingest.stats() } : {}),
    queueAuth: {
      answer: queueAuth.answer,
      addresses: config.RABBITMQ_AUTH_ADDRESSES ?? [],
      secret: config.RABBITMQ_AUTH_SECRET ?? null,
    },
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
  const secrets = createSecretBox(await secretKey(resolve(config.DATA_DIR), config.SECRET_KEY));
  const storage = await openStorage(config, logger, onProgress);
  const { database } = storage;
  const closing: Closing = [() => storage.close()];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    await prepare?.(database);
    const feed = createFeed();
    const mayShare = roles.shared || config.INGEST_SOURCE !== undefined;
    const others = (mayShare && config.DATABASE_URL) || null;
    const shared: Shared = { config, logger, others, database, feed, tail: createMessageTail(), secrets, tls };
    if (others !== null) {
      const followsVehicles = roles.has("api");
      const bridge = startFeedBridge({ database, connection: others, feed, logger, followsVehicles });
      closing.push(() => bridge.stop());
    }
    const fromQueue = config.INGEST_SOURCE !== undefined;
    const broker = roles.has("broker") && !fromQueue ? await openBroker(shared, closing) : null;
    const worker = roles.has("broker") && fromQueue ? await openWorker(shared) : null;
    if (worker) closing.push(() => worker.stop());
    const ingest = broker ?? worker;
    const timeZone = config.TZ_NAME;
    if (roles.has("jobs")) {
      const start = (): Work =>
        startDerivationWorker({ database, feed, timeZone, logger: logger.child({ room: "derivation" }) });
      closing.push(runAlone({ name: "jobs", others, logger, start }));
    }
    if (roles.has("rules")) {
      const start = (): Work => startAlarmClock(database, feed, timeZone, logger.child({ room: "alarms" }));
      closing.push(runAlone({ name: "rules", others, logger, start }));
    }
    const api = roles.has("api") ? await openApi(shared, broker, ingest, closing) : null;
    if (api) closing.push(() => api.stop());
    if (!api && config.HEALTH_PORT !== undefined) {
      const health = await openHealthDoor({
        database,
        logger,
        host: config.HTTP_HOST,
        port: config.HEALTH_PORT,
        version: version(),
        ingestStats: ingest ? () => ingest.stats() : null,
      });
      closing.push(() => health.stop());
      logger.info({ port: health.port }, "health door open");
    }
    // Last, because a made-up password is shown only by a start that succeeds.
    const firstAdministrator = api
      ? await ensureFirstAdministrator(database, {
          ...(config.ADMIN_USERNAME ? { username: config.ADMIN_USERNAME } : {}),
          ...(config.ADMIN_PASSWORD ? { password: config.ADMIN_PASSWORD } : {}),
        })
      : null;
    return { database, storage: storage.kind, api, broker, worker, firstAdministrator, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
