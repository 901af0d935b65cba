// The live connection as a state machine: hello, resume by epoch and sequence number, watching the
// age of the last frame, reconnecting. Socket, clock and timers are handed in, so it runs in the
// worker and under test alike.
//
//   connecting ──frame──▶ live ──3 s──▶ delayed ──10 s──▶ lost ──delay──▶ (attempt) ──frame──▶ live
//                          ▲──────frame──────┘              ▲── socket closed ──┘
//   any ── close 4401 ──▶ signed-out
//   two WebSockets in a row that never opened or never spoke ──▶ the slow way (HTTP), "slow" instead of
//   "live"; beside it a WebSocket is tried now and then and taken as soon as one opens
import { LIVE_POLL_MS } from "../../domain/live-poll.ts";
import {
  decodeLiveFrame,
  LIVE_CLOSE,
  LIVE_PROTOCOL_VERSION,
  type LiveClientMessage,
  type LiveFrame,
  LiveServerMessage,
} from "../../domain/live-protocol.ts";
import type { IngestState, LinkState } from "./link-state.ts";
import { reconnectDelayMs } from "./reconnect-delay.ts";
import type { LiveView } from "./worker-messages.ts";

export const DELAYED_AFTER_MS = 3000;
export const LOST_AFTER_MS = 10_000;
/** A hidden tab asks for one frame every five seconds only. */
const HIDDEN_GRACE_MS = 5000;
const WATCH_MS = 500;
/** An attempt that neither opens nor fails. */
const OPEN_TIMEOUT_MS = 5000;
/** Whoever hurries does not wait for an attempt this old: it may hang on a network that is gone. */
const STALE_ATTEMPT_MS = 1000;
const FAILURES_BEFORE_SLOW = 2;
/** The fast way may only have been away for a moment; later it is likely to stay shut. */
const FAST_SOON_MS = 2000;
const FAST_AGAIN_MS = 10_000;

/** What an open socket tells; nothing is told any more after `close()`. */
export interface LiveSocketEvents {
  onOpen(): void;
  onMessage(data: unknown): void;
  onClose(code: number): void;
}

export interface LiveSocket {
  send(text: string): void;
  close(): void;
}

/** By WebSocket, or by asking over HTTP. */
export type LiveWay = "fast" | "slow";

export interface LiveConnectionDeps {
  openSocket(way: LiveWay, events: LiveSocketEvents): LiveSocket;
  /** Wall clock, epoch ms: unlike the monotonic one it goes on while a laptop sleeps. */
  now(): number;
  random(): number;
  /** Calls back once after the delay; returns the cancellation. */
  after(delayMs: number, callback: () => void): () => void;
  onFrame(frame: LiveFrame, arrivedAt: number): void;
  onLink(link: LinkState): void;
  onIngest(state: IngestState): void;
  onVehiclesChanged(): void;
  onAlarmsChanged(): void;
  onRefused(): void;
}

export interface LiveConnection {
  setView(view: LiveView): void;
  /** Attempts at once unless the stream flows or an attempt is under way. */
  hurry(): void;
  stop(): void;
}

export function createLiveConnection(deps: LiveConnectionDeps, firstView: LiveView): LiveConnection {
  let view = firstView;
  let socket: LiveSocket | null = null;
  let opened = false;
  let attempt = 0;
  let everHeard = false;
  let stopped = false;
  let heardAt = deps.now();
  let resume: { epoch: string; lastSeq: number } | null = null;
  let epoch: string | null = null;
  let lastSeq: number | null = null;
  let link: LinkState = { phase: "connecting" };
  let cancelRetry: (() => void) | null = null;
  let cancelWatch: (() => void) | null = null;
  let way: LiveWay = "fast";
  let heardOnSocket = false;
  let fastFailures = 0;
  let openedAt = deps.now();
  let probe: LiveSocket | null = null;
  let cancelProbe: (() => void) | null = null;

  function setLink(next: LinkState): void {
    if (
      next.phase === link.phase &&
      (next.phase !== "lost" || (link.phase === "lost" && next.retryAt === link.retryAt))
    )
      return;
    link = next;
    deps.onLink(link);
  }

  function say(message: LiveClientMessage): void {
    if (socket && opened) socket.send(JSON.stringify(message));
  }

  function drop(): void {
    const old = socket;
    socket = null;
    opened = false;
    old?.close();
    cancelProbe?.();
    probe?.close();
    probe = null;
  }

  function retryLater(): void {
    if (way === "fast" && !heardOnSocket) fastFailures += 1;
    // The slow way fails too: it is not the proxy, so the fast way comes first again.
    else if (way === "slow") fastFailures = 0;
    drop();
    cancelRetry?.();
    const delay = reconnectDelayMs(attempt, deps.random(), view.hidden);
    attempt += 1;
    cancelRetry = deps.after(delay, connect);
    // One failed attempt at the very start is still "connecting" to a person.
    if (everHeard || attempt > 1) setLink({ phase: "lost", retryAt: deps.now() + delay });
  }

  function onText(text: string): void {
    const message = LiveServerMessage.parse(JSON.parse(text));
    if (message.type === "vehicles-changed") deps.onVehiclesChanged();
    else if (message.type === "alarms-changed") deps.onAlarmsChanged();
    else if (message.type === "ingest") deps.onIngest(message.state);
    else {
      epoch = message.epoch;
      if (!message.resumed) lastSeq = null;
    }
  }

  function onBytes(bytes: ArrayBuffer): void {
    const frame = decodeLiveFrame(bytes);
    // A delta that starts after what we have would hide changes: begin again from a snapshot.
    if (frame.kind === "delta" && (lastSeq === null || frame.baseSeq > lastSeq)) {
      resume = null;
      retryLater();
      return;
    }
    lastSeq = frame.seq;
    if (epoch !== null) resume = { epoch, lastSeq };
    heardAt = deps.now();
    everHeard = true;
    attempt = 0;
    heardOnSocket = true;
    if (way === "fast") fastFailures = 0;
    deps.onFrame(frame, heardAt);
    setLink({ phase: way === "fast" ? "live" : "slow" });
  }

  function connect(): void {
    if (stopped) return;
    cancelRetry?.();
    cancelRetry = null;
    if (link.phase === "lost") setLink({ phase: "lost", retryAt: null });
    opened = false;
    heardAt = deps.now();
    openedAt = heardAt;
    heardOnSocket = false;
    way = fastFailures >= FAILURES_BEFORE_SLOW ? "slow" : "fast";
    socket = deps.openSocket(way, { onOpen, onMessage, onClose });
    if (way === "slow") tryFastAfter(FAST_SOON_MS);
  }

  function onOpen(): void {
    opened = true;
    heardAt = deps.now();
    lastSeq = resume?.lastSeq ?? null;
    say({ type: "hello", protocol: LIVE_PROTOCOL_VERSION, ...resume, view });
  }

  function tryFastAfter(delayMs: number): void {
    cancelProbe = deps.after(delayMs, () => {
      probe = deps.openSocket("fast", {
        onOpen: () => {
          // From here on it is the connection; the picture is resumed, not begun anew.
          const found = probe;
          probe = null;
          drop();
          socket = found;
          way = "fast";
          openedAt = deps.now();
          heardOnSocket = false;
          onOpen();
        },
        onMessage: (data) => (probe === null ? onMessage(data) : undefined),
        onClose: (code) => {
          if (probe === null) return onClose(code);
          probe = null;
          tryFastAfter(FAST_AGAIN_MS);
        },
      });
    });
  }

  function onMessage(data: unknown): void {
    try {
      if (typeof data === "string") onText(data);
      else if (data instanceof ArrayBuffer) onBytes(data);
    } catch {
      // Not our protocol (another version, a proxy's page): start over, without resuming.
      resume = null;
      retryLater();
    }
  }

  function onClose(code: number): void {
    if (code === LIVE_CLOSE.signedOut) {
      stop();
      setLink({ phase: "signed-out" });
      return;
    }
    if (!opened) deps.onRefused();
    retryLater();
  }

  function watch(): void {
    cancelWatch = deps.after(WATCH_MS, watch);
    if (!socket) return;
    // Someone set the clock back: silence counts from here.
    heardAt = Math.min(heardAt, deps.now());
    const quietMs = deps.now() - heardAt - (view.hidden ? HIDDEN_GRACE_MS : 0) - (way === "slow" ? LIVE_POLL_MS : 0);
    if (quietMs >= (opened ? LOST_AFTER_MS : OPEN_TIMEOUT_MS)) retryLater();
    else if (opened && (link.phase === "live" || link.phase === "slow") && quietMs >= DELAYED_AFTER_MS)
      setLink({ phase: "delayed" });
  }

  function stop(): void {
    stopped = true;
    cancelRetry?.();
    cancelWatch?.();
    drop();
  }

  connect();
  cancelWatch = deps.after(WATCH_MS, watch);

  return {
    setView(next) {
      // Coming back to the tab: the next frame is due within a second, not five seconds late.
      if (view.hidden && !next.hidden) heardAt = deps.now();
      view = next;
      say({ type: "view", view });
    },
    hurry() {
      const trying = socket !== null && !opened && deps.now() - openedAt < STALE_ATTEMPT_MS;
      const well = opened && (link.phase === "live" || link.phase === "slow");
      if (stopped || trying || well) return;
      drop();
      attempt = 0;
      connect();
    },
    stop,
  };
}
