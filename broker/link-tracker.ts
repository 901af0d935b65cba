// Which devices have an open connection and when each was last heard, written to the database and to
// the feed in one go per second, and only what changed.
import type { Logger } from "pino";
import type { Feed } from "../gis/feed.ts";
import type { Database } from "../gis/database.ts";
import { setLinks } from "../gis/device-link.ts";
import type { Session } from "./door/session.ts";

export interface LinkTracker {
  opened(session: Session): void;
  closed(session: Session): void;
  /** A device that was heard through an integration: it is there as long as what carried the message, if that lasts. */
  heard(deviceId: number, carrier: object | null, atMs: number): void;
  /** A connection by which devices were heard is gone. */
  carrierGone(carrier: object): void;
  stop(): Promise<void>;
}

const FLUSH_MS = 1000;
/** A device that only says it is alive is written this often. */
const REFRESH_MS = 15_000;

interface Link {
  sessions: Set<Session>;
  /** Integrations it was heard through. */
  carriers: Set<object>;
  lastSeenMs: number;
  writtenSeenMs: number;
  /** Connected as it was last written. */
  written: boolean | null;
}

const isConnected = (link: Link): boolean => link.sessions.size > 0 || link.carriers.size > 0;

export function createLinkTracker(options: { database: Database; feed: Feed; logger: Logger }): LinkTracker {
  const { database, feed, logger } = options;
  const links = new Map<number, Link>();
  /** Devices each integration was heard speaking of. */
  const carried = new Map<object, Set<number>>();
  let flushing: Promise<void> | null = null;
  let failing = false;

  function changed(): { deviceId: number; link: Link }[] {
    const found: { deviceId: number; link: Link }[] = [];
    for (const [deviceId, link] of links) {
      for (const session of link.sessions) link.lastSeenMs = Math.max(link.lastSeenMs, session.lastSeenMs);
      const connected = isConnected(link);
      if (connected !== link.written || link.lastSeenMs - link.writtenSeenMs >= REFRESH_MS)
        found.push({ deviceId, link });
    }
    return found;
  }

  async function flush(): Promise<void> {
    const due = changed();
    if (due.length === 0) return;
    const rows = due.map(({ deviceId, link }) => ({
      deviceId,
      connected: isConnected(link),
      lastSeenMs: link.lastSeenMs,
    }));
    try {
      const written = await setLinks(database, rows);
      failing = false;
      rows.forEach((row, index) => {
        const link = due[index]?.link;
        if (!link) return;
        link.written = row.connected;
        link.writtenSeenMs = row.lastSeenMs;
        if (!row.connected && !isConnected(link)) links.delete(row.deviceId);
      });
      if (written.length > 0) feed.publish({ type: "links", links: written });
    } catch (error) {
      // Stays due, and is written when the database is back.
      if (!failing) logger.warn({ err: error }, "device links not written, will try again");
      failing = true;
    }
  }

  function start(): void {
    flushing ??= flush().finally(() => {
      flushing = null;
    });
  }
  const timer = setInterval(start, FLUSH_MS);

  function linkOf(deviceId: number): Link {
    const known = links.get(deviceId);
    if (known) return known;
    const link: Link = { sessions: new Set(), carriers: new Set(), lastSeenMs: 0, writtenSeenMs: 0, written: null };
    links.set(deviceId, link);
    return link;
  }

  function carrierGone(carrier: object): void {
    for (const deviceId of carried.get(carrier) ?? []) links.get(deviceId)?.carriers.delete(carrier);
    carried.delete(carrier);
  }

  return {
    carrierGone,
    opened: (session) => {
      linkOf(session.deviceId).sessions.add(session);
    },
    closed: (session) => {
      const link = links.get(session.deviceId);
      if (link?.sessions.delete(session)) link.lastSeenMs = Math.max(link.lastSeenMs, session.lastSeenMs);
      carrierGone(session);
    },
    heard: (deviceId, carrier, atMs) => {
      const link = linkOf(deviceId);
      link.lastSeenMs = Math.max(link.lastSeenMs, atMs);
      if (carrier === null || link.carriers.has(carrier)) return;
      link.carriers.add(carrier);
      const devices = carried.get(carrier) ?? new Set();
      carried.set(carrier, devices.add(deviceId));
    },
    stop: async () => {
      clearInterval(timer);
      await flushing;
      await flush();
    },
  };
}
