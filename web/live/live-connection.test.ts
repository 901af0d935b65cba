import { beforeEach, describe, expect, it } from "vitest";
import { encodeLiveFrame, type LiveFrame, type LiveRecord } from "../../domain/live-protocol.ts";
import type { LinkState } from "./link-state.ts";
import { createLiveConnection, type LiveConnection, type LiveSocketEvents } from "./live-connection.ts";

const VIEW = { bbox: null, keep: [], hidden: false };

const record = (vehicleId: number): LiveRecord => ({
  vehicleId,
  lon: 27.1,
  lat: 38.4,
  fixTimeMs: 0,
  linkTimeMs: 0,
  headingDeg: 90,
  speedKmh: 30,
  motion: "moving",
  ignition: true,
  connected: true,
});

/** A clock, sockets and timers in the hands of the test. */
class World {
  now = 1_000_000;
  random = 1;
  sockets: { events: LiveSocketEvents; sent: unknown[]; closed: boolean }[] = [];
  frames: LiveFrame[] = [];
  links: LinkState[] = [];
  refused = 0;
  ingest: string[] = [];
  #timers: { at: number; run: () => void }[] = [];
  readonly connection: LiveConnection;

  constructor() {
    this.connection = createLiveConnection(
      {
        openSocket: (events) => {
          const socket = { events, sent: [] as unknown[], closed: false };
          this.sockets.push(socket);
          return {
            send: (text) => socket.sent.push(JSON.parse(text)),
            close: () => {
              socket.closed = true;
            },
          };
        },
        now: () => this.now,
        random: () => this.random,
        after: (delayMs, run) => {
          const timer = { at: this.now + delayMs, run };
          this.#timers.push(timer);
          return () => {
            this.#timers = this.#timers.filter((other) => other !== timer);
          };
        },
        onFrame: (frame) => this.frames.push(frame),
        onLink: (link) => this.links.push(link),
        onIngest: (state) => this.ingest.push(state),
        onVehiclesChanged: () => undefined,
        onRefused: () => {
          this.refused += 1;
        },
      },
      VIEW,
    );
  }

  get socket() {
    const last = this.sockets.at(-1);
    if (!last) throw new Error("no socket was opened");
    return last;
  }

  /** Lets time pass and runs what falls due, in order. */
  pass(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }

  welcome(epoch = "run-1", resumed = false): void {
    this.socket.events.onOpen();
    this.socket.events.onMessage(
      JSON.stringify({ type: "welcome", protocol: 1, epoch, serverTime: new Date(this.now).toISOString(), resumed }),
    );
  }

  frame(kind: LiveFrame["kind"], seq: number, baseSeq: number): void {
    const frame: LiveFrame = { kind, seq, baseSeq, serverTimeMs: this.now, records: [record(seq)], gone: [] };
    this.socket.events.onMessage(encodeLiveFrame(frame).buffer);
  }
}

describe("createLiveConnection", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  function live(): void {
    world.welcome();
    world.frame("snapshot", 7, 0);
  }

  it("says hello, takes the snapshot and is live", () => {
    live();
    expect(world.socket.sent).toEqual([{ type: "hello", protocol: 1, view: VIEW }]);
    expect(world.frames.map(({ kind, seq }) => [kind, seq])).toEqual([["snapshot", 7]]);
    expect(world.links).toEqual([{ phase: "live" }]);
  });

  it("is delayed after three seconds of silence, lost after ten, and says when it tries again", () => {
    live();
    world.pass(3000);
    expect(world.links.at(-1)).toEqual({ phase: "delayed" });
    world.pass(7000);
    expect(world.links.at(-1)).toEqual({ phase: "lost", retryAt: world.now + 500 });
    expect(world.socket.closed).toBe(true);
    world.pass(500);
    expect(world.links.at(-1)).toEqual({ phase: "lost", retryAt: null });
    expect(world.sockets).toHaveLength(2);
  });

  it("is live again with the next frame after a delay", () => {
    live();
    world.pass(4000);
    world.frame("delta", 8, 7);
    expect(world.links.map(({ phase }) => phase)).toEqual(["live", "delayed", "live"]);
  });

  it("resumes with epoch and newest sequence number", () => {
    live();
    world.frame("delta", 8, 7);
    world.socket.events.onClose(1012);
    world.pass(500);
    world.welcome("run-1", true);
    expect(world.socket.sent[0]).toMatchObject({ type: "hello", epoch: "run-1", lastSeq: 8 });
    world.frame("delta", 11, 8);
    expect(world.links.at(-1)).toEqual({ phase: "live" });
    expect(world.frames.at(-1)?.seq).toBe(11);
  });

  it("waits longer after each failed attempt and starts over after a frame", () => {
    live();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      world.socket.events.onClose(1006);
      const link = world.links.at(-1);
      const wait = link?.phase === "lost" && link.retryAt !== null ? link.retryAt - world.now : Number.NaN;
      waits.push(wait);
      world.pass(wait);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000]);
    live();
    world.socket.events.onClose(1006);
    expect(world.links.at(-1)).toEqual({ phase: "lost", retryAt: world.now + 500 });
  });

  it("starts from a snapshot when a delta leaves a hole", () => {
    live();
    world.frame("delta", 12, 10);
    expect(world.frames).toHaveLength(1);
    world.pass(500);
    world.socket.events.onOpen();
    expect(world.socket.sent[0]).toEqual({ type: "hello", protocol: 1, view: VIEW });
  });

  it("accepts a delta that reaches further back than needed", () => {
    live();
    world.frame("delta", 9, 3);
    expect(world.frames.map(({ seq }) => seq)).toEqual([7, 9]);
  });

  it("ends with the session and never tries again", () => {
    live();
    world.socket.events.onClose(4401);
    expect(world.links.at(-1)).toEqual({ phase: "signed-out" });
    world.pass(120_000);
    expect(world.sockets).toHaveLength(1);
  });

  it("reports a socket that was refused before it opened", () => {
    world.socket.events.onClose(1006);
    expect(world.refused).toBe(1);
    expect(world.links).toEqual([]);
    world.pass(500);
    world.socket.events.onClose(1006);
    expect(world.links.at(-1)).toMatchObject({ phase: "lost" });
  });

  it("gives up on a socket that neither opens nor fails", () => {
    world.pass(10_000);
    expect(world.socket.closed).toBe(true);
    world.pass(500);
    expect(world.sockets).toHaveLength(2);
  });

  it("hurries when asked, unless the stream flows or an attempt is under way", () => {
    live();
    world.connection.hurry();
    expect(world.sockets).toHaveLength(1);
    world.socket.events.onClose(1006);
    world.connection.hurry();
    world.connection.hurry();
    expect(world.sockets).toHaveLength(2);
    expect(world.links.at(-1)).toEqual({ phase: "lost", retryAt: null });
  });

  it("expects one frame in five seconds from a hidden tab", () => {
    live();
    world.connection.setView({ ...VIEW, hidden: true });
    expect(world.socket.sent.at(-1)).toEqual({ type: "view", view: { ...VIEW, hidden: true } });
    world.pass(7000);
    expect(world.links.at(-1)).toEqual({ phase: "live" });
    world.connection.setView(VIEW);
    world.pass(2000);
    expect(world.links.at(-1)).toEqual({ phase: "live" });
  });

  it("survives a clock that is set back", () => {
    live();
    world.now -= 3_600_000;
    world.pass(500);
    world.pass(3500);
    expect(world.links.at(-1)?.phase).toBe("live");
  });

  it("passes on the state of the ingest side", () => {
    live();
    world.socket.events.onMessage(JSON.stringify({ type: "ingest", state: "spooling" }));
    expect(world.ingest).toEqual(["spooling"]);
  });

  it("starts over when something else answers", () => {
    world.socket.events.onOpen();
    world.socket.events.onMessage("<html>proxy</html>");
    expect(world.socket.closed).toBe(true);
    world.pass(500);
    expect(world.sockets).toHaveLength(2);
  });

  it("leaves nothing running after stop", () => {
    live();
    world.connection.stop();
    world.pass(120_000);
    expect(world.socket.closed).toBe(true);
    expect(world.sockets).toHaveLength(1);
  });
});
