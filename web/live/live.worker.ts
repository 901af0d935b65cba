// The worker around the live connection: decodes off the page's thread and keeps its timers while
// the tab is busy or hidden.
import "../lib/zod-without-eval.ts";
import { decodeLiveParts, LIVE_POLL_MS } from "../../domain/live-poll.ts";
import { LIVE_CLOSE, type LiveClientMessage } from "../../domain/live-protocol.ts";
import { afterPart, type LiveHello } from "./after-part.ts";
import { buffersOf, packFrame } from "./frame-columns.ts";
import {
  createLiveConnection,
  type LiveConnection,
  type LiveSocket,
  type LiveSocketEvents,
} from "./live-connection.ts";
import type { FromWorker, ToWorker } from "./worker-messages.ts";

let connection: LiveConnection | null = null;

function tell(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  self.postMessage(message, { transfer });
}

function openSocket(url: string, events: LiveSocketEvents): LiveSocket {
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  let closed = false;
  socket.addEventListener("open", () => events.onOpen());
  socket.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (!closed) events.onMessage(event.data);
  });
  socket.addEventListener("close", (event) => {
    if (!closed) events.onClose(event.code);
  });
  return {
    send: (text) => socket.send(text),
    close: () => {
      closed = true;
      socket.close();
    },
  };
}

/** The same events from questions over HTTP: see domain/live-poll. */
function openPolling(url: string, events: LiveSocketEvents): LiveSocket {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(hello: LiveHello): Promise<void> {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(hello),
      signal: abort.signal,
    });
    if (response.status === 401) return events.onClose(LIVE_CLOSE.signedOut);
    if (!response.ok) return events.onClose(LIVE_CLOSE.restart);
    let next = hello;
    for (const { kind, bytes } of decodeLiveParts(await response.arrayBuffer())) {
      if (abort.signal.aborted) return;
      const part = kind === "text" ? new TextDecoder().decode(bytes) : bytes.slice().buffer;
      next = afterPart(next, part);
      events.onMessage(part);
    }
    timer = setTimeout(() => void askOrFail(next), LIVE_POLL_MS);
  }
  async function askOrFail(hello: LiveHello): Promise<void> {
    try {
      await ask(hello);
    } catch {
      if (!abort.signal.aborted) events.onClose(LIVE_CLOSE.restart);
    }
  }

  // As a socket would: open at the earliest after the caller has it in hand.
  queueMicrotask(() => events.onOpen());
  return {
    send: (text) => {
      const message = JSON.parse(text) as LiveClientMessage;
      // Every answer covers everything the person may see: where the map looks makes no difference.
      if (message.type === "hello") void askOrFail(message);
    },
    close: () => {
      abort.abort();
      clearTimeout(timer);
    },
  };
}

function start(url: string, pollUrl: string, view: Parameters<LiveConnection["setView"]>[0]): LiveConnection {
  return createLiveConnection(
    {
      openSocket: (way, events) => (way === "fast" ? openSocket(url, events) : openPolling(pollUrl, events)),
      now: Date.now,
      random: Math.random,
      after: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
      onFrame: (frame, arrivedAt) => {
        const columns = packFrame(frame);
        tell({ type: "frame", columns, arrivedAt }, buffersOf(columns));
      },
      onLink: (link) => tell({ type: "link", link }),
      onIngest: (state) => tell({ type: "ingest", state }),
      onVehiclesChanged: () => tell({ type: "vehicles-changed" }),
      onAlarmsChanged: () => tell({ type: "alarms-changed" }),
      onRefused: () => tell({ type: "refused" }),
    },
    view,
  );
}

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case "start":
      connection?.stop();
      connection = start(data.url, data.pollUrl, data.view);
      break;
    case "view":
      connection?.setView(data.view);
      break;
    case "hurry":
      connection?.hurry();
      break;
    case "stop":
      connection?.stop();
      connection = null;
      break;
  }
});
