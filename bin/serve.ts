// Wires the rooms together into one running Kentiz.
import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Logger } from "pino";
import { createApi, type Api } from "../api/api.ts";
import { ensureFirstAdministrator } from "../api/first-administrator.ts";
import { createBroker, type Broker } from "../broker/broker.ts";
import { startDerivationWorker } from "../broker/derivation-worker.ts";
import type { Database } from "../gis/database.ts";
import { createFeed } from "../gis/feed.ts";
import { createMessageTail } from "../gis/message-tail.ts";
import { packageRoot } from "../gis/package-root.ts";
import { rebuildBehindStates } from "../gis/vehicle-state.ts";
import type { Config } from "./config.ts";
import { openStorage } from "./open-storage.ts";
import { version } from "./version.ts";

export interface Running {
  database: Database;
  storage: "embedded" | "postgresql";
  api: Api;
  broker: Broker;
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
}

async function readTls(config: Config): Promise<{ cert: string; key: string; clientCa?: string } | null> {
  if (!config.TLS_CERT || !config.TLS_KEY) return null;
  const [cert, key] = await Promise.all([readFile(config.TLS_CERT, "utf8"), readFile(config.TLS_KEY, "utf8")]);
  return config.TLS_CLIENT_CA ? { cert, key, clientCa: await readFile(config.TLS_CLIENT_CA, "utf8") } : { cert, key };
}

export async function serve({ config, logger, onProgress, prepare }: ServeOptions): Promise<Running> {
  const tls = await readTls(config);
  const storage = await openStorage(config, logger, onProgress);
  const { database } = storage;
  const closing: (() => Promise<void>)[] = [() => storage.close()];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    await prepare?.(database);
    await rebuildBehindStates(database);

    const feed = createFeed();
    const tail = createMessageTail();
    const broker = await createBroker({
      database,
      feed,
      tail,
      logger: logger.child({ room: "broker" }),
      spoolDir: join(resolve(config.DATA_DIR), "spool"),
      host: config.MQTT_HOST,
      port: config.MQTT_PORT,
      ...(tls && config.MQTTS_PORT !== undefined ? { tls: { port: config.MQTTS_PORT, ...tls } } : {}),
    });
    closing.push(() => broker.stop());
    const derivation = startDerivationWorker(database, config.TZ_NAME, logger.child({ room: "derivation" }));
    closing.push(() => derivation.stop());

    const webRoot = join(packageRoot(), "dist", "web");
    const api = await createApi({
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
      upgrades: { "/mqtt": (request, socket, head) => broker.handleWebSocket(request, socket, head) },
      takeHttpReport: (report) => broker.takeHttpReport(report),
      ingestStats: () => broker.stats(),
      dataDir: resolve(config.DATA_DIR),
    });
    closing.push(() => api.stop());
    // Last, because a made-up password is shown only by a start that succeeds.
    const firstAdministrator = await ensureFirstAdministrator(database, {
      ...(config.ADMIN_USERNAME ? { username: config.ADMIN_USERNAME } : {}),
      ...(config.ADMIN_PASSWORD ? { password: config.ADMIN_PASSWORD } : {}),
    });
    return { database, storage: storage.kind, api, broker, firstAdministrator, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
