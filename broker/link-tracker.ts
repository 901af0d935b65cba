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
  stop(): Promise<void>;
}

const FLUSH_MS = 1000;
/** A device that only says it is alive is written this often. */
const REFRESH_MS = 15_000;

interface Link {
  sessions: Set<Session>;
  lastSeenMs: number;
  writtenSeenMs: number;
  /** Connected as it was last written. */
  written: boolean | null;
}

export function createLinkTracker(options: { database: Database; feed: Feed; logger: Logger }): LinkTracker {
  const { database, feed, logger } = options;
  const links = new Map<number, Link>();
  let flushing: Promise<void> | null = null;
  let failing = false;

  function changed(): { deviceId: number; link: Link }[] {
    const found: { deviceId: number; link: Link }[] = [];
    for (const [deviceId, link] of links) {
      for (const session of link.sessions) link.lastSeenMs = Math.max(link.lastSeenMs, session.lastSeenMs);
      const connected = link.sessions.size > 0;
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
      connected: link.sessions.size > 0,
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
        if (!row.connected && link.sessions.size === 0) links.delete(row.deviceId);
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

  return {
    opened: (session) => {
      const link = links.get(session.deviceId) ?? {
        sessions: new Set<Session>(),
        lastSeenMs: 0,
        writtenSeenMs: 0,
        written: null,
      };
      link.sessions.add(session);
      links.set(session.deviceId, link);
    },
    closed: (session) => {
      const link = links.get(session.deviceId);
      if (!link?.sessions.delete(session)) return;
      link.lastSeenMs = Math.max(link.lastSeenMs, session.lastSeenMs);
    },
    stop: async () => {
      clearInterval(timer);
      await flushing;
      await flush();
    },
  };
}
