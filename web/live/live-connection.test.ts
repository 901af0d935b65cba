import { beforeEach, describe, expect, it } from "vitest";
import { encodeLiveFrame, type LiveFrame, type LiveRecord } from "../../domain/live-protocol.ts";
import type { LinkState } from "./link-state.ts";
import { createLiveConnection, type LiveConnection, type LiveSocketEvents, type LiveWay } from "./live-connection.ts";

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

const EMPTY: LiveFrame = { kind: "delta", seq: 0, baseSeq: 0, serverTimeMs: 0, records: [], gone: [] };

/** A clock, sockets and timers in the hands of the test. */
class World {
  now = 1_000_000;
  random = 1;
  sockets: { way: LiveWay; events: LiveSocketEvents; sent: unknown[]; closed: boolean }[] = [];
  frames: LiveFrame[] = [];
  links: LinkState[] = [];
  refused = 0;
  ingest: string[] = [];
  #timers: { at: number; run: () => void }[] = [];
  readonly connection: LiveConnection;

  constructor() {
    this.connection = createLiveConnection(
      {
        openSocket: (way, events) => {
          const socket = { way, events, sent: [] as unknown[], closed: false };
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
        onAlarmsChanged: () => undefined,
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

  /** The lid is closed: no timer runs, and when it opens all that were due are. */
  sleep(ms: number): void {
    this.now += ms;
    for (const timer of this.#timers) timer.at = Math.max(timer.at, this.now);
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
    expect(waits).toEqual([500, 1000, 1500, 1500]);
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
    world.pass(5000);
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

  it("does not wait for an attempt that hangs when the network is back", () => {
    live();
    world.socket.events.onClose(1006);
    world.connection.hurry();
    world.pass(1500);
    world.connection.hurry();
    expect(world.sockets).toHaveLength(3);
    expect(world.sockets[1]?.closed).toBe(true);
  });

  it("knows after a night in a bag that its picture is old, and asks anew within half a second", () => {
    live();
    world.sleep(8 * 3_600_000);
    world.pass(500);
    expect(world.links.at(-1)).toMatchObject({ phase: "lost" });
    world.pass(500);
    expect(world.sockets).toHaveLength(2);
    world.welcome("run-1", true);
    expect(world.socket.sent[0]).toMatchObject({ lastSeq: 7 });
  });

  describe("where WebSockets do not get through", () => {
    /** Two refusals, then the slow way opens. */
    function slow(): void {
      for (let attempt = 0; attempt < 2; attempt += 1) {
        world.socket.events.onClose(1006);
        world.pass(1500);
      }
      expect(world.sockets.map(({ way }) => way)).toEqual(["fast", "fast", "slow"]);
      world.welcome();
      world.frame("snapshot", 7, 0);
    }

    it("goes the slow way after two refusals and says so", () => {
      slow();
      expect(world.links.at(-1)).toEqual({ phase: "slow" });
      world.pass(500);
      world.welcome("run-1", true);
      world.frame("delta", 12, 7);
      expect(world.frames.map(({ seq }) => seq)).toEqual([7, 12]);
      expect(world.links.at(-1)).toEqual({ phase: "slow" });
    });

    it("also when a socket opens but no frame ever comes through", () => {
      for (let attempt = 0; attempt < 2; attempt += 1) {
        world.socket.events.onOpen();
        world.pass(10_000);
        world.pass(1500);
      }
      expect(world.socket.way).toBe("slow");
    });

    it("is patient with the slow way, and honest when it too falls silent", () => {
      slow();
      world.pass(7500);
      expect(world.links.at(-1)).toEqual({ phase: "slow" });
      world.pass(500);
      expect(world.links.at(-1)).toEqual({ phase: "delayed" });
      world.pass(7000);
      expect(world.links.at(-1)).toMatchObject({ phase: "lost" });
    });

    it("keeps trying the fast way and goes over without a gap", () => {
      slow();
      const polling = world.socket;
      world.pass(2000);
      expect(world.socket.way).toBe("fast");
      expect(polling.closed).toBe(false);
      world.socket.events.onClose(1006);
      for (let step = 0; step < 2; step += 1) {
        polling.events.onMessage(encodeLiveFrame({ ...EMPTY, seq: 8 + step, baseSeq: 7 + step }).buffer);
        world.pass(5000);
      }
      expect(world.sockets.map(({ way }) => way)).toEqual(["fast", "fast", "slow", "fast", "fast"]);
      world.welcome("run-1", true);
      expect(polling.closed).toBe(true);
      expect(world.socket.sent[0]).toMatchObject({ type: "hello", epoch: "run-1", lastSeq: 9 });
      world.frame("delta", 10, 9);
      expect(world.links.at(-1)).toEqual({ phase: "live" });
    });

    it("begins with the fast way again when the whole network was away", () => {
      slow();
      world.socket.events.onClose(1012);
      world.pass(1500);
      expect(world.socket.way).toBe("fast");
    });

    it("ends with the session on the slow way too", () => {
      slow();
      world.socket.events.onClose(4401);
      world.pass(120_000);
      expect(world.links.at(-1)).toEqual({ phase: "signed-out" });
      expect(world.sockets).toHaveLength(3);
    });
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
