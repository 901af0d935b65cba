// The worker around the live connection: decodes off the page's thread and keeps its timers while
// the tab is busy or hidden.
import "../lib/zod-without-eval.ts";
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

function start(url: string, view: Parameters<LiveConnection["setView"]>[0]): LiveConnection {
  return createLiveConnection(
    {
      openSocket: (events) => openSocket(url, events),
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
      onRefused: () => tell({ type: "refused" }),
    },
    view,
  );
}

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case "start":
      connection?.stop();
      connection = start(data.url, data.view);
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
