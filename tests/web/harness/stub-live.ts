// The live stream of the stub server, by the letter of domain/live-protocol: snapshot, numbered
// deltas, resume from a ring, and the accidents a test wants to see.
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { encodeLiveParts } from "../../../domain/live-poll.ts";
import {
  encodeLiveFrame,
  LIVE_CLOSE,
  LIVE_PROTOCOL_VERSION,
  LIVE_TICK_MS,
  LiveClientMessage,
  type LiveRecord,
  type LiveServerMessage,
} from "../../../domain/live-protocol.ts";

export interface StubLive {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** What consoles said, oldest first. */
  readonly heard: LiveClientMessage[];
  /** Open sockets stay open but hear nothing. */
  pause(paused: boolean): void;
  /** Closes every socket; while refused, new ones are turned away. */
  drop(code?: number): void;
  refuse(refused: boolean): void;
  /** A proxy that lets no WebSocket through, but questions over HTTP. */
  block(blocked: boolean): void;
  /** The answer to such a question; null while refused. */
  answer(hello: unknown): Uint8Array | null;
  /** Seconds of the stream so far. */
  ticks(): number;
  /** How many sockets were refused so far. */
  turnedAway(): number;
  say(message: LiveServerMessage): void;
  stop(): void;
}

interface Listener {
  socket: WebSocket;
  lastSeq: number;
}

export function createStubLive(now: () => number, recordsAt: (nowMs: number) => LiveRecord[]): StubLive {
  const wss = new WebSocketServer({ noServer: true });
  const epoch = `stub-${process.pid}-${Date.now()}`;
  const heard: LiveClientMessage[] = [];
  let listeners: Listener[] = [];
  let seq = 0;
  let paused = false;
  let refused = false;
  let blocked = false;
  let turnedAway = 0;

  function frame(kind: "snapshot" | "delta", baseSeq: number): Uint8Array {
    const serverTimeMs = now();
    return encodeLiveFrame({ kind, seq, baseSeq, serverTimeMs, records: recordsAt(serverTimeMs), gone: [] });
  }

  type Hello = Extract<LiveClientMessage, { type: "hello" }>;

  function greeting(hello: Hello): { message: LiveServerMessage; first: Uint8Array } {
    const resumed = hello.epoch === epoch && hello.lastSeq !== undefined && hello.lastSeq <= seq;
    const message: LiveServerMessage = {
      type: "welcome",
      protocol: LIVE_PROTOCOL_VERSION,
      epoch,
      serverTime: new Date(now()).toISOString(),
      resumed,
    };
    return { message, first: resumed ? frame("delta", hello.lastSeq ?? 0) : frame("snapshot", 0) };
  }

  function welcome(socket: WebSocket, hello: Hello): void {
    const { message, first } = greeting(hello);
    socket.send(JSON.stringify(message));
    socket.send(first);
    listeners.push({ socket, lastSeq: seq });
  }

  const timer = setInterval(() => {
    seq += 1;
    if (paused) return;
    for (const listener of listeners) {
      listener.socket.send(frame("delta", listener.lastSeq));
      listener.lastSeq = seq;
    }
  }, LIVE_TICK_MS);

  wss.on("connection", (socket) => {
    socket.on("message", (data: Buffer) => {
      const message = LiveClientMessage.parse(JSON.parse(data.toString("utf8")));
      heard.push(message);
      if (message.type === "hello") welcome(socket, message);
    });
    socket.on("close", () => {
      listeners = listeners.filter((listener) => listener.socket !== socket);
    });
  });

  const drop = (code: number = LIVE_CLOSE.restart): void => {
    for (const socket of wss.clients) socket.close(code);
  };
  return {
    handleUpgrade(request, socket, head) {
      if (refused || blocked) {
        turnedAway += 1;
        socket.end("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n");
        return;
      }
      wss.handleUpgrade(request, socket, head, (accepted) => wss.emit("connection", accepted, request));
    },
    heard,
    pause: (value) => {
      paused = value;
    },
    drop,
    refuse: (value) => {
      refused = value;
      if (value) for (const socket of wss.clients) socket.terminate();
    },
    block: (value) => {
      blocked = value;
      if (value) for (const socket of wss.clients) socket.terminate();
    },
    answer(question) {
      const hello = LiveClientMessage.parse(question);
      heard.push(hello);
      if (refused || hello.type !== "hello") return null;
      const { message, first } = greeting(hello);
      return encodeLiveParts([
        { kind: "text", bytes: Buffer.from(JSON.stringify(message)) },
        { kind: "frame", bytes: first },
      ]);
    },
    ticks: () => seq,
    turnedAway: () => turnedAway,
    say: (message) => {
      for (const { socket } of listeners) socket.send(JSON.stringify(message));
    },
    stop: () => {
      clearInterval(timer);
      for (const socket of wss.clients) socket.terminate();
      wss.close();
    },
  };
}
