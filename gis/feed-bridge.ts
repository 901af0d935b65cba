// Carries the change feed between processes over one PostgreSQL, by LISTEN and NOTIFY. What changed is
// gathered and told outside of the transactions that changed it: a NOTIFY inside would make the commits of
// all processes wait for each other.
//
//   feed ─▶ gathered ids ─NOTIFY─▶ ids ─▶ rows ─▶ feed of the other process
import { randomBytes } from "node:crypto";
import type { Logger } from "pino";
import type { Database } from "./database.ts";
import { linksOf } from "./device-link.ts";
import { readNotice, writeNotices, type FeedNotice, type PlainEvent } from "./feed-notice.ts";
import type { Feed, FeedEvent } from "./feed.ts";
import { keepConnection } from "./lasting-connection.ts";
import { statesOf } from "./vehicle-state.ts";

export interface FeedBridgeOptions {
  database: Database;
  /** Of the same PostgreSQL. */
  connection: string;
  feed: Feed;
  logger: Logger;
  /** Somebody here shows vehicles: their rows are read when another process moved them. */
  followsVehicles: boolean;
}

export interface FeedBridge {
  stop(): Promise<void>;
}

const CHANNEL = "kentiz_feed";
/** Movements are gathered this long; everything else is told at once. */
const GATHER_MS = 250;
const RETRY_MS = 1000;
const CHECK_MS = 5000;
/** Of one question to the database. */
const MAX_READ = 5000;

function takeSome(from: Set<number>): number[] {
  const taken = [...from].slice(0, MAX_READ);
  for (const id of taken) from.delete(id);
  return taken;
}

export function startFeedBridge(options: FeedBridgeOptions): FeedBridge {
  const { database, feed, logger, followsVehicles } = options;
  const own = randomBytes(6).toString("hex");
  let toTell = { states: new Set<number>(), links: new Set<number>(), events: new Map<string, PlainEvent>() };
  const toRead = { states: new Set<number>(), links: new Set<number>() };
  let timer: NodeJS.Timeout | null = null;
  let timerAtMs = 0;
  let telling: Promise<void> | null = null;
  let reading: Promise<void> | null = null;
  /** What is published now came from another process. */
  let passingOn = false;
  const stopping = new AbortController();

  async function tell(): Promise<void> {
    const { states, links, events } = toTell;
    toTell = { states: new Set(), links: new Set(), events: new Map() };
    const payloads = writeNotices(own, { states, links, events: events.values() });
    if (payloads.length === 0) return;
    try {
      await database.query(`SELECT pg_notify('${CHANNEL}', payload) FROM unnest($1::text[]) AS payload`, [payloads]);
    } catch (error) {
      logger.debug({ err: error }, "changes not told to other processes, will try again");
      for (const id of toTell.states) states.add(id);
      for (const id of toTell.links) links.add(id);
      for (const [key, event] of toTell.events) events.set(key, event);
      toTell = { states, links, events };
      if (!stopping.signal.aborted) tellIn(RETRY_MS);
    }
  }

  function tellIn(ms: number): void {
    const atMs = performance.now() + ms;
    if (timer && timerAtMs <= atMs) return;
    if (timer) clearTimeout(timer);
    timerAtMs = atMs;
    timer = setTimeout(() => {
      timer = null;
      if (telling) {
        tellIn(GATHER_MS);
        return;
      }
      telling = tell().finally(() => {
        telling = null;
      });
    }, ms);
  }

  function publish(event: FeedEvent): void {
    passingOn = true;
    feed.publish(event);
    passingOn = false;
  }

  async function readRows(): Promise<void> {
    while (!stopping.signal.aborted && toRead.states.size + toRead.links.size > 0) {
      const states = takeSome(toRead.states);
      const links = takeSome(toRead.links);
      try {
        if (states.length > 0) publish({ type: "states", changes: await statesOf(database, states) });
        if (links.length > 0) publish({ type: "links", links: await linksOf(database, links) });
      } catch (error) {
        logger.debug({ err: error }, "changes of other processes not read");
        // The whole picture is loaded where it has gaps; this asks for that.
        publish({ type: "vehicles" });
      }
    }
  }

  function hear(notice: FeedNotice): void {
    if (notice.from === own) return;
    if (notice.event) publish(notice.event);
    if (!followsVehicles) return;
    for (const id of notice.states ?? []) toRead.states.add(id);
    for (const id of notice.links ?? []) toRead.links.add(id);
    reading ??= readRows().finally(() => {
      reading = null;
    });
  }

  const unsubscribe = feed.subscribe((event) => {
    // The state of ingest changes when the database goes and comes: every process sees that itself.
    if (passingOn || event.type === "ingest") return;
    if (event.type === "states") {
      for (const { vehicleId } of event.changes) toTell.states.add(vehicleId);
      tellIn(GATHER_MS);
    } else if (event.type === "links") {
      for (const { deviceId } of event.links) toTell.links.add(deviceId);
      tellIn(GATHER_MS);
    } else {
      toTell.events.set(event.type, event);
      tellIn(0);
    }
  });

  let listening = false;
  const connection = keepConnection({
    connection: options.connection,
    logger,
    name: "feed",
    checkMs: CHECK_MS,
    onCheck: async (session) => {
      if (listening) {
        await session.query("SELECT 1");
        return;
      }
      await session.query(`LISTEN ${CHANNEL}`);
      listening = true;
      // Nobody kept what was said while this process did not listen.
      for (const type of ["devices", "users", "vehicles", "alarms", "connectors"] as const) publish({ type });
    },
    onLost: () => {
      listening = false;
    },
    onNotice: (payload) => {
      const notice = readNotice(payload);
      if (notice) hear(notice);
      else logger.debug("a notice of another version passed over");
    },
  });

  return {
    stop: async () => {
      unsubscribe();
      if (timer) clearTimeout(timer);
      await telling;
      // Links that closed at the end, for example.
      await tell();
      stopping.abort();
      await reading;
      await connection.stop();
    },
  };
}
