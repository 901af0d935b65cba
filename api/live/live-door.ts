// The WebSocket at /live: who may open it, what it may say.
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { WebSocketServer, type RawData, type WebSocket } from "ws";
import { LIVE_CLOSE, LiveClientMessage } from "../../domain/live-protocol.ts";
import type { Caller } from "../caller.ts";
import { isForeignOrigin } from "../own-origin.ts";
import { applyView, type LiveClient, type LiveSocket } from "./live-client.ts";
import type { LiveHub } from "./live-hub.ts";

/** A view with 50 kept ids is far below. */
const MAX_MESSAGE_BYTES = 16 * 1024;
const HELLO_WITHIN_MS = 5000;

export interface LiveDoor {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

function parseMessage(data: RawData, isBinary: boolean): LiveClientMessage | null {
  if (isBinary || !Buffer.isBuffer(data)) return null;
  try {
    const json: unknown = JSON.parse(data.toString("utf8"));
    return LiveClientMessage.safeParse(json).data ?? null;
  } catch {
    return null;
  }
}

function liveSocket(socket: WebSocket): LiveSocket {
  return {
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    send: (data) => socket.send(data),
    ping: () => socket.ping(),
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
  };
}

function serveStream(socket: WebSocket, caller: Caller, hub: LiveHub): void {
  let client: LiveClient | null = null;
  const patience = setTimeout(() => socket.close(LIVE_CLOSE.protocol, "no hello"), HELLO_WITHIN_MS);

  socket.on("message", (data, isBinary) => {
    const message = parseMessage(data, isBinary);
    const expected = client === null ? "hello" : "view";
    if (message?.type !== expected) {
      socket.close(LIVE_CLOSE.protocol, `expected ${expected}`);
      return;
    }
    if (message.type === "view") {
      if (client) applyView(client, message.view);
      return;
    }
    clearTimeout(patience);
    client = hub.join(liveSocket(socket), caller, message);
  });
  socket.on("pong", () => {
    if (client) client.heard = true;
  });
  socket.on("close", () => {
    clearTimeout(patience);
    if (client) hub.leave(client);
  });
}

/** Answers an upgrade that is refused before it became a WebSocket. */
export function refuseUpgrade(socket: Duplex, statusLine: string): void {
  socket.end(`HTTP/1.1 ${statusLine}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

export interface LiveDoorOptions {
  hub: LiveHub;
  logger: Logger;
  /** The own addresses; pages from elsewhere are refused. */
  own: { publicOrigin: string | null; tls: boolean };
  /** Who is signed in; null = nobody. */
  callerOf: (headers: IncomingHttpHeaders) => Promise<Caller | null>;
}

export function createLiveDoor({ hub, logger, own, callerOf }: LiveDoorOptions): LiveDoor {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    // Frames are shared between clients; deflating them would cost each client its own copy.
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });

  async function open(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const caller = await callerOf(request.headers);
    server.handleUpgrade(request, socket, head, (stream) => {
      // What goes wrong on a socket (a frame too large, a reset) ends it; "close" follows.
      stream.on("error", () => stream.terminate());
      // Browsers hide the status of a refused upgrade from the page; a close code tells it what to do.
      if (caller) serveStream(stream, caller, hub);
      else stream.close(LIVE_CLOSE.signedOut, "signed out");
    });
  }

  return {
    handleUpgrade(request, socket, head) {
      if (isForeignOrigin(request.headers, own)) {
        refuseUpgrade(socket, "403 Forbidden");
        return;
      }
      open(request, socket, head).catch((error: unknown) => {
        logger.warn({ err: error }, "live stream could not be opened");
        refuseUpgrade(socket, "503 Service Unavailable");
      });
    },
  };
}
