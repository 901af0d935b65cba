// All connections that Kentiz opens itself: opened, closed and opened anew as people change them, and how
// they are doing written down once a second where something changed.
import type { Logger } from "pino";
import { isFeedAddress } from "../../domain/connector.ts";
import { connectorTasks, noteConnectorStates, type ConnectorTask } from "../../gis/connector.ts";
import type { Database } from "../../gis/database.ts";
import type { SecretBox } from "../../gis/secret-box.ts";
import { FEED_TOPIC } from "../codecs/gtfs-realtime.ts";
import type { BrokerLimits } from "../door/limits.ts";
import type { Ingest } from "../ingest/ingest.ts";
import type { DeviceDirectory } from "../integration/device-directory.ts";
import type { ShareOut } from "../integration/share-out.ts";
import type { LinkTracker } from "../link-tracker.ts";
import { createIntake } from "./intake.ts";
import { createLinkStatus, type LinkStatus } from "./link-status.ts";
import { startPolledLink } from "./polled-link.ts";
import { startSubscribedLink, type Link, type LinkOptions } from "./subscribed-link.ts";

export interface ConnectorsOptions {
  database: Database;
  secrets: SecretBox;
  ingest: Ingest;
  shareOut: ShareOut;
  directory: DeviceDirectory;
  links: LinkTracker;
  limits: BrokerLimits;
  logger: Logger;
}

export interface Connectors {
  /** Whether this process is to open them; not before this is called. */
  fetch(on: boolean): void;
  /** Reads what is wanted and makes it so. */
  reload(): void;
  /** By state. */
  counts(): { open: number; connected: number };
  stop(): Promise<void>;
}

const FLUSH_MS = 1000;
/** Another process may have changed something, and a database that was away may be back. */
const RELOAD_MS = 10_000;
const MAX_FEED_BYTES = 16 * 1024 * 1024;

interface Open {
  task: ConnectorTask;
  status: LinkStatus;
  link: Link;
}

export function startConnectors(options: ConnectorsOptions): Connectors {
  const { database, secrets, directory, links, limits, logger } = options;
  const open = new Map<number, Open>();
  let reloading: Promise<void> | null = null;
  let again = false;
  let flushing: Promise<void> | null = null;
  let stopping = false;
  let fetching = false;
  let failing = false;

  function start(task: ConnectorTask): Open {
    const status = createLinkStatus(task.id, open.get(task.id)?.status.row.messages ?? task.messages);
    const isFeed = isFeedAddress(task.url);
    const common: LinkOptions = {
      task,
      status,
      intake: (answer) =>
        createIntake({
          ...options,
          // What a feed is asked for needs no topic filter.
          task: isFeed ? { ...task, topicFilters: [] } : task,
          status,
          answer,
          maxPayloadBytes: isFeed ? MAX_FEED_BYTES : limits.maxPacketBytes,
        }),
      retry: { firstMs: limits.connectorRetryFirstMs, lastMs: limits.connectorRetryLastMs },
      logger,
    };
    const link = isFeed
      ? startPolledLink({ ...common, topic: FEED_TOPIC, maxBytes: MAX_FEED_BYTES })
      : startSubscribedLink(common);
    return { task, status, link };
  }

  async function close({ status, link }: Open): Promise<void> {
    await link.stop();
    links.carrierGone(status);
  }

  async function apply(): Promise<void> {
    const tasks = fetching ? await connectorTasks(database, secrets) : [];
    const wanted = new Map(tasks.map((task) => [task.id, task]));
    for (const [id, present] of open) {
      if (wanted.get(id)?.version === present.task.version) continue;
      await close(present);
      if (!wanted.has(id)) open.delete(id);
    }
    for (const [id, task] of wanted) {
      if (stopping) return;
      if (open.get(id)?.task.version === task.version) continue;
      // Known before the first message: one that came too early would be refused.
      await directory.load(id);
      open.set(id, start(task));
    }
    failing = false;
  }

  function reload(): void {
    if (stopping) return;
    if (reloading) {
      // What is being read now may be older than the change that called.
      again = true;
      return;
    }
    reloading = apply()
      .catch((error: unknown) => {
        if (!failing) logger.warn({ err: error }, "connectors not read, will try again");
        failing = true;
      })
      .finally(() => {
        reloading = null;
        if (!again) return;
        again = false;
        reload();
      });
  }

  async function flush(): Promise<void> {
    const due = [...open.values()].map(({ status }) => status).filter(({ dirty }) => dirty);
    if (due.length === 0) return;
    for (const status of due) status.dirty = false;
    try {
      await noteConnectorStates(
        database,
        due.map(({ row }) => row),
      );
    } catch (error) {
      for (const status of due) status.dirty = true;
      logger.debug({ err: error }, "states of connectors not written, will try again");
    }
  }

  const timers = [
    setInterval(() => {
      flushing ??= flush().finally(() => {
        flushing = null;
      });
    }, FLUSH_MS),
    setInterval(reload, RELOAD_MS),
  ];

  return {
    fetch: (on) => {
      fetching = on;
      reload();
    },
    reload,
    counts: () => {
      const all = [...open.values()];
      return { open: all.length, connected: all.filter(({ status }) => status.row.state === "connected").length };
    },
    stop: async () => {
      stopping = true;
      for (const timer of timers) clearInterval(timer);
      await reloading;
      await Promise.all([...open.values()].map(close));
      await flushing;
      await flush();
    },
  };
}
