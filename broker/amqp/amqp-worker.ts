// The ingest side of a process that takes its messages from RabbitMQ instead of opening an MQTT door: same
// codecs, same batches, same tables, no spool.
//
//   trackers ─▶ RabbitMQ (MQTT plugin, quorum queues) ─AMQP─▶ owner of the topic ─▶ codec ─▶ ingest ─▶ commit ─▶ ack
import type { Logger } from "pino";
import type { TakeHttpReport } from "../../domain/http-report.ts";
import type { Database } from "../../gis/database.ts";
import type { Feed } from "../../gis/feed.ts";
import { commitBatch } from "../../gis/ingest-batch.ts";
import { devicesOfIntegration } from "../../gis/integration.ts";
import type { MessageTail } from "../../gis/message-tail.ts";
import { integrationPrincipals, principalByKey } from "../../gis/principal.ts";
import { noteUnknownDevices } from "../../gis/unknown-device.ts";
import { createCredentialCache } from "../access/credential-cache.ts";
import { createIntegrationList } from "../access/integration-list.ts";
import { createTopicOwners } from "../access/topic-owner.ts";
import type { BrokerStats } from "../broker.ts";
import { DEFAULT_LIMITS } from "../door/limits.ts";
import { createHttpDoor } from "../http-door.ts";
import { noteDeviceHealth } from "../../gis/device-health.ts";
import { createDeviceHealthWatch } from "../health/device-health.ts";
import { createCommitTimes } from "../ingest/commit-times.ts";
import { createDirectStorage } from "../ingest/direct-storage.ts";
import type { StorageState } from "../ingest/storage.ts";
import { createIngest } from "../ingest/ingest.ts";
import { createRejectionLedger } from "../ingest/rejection-ledger.ts";
import { createDeviceDirectory } from "../integration/device-directory.ts";
import { createShareOut } from "../integration/share-out.ts";
import { createUnknownDevices } from "../integration/unknown-devices.ts";
import { createLinkTracker } from "../link-tracker.ts";
import { startAmqpConsumer, type QueueCounts } from "./amqp-consumer.ts";
import type { AmqpNode } from "./amqp-source.ts";
import { createDeliveryTaker } from "./take-delivery.ts";

export interface AmqpWorkerOptions {
  database: Database;
  feed: Feed;
  tail: MessageTail;
  logger: Logger;
  /** Tried in this order. */
  nodes: readonly AmqpNode[];
  /** Queues among which devices are spread; 1 = workers compete for one. */
  queues: number;
}

export interface AmqpWorker {
  /** Stores what came by HTTP; answers when it is durable. */
  readonly takeHttpReport: TakeHttpReport;
  stats(): BrokerStats & { queue: QueueCounts };
  stop(): Promise<void>;
}

const MAX_COMMITS_IN_FLIGHT = 2;
/** A cluster that is still starting is waited for this long before the process says that it runs. */
const READY_PATIENCE_MS = 30_000;

export async function createAmqpWorker(options: AmqpWorkerOptions): Promise<AmqpWorker> {
  const { database, feed, logger } = options;
  const commitTimes = createCommitTimes();
  const storage = createDirectStorage({
    commit: (batch) => commitBatch(database, batch),
    commitTimes,
    onCommitted: ({ stateChanges }) => {
      if (stateChanges.length > 0) feed.publish({ type: "states", changes: stateChanges });
    },
    onState: () => announce(),
    logger,
  });
  const stateNow = (): StorageState => (consumer.connected ? storage.state : "blocked");
  const announce = (): void => feed.publish({ type: "ingest", state: stateNow() });
  const health = createDeviceHealthWatch({ write: (rows) => noteDeviceHealth(database, rows), logger });
  const ledger = createRejectionLedger();
  const ingest = createIngest({
    storage,
    ledger,
    limits: DEFAULT_LIMITS,
    tail: options.tail,
    health,
    maxCommitsInFlight: MAX_COMMITS_IN_FLIGHT,
    firstSequence: 0,
  });
  const links = createLinkTracker({ database, feed, logger });
  const directory = createDeviceDirectory({ read: (id) => devicesOfIntegration(database, id), logger });
  const unknown = createUnknownDevices({ write: (rows) => noteUnknownDevices(database, rows), logger });
  const shareOut = createShareOut({ directory, unknown, links, health });
  const credentials = createCredentialCache({ lookup: (key) => principalByKey(database, key) });
  const integrations = createIntegrationList(async () => {
    const found = await integrationPrincipals(database);
    // Known before the first message: one that came too early would be refused.
    for (const { id } of found) await directory.load(-id);
    return found;
  });
  const taker = createDeliveryTaker({
    owners: createTopicOwners({ credentials, integrations: integrations.get }),
    ingest,
    shareOut,
    links,
    answer: (answer) => consumer.publish(answer),
    logger,
  });
  const { nodes, queues } = options;
  const consumer = startAmqpConsumer({ nodes, queues, onConnected: announce, take: taker.take, logger });
  const unsubscribe = feed.subscribe((event) => {
    if (event.type !== "devices") return;
    credentials.clear();
    integrations.clear();
    taker.forget();
    void directory.reload();
  });
  await Promise.race([consumer.ready, new Promise((resolve) => setTimeout(resolve, READY_PATIENCE_MS).unref())]);

  return {
    takeHttpReport: createHttpDoor({ credentials, ingest, shareOut, links }),
    stats: () => ({
      connections: 0,
      sessions: 0,
      turnedAway: 0,
      accepted: ingest.accepted,
      acknowledged: ingest.acknowledged,
      refused: { ...ledger.counts },
      inFlight: ingest.inFlight,
      formats: Object.fromEntries(ingest.formats),
      waitingSeconds: ingest.waitingSeconds,
      commits: commitTimes.histogram(),
      commitMs: { p50: commitTimes.quantile(0.5), p99: commitTimes.quantile(0.99) },
      spool: { batches: 0, bytes: 0, ageSeconds: 0 },
      state: stateNow(),
      queue: { ...consumer.counts },
    }),
    stop: async () => {
      unsubscribe();
      await consumer.stopTaking();
      taker.stop();
      await ingest.stop();
      await health.stop();
      await consumer.stop();
      await storage.stop();
      await unknown.stop();
      directory.stop();
      await links.stop();
    },
  };
}
