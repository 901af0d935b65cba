// Who listens, and what happens every second: one tick numbers what changed and gives each console
// its part of it. Slow consoles skip ticks and get the newest values later, never the backlog.
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import {
  LIVE_CLOSE,
  LIVE_PROTOCOL_VERSION,
  LIVE_TICK_MS,
  type LiveClientMessage,
  type LiveServerMessage,
} from "../../domain/live-protocol.ts";
import { scopeOf } from "../../domain/rights.ts";
import type { Feed, FeedEvent } from "../../gis/feed.ts";
import type { LiveState } from "../../gis/vehicle-state.ts";
import type { Caller } from "../caller.ts";
import type { LiveMetrics } from "../metrics.ts";
import { createFleetPicture } from "./fleet-picture.ts";
import { createFrameWriter } from "./frame-writer.ts";
import * as stream from "./live-client.ts";
import type { LiveClient, LiveSocket } from "./live-client.ts";
import { recheckRights } from "./recheck-rights.ts";

const PING_MS = 15_000;
/** Sessions end by time as well as by an event. */
const RECHECK_TICKS = 60;
/** More than this waiting in a socket: the console gets nothing until it has read it. */
const SLOW_BYTES = 256 * 1024;
const STUCK_BYTES = 4 * 1024 * 1024;
const STUCK_MS = 10_000;
const CLOSE_GRACE_MS = 2000;
const CHANGES = ["vehicles-changed", "alarms-changed"] as const;

export interface LiveHubOptions {
  feed: Feed;
  logger: Logger;
  metrics: LiveMetrics;
  loadStates: () => Promise<LiveState[]>;
  /** The session as it is now; null = ended. */
  callerBySession: (tokenHash: Buffer) => Promise<Caller | null>;
  tickMs?: number;
  /** Epoch milliseconds; this machine's clock where not given. */
  now?: () => number;
}

export interface LiveHub {
  /** First message of a connection. */
  join(socket: LiveSocket, caller: Caller, hello: Extract<LiveClientMessage, { type: "hello" }>): LiveClient;
  leave(client: LiveClient): void;
  /** Open streams. */
  readonly size: number;
  /** What a connection that says hello would be sent first; for those who ask instead of listening. */
  answer(caller: Caller, hello: Extract<LiveClientMessage, { type: "hello" }>): (string | Uint8Array)[];
  stop(): void;
}

export async function createLiveHub(options: LiveHubOptions): Promise<LiveHub> {
  const { feed, logger, metrics, tickMs = LIVE_TICK_MS, now = Date.now } = options;
  const picture = createFleetPicture({ loadStates: options.loadStates, logger, runId: randomUUID() });
  const writer = createFrameWriter(picture.table);
  const clients = new Set<LiveClient>();
  let ingestState: Extract<LiveServerMessage, { type: "ingest" }>["state"] = "ok";
  let pingedAtMs = now();
  let recheckWanted = false;
  let rechecking = false;
  /** Told once a tick, however many there were in it; and the tick in which each was told last, for
   * those who ask instead of listening. */
  const due = { "vehicles-changed": false, "alarms-changed": false };
  const toldSeq = { "vehicles-changed": 0, "alarms-changed": 0 };

  function closeSlow(client: LiveClient): void {
    clients.delete(client);
    logger.warn({ userId: client.caller.user.id }, "live stream closed: its console does not read");
    client.socket.close(LIVE_CLOSE.slow, "too slow");
    // The closing handshake waits behind what the console does not read.
    setTimeout(() => client.socket.terminate(), CLOSE_GRACE_MS).unref();
  }

  function mayTakeFrame(client: LiveClient, nowMs: number): boolean {
    const waiting = client.socket.bufferedAmount;
    if (waiting <= SLOW_BYTES) {
      client.slowSinceMs = null;
      return !client.hidden || picture.seq - client.sentSeq >= stream.HIDDEN_TICKS;
    }
    client.slowSinceMs ??= nowMs;
    if (waiting > STUCK_BYTES || nowMs - client.slowSinceMs > STUCK_MS) closeSlow(client);
    else metrics.skipped();
    return false;
  }

  function sendFrames(nowMs: number): void {
    const { seq } = picture;
    writer.startTick(seq, nowMs);
    const shared = new Map<object, Uint8Array>();
    for (const client of clients) {
      client.audience.lastUsedSeq = seq;
      if (!mayTakeFrame(client, nowMs)) continue;
      const alike = stream.takesSharedFrame(client, seq);
      const known = alike ? shared.get(client.audience) : undefined;
      const frame = known ?? stream.deltaFor(client, seq, picture.table, writer);
      if (alike) shared.set(client.audience, frame);
      if (known) stream.tookSharedFrame(client, seq);
      metrics.sent(frame.byteLength);
      client.socket.send(frame);
    }
  }

  function pingAll(): void {
    for (const client of clients) {
      if (!client.heard) {
        clients.delete(client);
        client.socket.terminate();
        continue;
      }
      client.heard = false;
      client.socket.ping();
    }
  }

  const rights = { clients, picture, callerBySession: options.callerBySession, logger };

  async function recheck(): Promise<void> {
    if (rechecking) return;
    rechecking = true;
    recheckWanted = false;
    const finished = await recheckRights(rights, [...clients]);
    rechecking = false;
    if (!finished) recheckWanted = true;
  }

  function tick(): void {
    const startedAt = performance.now();
    const nowMs = now();
    picture.advance(nowMs);
    sendFrames(nowMs);
    for (const type of CHANGES) {
      if (!due[type]) continue;
      due[type] = false;
      toldSeq[type] = picture.seq;
      broadcast({ type });
    }
    if (nowMs - pingedAtMs >= PING_MS) {
      pingedAtMs = nowMs;
      pingAll();
    }
    if (recheckWanted || picture.seq % RECHECK_TICKS === 0) void recheck();
    metrics.observeTick((performance.now() - startedAt) / 1000, clients.size);
  }

  function broadcast(message: LiveServerMessage): void {
    for (const client of clients) stream.sendMessage(client, message);
  }

  function onIngest(state: typeof ingestState): void {
    // While it was away the feed was silent about what happened there.
    if (state === "ok" && ingestState !== "ok") void picture.reload();
    ingestState = state;
    broadcast({ type: "ingest", state });
  }

  function onEvent(event: FeedEvent): void {
    picture.apply(event);
    if (event.type === "ingest") onIngest(event.state);
    if (event.type === "devices" || event.type === "vehicles") void picture.reload();
    if (event.type === "vehicles") due["vehicles-changed"] = true;
    if (event.type === "alarms") due["alarms-changed"] = true;
    if (event.type === "users") {
      recheckWanted = true;
      void recheck();
    }
  }

  /** Welcome and first frame: what was missed where it is still known, else everything. */
  function greet(socket: LiveSocket, caller: Caller, hello: Extract<LiveClientMessage, { type: "hello" }>): LiveClient {
    const nowMs = now();
    const { seq } = picture;
    const audience = picture.audienceOf(scopeOf(caller.user.grants, "vehicle:read"));
    const client = stream.newClient(socket, caller, audience, hello.view);
    const lastSeq = hello.epoch === audience.epoch ? hello.lastSeq : undefined;
    const resumable = lastSeq !== undefined && audience.covers(lastSeq);
    stream.sendMessage(client, {
      type: "welcome",
      protocol: LIVE_PROTOCOL_VERSION,
      epoch: audience.epoch,
      serverTime: new Date(nowMs).toISOString(),
      resumed: resumable,
    });
    socket.send(
      resumable
        ? stream.resumptionFor(client, picture.table, lastSeq, seq, nowMs)
        : stream.snapshotFor(client, seq, nowMs),
    );
    stream.sendMessage(client, { type: "ingest", state: ingestState });
    return client;
  }

  const unsubscribe = feed.subscribe(onEvent);
  await picture.reload();
  const timer = setInterval(tick, tickMs);

  return {
    join(socket, caller, hello) {
      const client = greet(socket, caller, hello);
      clients.add(client);
      // Rights may have changed between the handshake and now, when no event reached this stream.
      void recheckRights(rights, [client]);
      return client;
    },
    answer(caller, hello) {
      const parts: (string | Uint8Array)[] = [];
      const client = greet(collecting(parts), caller, hello);
      client.audience.lastUsedSeq = picture.seq;
      for (const type of CHANGES)
        if (toldSeq[type] > (hello.lastSeq ?? picture.seq)) stream.sendMessage(client, { type });
      return parts;
    },
    leave: (client) => {
      clients.delete(client);
    },
    get size() {
      return clients.size;
    },
    stop() {
      clearInterval(timer);
      unsubscribe();
      for (const client of clients) client.socket.close(LIVE_CLOSE.restart, "the server restarts");
      clients.clear();
    },
  };
}

/** A socket that only keeps what it is given. */
function collecting(parts: (string | Uint8Array)[]): LiveSocket {
  const nothing = (): void => undefined;
  return { bufferedAmount: 0, send: (data) => parts.push(data), ping: nothing, close: nothing, terminate: nothing };
}
