// Consoles that do not read, and a hub with a large fleet: sockets are real, the clock runs faster.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { Caller } from "../../api/caller.ts";
import { createLiveDoor } from "../../api/live/live-door.ts";
import { createLiveHub, type LiveHub, type LiveHubOptions } from "../../api/live/live-hub.ts";
import { decodeLiveFrame, LIVE_CLOSE } from "../../domain/live-protocol.ts";
import { createFeed, type Feed } from "../../gis/feed.ts";
import type { LiveState } from "../../gis/vehicle-state.ts";

const TICK_MS = 20;
const FLEET = 5000;
const CALLER: Caller = {
  user: { id: 1, username: "admin", displayName: "admin", disabled: false, grants: [{ role: "viewer", unitId: 1 }] },
  tokenHash: Buffer.alloc(32),
  expiresAt: new Date(0),
};

const fleet = (nowMs: number): LiveState[] =>
  Array.from({ length: FLEET }, (_, i) => ({
    vehicleId: i + 1,
    deviceId: i + 1,
    unitPath: [1],
    archived: false,
    connected: true,
    fixTimeMs: nowMs,
    linkTimeMs: nowMs,
    lon: 27 + i / 1e5,
    lat: 38.4,
    headingDeg: 90,
    speedKmh: 30,
    ignition: true,
    stationarySinceMs: null,
  }));

const HELLO = JSON.stringify({ type: "hello", protocol: 1, view: { bbox: null } });

class Console {
  readonly socket: WebSocket;
  frames = 0;
  lastSeq = 0;
  gaps = 0;
  newestLon = 0;

  constructor(url: string, options: { autoPong?: boolean } = {}) {
    this.socket = new WebSocket(url, options);
    this.socket.on("open", () => this.socket.send(HELLO));
    this.socket.on("message", (data: Buffer, isBinary) => {
      if (!isBinary) return;
      const frame = decodeLiveFrame(new Uint8Array(data).buffer);
      this.frames += 1;
      if (frame.kind === "delta" && frame.seq - frame.baseSeq > 1) this.gaps += 1;
      this.lastSeq = frame.seq;
      this.newestLon = frame.records.find((record) => record.vehicleId === 1)?.lon ?? this.newestLon;
    });
  }

  closed(): Promise<number> {
    return once(this.socket, "close").then(([code]) => Number(code));
  }
}

describe("the live hub under pressure", () => {
  let feed: Feed;
  let hub: LiveHub;
  let server: Server;
  let url: string;
  let lon: number;
  let skipped: number;
  let moving: NodeJS.Timeout;
  let consoles: Console[];
  /** Moves the hub's clock ahead of this machine's. */
  let aheadMs: number;

  beforeEach(async () => {
    [lon, skipped, aheadMs, consoles] = [27, 0, 0, []];
    feed = createFeed();
    const states = fleet(Date.now());
    const logger = pino({ level: "silent" });
    const options: LiveHubOptions = {
      feed,
      logger,
      metrics: { observeTick: () => undefined, sent: () => undefined, skipped: () => (skipped += 1) },
      loadStates: () => Promise.resolve(states),
      callerBySession: () => Promise.resolve(CALLER),
      tickMs: TICK_MS,
      now: () => Date.now() + aheadMs,
    };
    hub = await createLiveHub(options);
    const door = createLiveDoor({
      hub,
      logger,
      own: { publicOrigin: null, tls: false },
      callerOf: () => Promise.resolve(CALLER),
    });
    server = createServer();
    server.on("upgrade", (request, socket, head) => door.handleUpgrade(request, socket, head));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    moving = setInterval(() => {
      lon += 1e-4;
      const fixTimeMs = Date.now();
      feed.publish({
        type: "states",
        changes: states.map((state) => ({ ...state, fixTimeMs, linkTimeMs: fixTimeMs, lon })),
      });
    }, TICK_MS);
  });
  afterEach(async () => {
    clearInterval(moving);
    hub.stop();
    for (const { socket } of consoles) socket.terminate();
    await new Promise((resolve) => server.close(resolve));
  });

  const open = async (options?: { autoPong?: boolean }): Promise<Console> => {
    const opened = new Console(url, options);
    consoles.push(opened);
    await expect.poll(() => opened.frames, { timeout: 10_000 }).toBeGreaterThan(1);
    return opened;
  };

  it("lets a console that stops reading skip ticks, and gives it the newest later", async () => {
    const [slow, quick] = [await open(), await open()];
    slow.socket.pause();
    await expect.poll(() => skipped, { timeout: 20_000 }).toBeGreaterThan(20);
    const before = quick.frames;
    await expect.poll(() => quick.frames, { timeout: 10_000 }).toBeGreaterThan(before + 3);

    clearInterval(moving);
    const last = lon;
    const seen = slow.frames;
    slow.socket.resume();
    await expect.poll(() => slow.newestLon, { timeout: 10_000 }).toBeCloseTo(last, 6);
    // One frame told what the skipped ones would have told.
    expect(slow.gaps).toBeGreaterThan(0);
    expect(slow.lastSeq - seen).toBeGreaterThan(20);
    await expect.poll(() => quick.newestLon).toBeCloseTo(last, 6);
    expect(quick.gaps).toBe(0);
  }, 60_000);

  it("ends the stream of a console that does not read for ten seconds", async () => {
    const [stuck, quick] = [await open(), await open()];
    const code = stuck.closed();
    stuck.socket.pause();
    await expect.poll(() => skipped, { timeout: 20_000 }).toBeGreaterThan(2);
    aheadMs = 11_000;
    const before = quick.frames;
    await expect.poll(() => quick.frames, { timeout: 10_000 }).toBeGreaterThan(before + 3);
    stuck.socket.resume();
    expect(await code).toBe(LIVE_CLOSE.slow);
  }, 60_000);

  it("drops a peer that no longer answers pings", async () => {
    const [dead, alive] = [await open({ autoPong: false }), await open()];
    const code = dead.closed();
    const pinged = Promise.all([once(dead.socket, "ping"), once(alive.socket, "ping")]);
    aheadMs = 16_000;
    await pinged;
    const before = alive.frames;
    await expect.poll(() => alive.frames).toBeGreaterThan(before + 5);
    aheadMs = 32_000;
    expect(await code).toBe(1006);
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
  }, 30_000);

  it("ends a connection that never says hello", async () => {
    const silent = new WebSocket(url);
    const [code] = await once(silent, "close");
    expect(code).toBe(LIVE_CLOSE.protocol);
  }, 30_000);

  it("says goodbye when it stops", async () => {
    const open1 = await open();
    const code = open1.closed();
    hub.stop();
    expect(await code).toBe(LIVE_CLOSE.restart);
  });
});
