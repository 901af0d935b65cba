// The MQTT room: listeners, door, ingest and spool wired together.
//
//   tracker ─▶ door/listeners ─▶ door/door (aedes + access/) ─▶ codecs/<format> ─▶ ingest ─▶ gis ─▶ PUBACK
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import type { TakeHttpReport } from "../domain/http-report.ts";
import type { IngestDetail } from "../domain/system.ts";
import type { Database } from "../gis/database.ts";
import { devicesOfIntegration } from "../gis/integration.ts";
import { isIntegration, principalByKey } from "../gis/principal.ts";
import { noteUnknownDevices } from "../gis/unknown-device.ts";
import { closeAllLinks } from "../gis/device-link.ts";
import type { Feed } from "../gis/feed.ts";
import type { SecretBox } from "../gis/secret-box.ts";
import { commitBatch } from "../gis/ingest-batch.ts";
import { createMessageTail, type MessageTail } from "../gis/message-tail.ts";
import { createCredentialCache } from "./access/credential-cache.ts";
import { startConnectors } from "./connector/connectors.ts";
import { createDoor } from "./door/door.ts";
import { DEFAULT_LIMITS, type BrokerLimits } from "./door/limits.ts";
import { openListeners, type TlsFiles } from "./door/listeners.ts";
import { noteDeviceHealth } from "../gis/device-health.ts";
import { createDeviceHealthWatch } from "./health/device-health.ts";
import { createHttpDoor } from "./http-door.ts";
import { createCommitTimes } from "./ingest/commit-times.ts";
import { createIngest } from "./ingest/ingest.ts";
import { createRejectionLedger } from "./ingest/rejection-ledger.ts";
import { createStorage, type StorageState } from "./ingest/storage.ts";
import { createDeviceDirectory } from "./integration/device-directory.ts";
import { createShareOut } from "./integration/share-out.ts";
import { createUnknownDevices } from "./integration/unknown-devices.ts";
import { createLinkTracker } from "./link-tracker.ts";
import { createSessionWatch } from "./session-watch.ts";
import { openSpool } from "./spool.ts";

export interface BrokerOptions {
  database: Database;
  feed: Feed;
  /** Opens the passwords of other systems. */
  secrets: SecretBox;
  /** false = connections to others wait for fetch(true); they are opened at once where not given. */
  fetches?: boolean;
  /** Where watchers of devices listen; nobody does where not given. */
  tail?: MessageTail;
  logger: Logger;
  spoolDir: string;
  host: string;
  /** 0 = a free one. */
  port: number;
  tls?: TlsFiles;
  /** Load balancers that send the PROXY protocol: addresses and subnets. */
  proxies?: readonly string[];
  /** Pages that may open WebSockets beside those of the address they come to. */
  webSocketOrigins?: readonly string[];
  limits?: Partial<BrokerLimits>;
  /** 1 on the embedded database, 2 on PostgreSQL where not given. */
  maxCommitsInFlight?: number;
}

/** For metrics; everything counts from the start of the process. */
export interface BrokerStats extends IngestDetail {
  connections: number;
  sessions: number;
  /** Sockets closed because there was no room for them. */
  turnedAway: number;
  /** Messages with at least one good report. */
  accepted: number;
  acknowledged: number;
  /** Messages that wait for their commit. */
  inFlight: number;
  commitMs: { p50: number; p99: number };
  spool: { batches: number; bytes: number; ageSeconds: number };
  state: StorageState;
  /** Connections to other brokers and feeds that are switched on, and those that stand. */
  connectors?: { open: number; connected: number };
}

export interface Broker {
  readonly port: number;
  readonly tlsPort: number | null;
  /** New certificates and revocation lists, for connections from now on. */
  renewTls(files: Omit<TlsFiles, "port">): void;
  handleWebSocket(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Stores what came by HTTP; answers when it is durable. */
  readonly takeHttpReport: TakeHttpReport;
  /** Opens the connections to other brokers and feeds, or leaves them to another process. */
  fetch(on: boolean): void;
  stats(): BrokerStats;
  stop(): Promise<void>;
}

const POSTGRES_COMMITS_IN_FLIGHT = 2;

/** @throws what a listener says (EADDRINUSE …), and where the spool folder is in use or not writable. */
export async function createBroker(options: BrokerOptions): Promise<Broker> {
  const { database, feed, logger } = options;
  const limits: BrokerLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const closing: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };

  try {
    const spool = await openSpool({
      directory: options.spoolDir,
      maxBytes: limits.maxSpoolBytes,
      maxAgeMs: limits.maxSpoolAgeMs,
    });
    closing.push(() => spool.close());

    const commitTimes = createCommitTimes();
    const storage = createStorage({
      commit: (batch) => commitBatch(database, batch),
      probe: () => principalByKey(database, ""),
      spool,
      commitDeadlineMs: limits.commitDeadlineMs,
      commitTimes,
      onCommitted: ({ stateChanges }) => {
        if (stateChanges.length > 0) feed.publish({ type: "states", changes: stateChanges });
      },
      onState: (state) => feed.publish({ type: "ingest", state }),
      logger,
    });
    closing.push(() => storage.stop());

    const health = createDeviceHealthWatch({ write: (rows) => noteDeviceHealth(database, rows), logger });
    closing.push(() => health.stop());
    const ledger = createRejectionLedger();
    const embedded = !database.capabilities.concurrentConnections;
    const ingest = createIngest({
      storage,
      ledger,
      limits,
      tail: options.tail ?? createMessageTail(),
      health,
      maxCommitsInFlight: options.maxCommitsInFlight ?? (embedded ? 1 : POSTGRES_COMMITS_IN_FLIGHT),
      firstSequence: spool.nextSequence,
    });
    const links = createLinkTracker({ database, feed, logger });
    closing.push(() => links.stop());
    const directory = createDeviceDirectory({ read: (id) => devicesOfIntegration(database, id), logger });
    closing.push(() => directory.stop());
    const unknown = createUnknownDevices({ write: (rows) => noteUnknownDevices(database, rows), logger });
    closing.push(() => unknown.stop());
    const shareOut = createShareOut({ directory, unknown, links, health });
    const credentials = createCredentialCache({
      lookup: async (key) => {
        const principal = await principalByKey(database, key);
        // Known before the first message: one that came too early would be refused.
        if (principal && isIntegration(principal.id)) await directory.load(-principal.id);
        return principal;
      },
    });
    const door = await createDoor({
      credentials,
      ingest,
      links,
      shareOut,
      limits,
    });
    closing.push(
      () => door.stop(),
      () => ingest.stop(),
      () => door.stopReading(),
    );
    const watch = createSessionWatch({ database, door, logger });
    closing.push(() => watch.stop());
    closing.push(
      feed.subscribe((event) => {
        if (event.type !== "devices") return;
        credentials.clear();
        void directory.reload();
        watch.check();
      }),
    );

    if (storage.state !== "ok") feed.publish({ type: "ingest", state: storage.state });
    await storage.start();
    await closeAllLinks(database).catch((error: unknown) => {
      logger.warn({ err: error }, "links of the last run not closed: the database is away");
    });
    const listeners = await openListeners({
      host: options.host,
      port: options.port,
      ...(options.tls ? { tls: options.tls } : {}),
      limits,
      logger,
      proxies: options.proxies ?? [],
      webSocketOrigins: options.webSocketOrigins ?? [],
      onStream: (stream, peer) => door.admit(stream, peer),
    });
    const { secrets } = options;
    const connectors = startConnectors({ database, secrets, ingest, shareOut, directory, links, limits, logger });
    closing.push(
      () => connectors.stop(),
      feed.subscribe((event) => {
        if (event.type === "connectors") connectors.reload();
      }),
    );
    connectors.fetch(options.fetches ?? true);
    let listenersClosed: Promise<void> | null = null;
    // First of all nobody new is let in; last of all the sockets are gone.
    closing.unshift(() => listenersClosed);
    closing.push(() => {
      listenersClosed = listeners.close();
    });
    logger.info({ port: listeners.port, tlsPort: listeners.tlsPort }, "MQTT door open");

    return {
      port: listeners.port,
      tlsPort: listeners.tlsPort,
      takeHttpReport: createHttpDoor({ credentials, ingest, shareOut, links }),
      handleWebSocket: (request, socket, head) => listeners.handleWebSocket(request, socket, head),
      fetch: (on) => connectors.fetch(on),
      renewTls: (files) => listeners.renewTls(files),
      stats: () => ({
        connections: door.connections,
        sessions: door.sessions.size,
        turnedAway: door.turnedAway,
        accepted: ingest.accepted,
        acknowledged: ingest.acknowledged,
        refused: { ...ledger.counts },
        inFlight: ingest.inFlight,
        formats: Object.fromEntries(ingest.formats),
        waitingSeconds: ingest.waitingSeconds,
        commits: commitTimes.histogram(),
        commitMs: { p50: commitTimes.quantile(0.5), p99: commitTimes.quantile(0.99) },
        spool: {
          batches: spool.length,
          bytes: spool.bytes,
          ageSeconds: spool.oldestAtMs === null ? 0 : Math.max(0, (Date.now() - spool.oldestAtMs) / 1000),
        },
        state: storage.state,
        connectors: connectors.counts(),
      }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
