// The sockets of the MQTT door: TCP, TLS and WebSocket, all handed on as byte streams.
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createServer as createTlsServer } from "node:tls";
import type { Logger } from "pino";
import { createWebSocketStream, WebSocketServer } from "ws";
import type { BrokerLimits } from "./limits.ts";

export interface TlsFiles {
  port: number;
  /** PEM text. */
  cert: string;
  key: string;
  /** When given, clients must present a certificate it signed, besides their password. */
  clientCa?: string;
}

export interface ListenerOptions {
  host: string;
  port: number;
  tls?: TlsFiles;
  limits: BrokerLimits;
  logger: Logger;
  /** A byte stream of a client, and the address it comes from. */
  onStream: (stream: Duplex, address: string, request?: IncomingMessage) => void;
}

export interface Listeners {
  readonly port: number;
  readonly tlsPort: number | null;
  handleWebSocket(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Accepts nothing more from now on; resolves when the last open stream is gone. */
  close(): Promise<void>;
}

/** Dead peers behind mobile networks send no FIN. */
const TCP_KEEPALIVE_MS = 60_000;
/** Room for the frame that carries the largest packet. */
const FRAME_OVERHEAD_BYTES = 1024;

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function listen(server: Server, host: string, port: number, logger: Logger): Promise<void> {
  server.listen(port, host);
  await once(server, "listening");
  // A connection that could not be accepted, e.g. for want of file descriptors: the next one may.
  server.on("error", (error) => logger.error({ err: error }, "MQTT listener"));
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

/** @throws what listen() says, e.g. EADDRINUSE. */
export async function openListeners(options: ListenerOptions): Promise<Listeners> {
  const { limits, onStream } = options;
  const socketOptions = { noDelay: true, keepAlive: true, keepAliveInitialDelay: TCP_KEEPALIVE_MS };

  const accept = (socket: Socket): void => onStream(socket, socket.remoteAddress ?? "");
  const tcp = createServer(socketOptions, accept);
  tcp.maxConnections = limits.maxConnections;

  const { tls } = options;
  const secure = tls
    ? createTlsServer(
        {
          ...socketOptions,
          cert: tls.cert,
          key: tls.key,
          minVersion: "TLSv1.2",
          handshakeTimeout: limits.tlsHandshakeTimeoutMs,
          ...(tls.clientCa ? { ca: tls.clientCa, requestCert: true, rejectUnauthorized: true } : {}),
        },
        accept,
      )
    : null;
  if (secure) {
    secure.maxConnections = limits.maxConnections;
    // A client that speaks no TLS, or a version that is too old; aedes never sees it.
    secure.on("tlsClientError", (_error, socket) => socket.destroy());
  }

  const webSockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: limits.maxPacketBytes + FRAME_OVERHEAD_BYTES,
    // [MQTT-6.0.0-3]: "mqtt"; "mqttv3.1" is what clients of MQTT 3.1 ask for.
    handleProtocols: (protocols) => ["mqtt", "mqttv3.1"].find((name) => protocols.has(name)) ?? false,
  });

  await listen(tcp, options.host, options.port, options.logger);
  if (secure && tls) {
    try {
      await listen(secure, options.host, tls.port, options.logger);
    } catch (error) {
      await closeServer(tcp);
      throw error;
    }
  }
  return {
    port: portOf(tcp),
    tlsPort: secure ? portOf(secure) : null,
    handleWebSocket: (request, socket, head) => {
      const offered = request.headers["sec-websocket-protocol"] ?? "";
      if (!/(?:^|[\s,])mqtt(?:v3\.1)?(?:$|[\s,])/.test(offered)) {
        socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nThe subprotocol mqtt is needed.");
        return;
      }
      webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        // MQTT over text frames is a protocol error [MQTT-6.0.0-1].
        webSocket.on("message", (_data, isBinary) => {
          if (!isBinary) webSocket.close(1003);
        });
        onStream(createWebSocketStream(webSocket), request.socket.remoteAddress ?? "", request);
      });
    },
    close: async () => {
      webSockets.close();
      await Promise.all([closeServer(tcp), ...(secure ? [closeServer(secure)] : [])]);
    },
  };
}
