// The sockets of the MQTT door: TCP, TLS and WebSocket, all handed on as byte streams.
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { BlockList, createServer, isIPv6, type AddressInfo, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createServer as createTlsServer, type SecureContextOptions, type TLSSocket } from "node:tls";
import type { Logger } from "pino";
import { createWebSocketStream, WebSocketServer } from "ws";
import type { BrokerLimits } from "./limits.ts";
import { isOwnOrigin } from "./own-origin.ts";
import { takeProxyHeader } from "./proxy-protocol.ts";

export interface TlsFiles {
  port: number;
  /** PEM text. */
  cert: string;
  key: string;
  /** When given, clients must present a certificate it signed. One that names a device is its credential. */
  clientCa?: string;
  /** Certificates of that CA that are no longer good (PEM). */
  clientCrl?: string;
}

/** What is known about who is at the other end. */
export interface Peer {
  address: string;
  /** Common name of its verified certificate. */
  certificateName: string | null;
  request?: IncomingMessage;
}

export interface ListenerOptions {
  host: string;
  port: number;
  tls?: TlsFiles;
  limits: BrokerLimits;
  logger: Logger;
  /** Load balancers that send the PROXY protocol: addresses and subnets. */
  proxies: readonly string[];
  /** Pages that may open WebSockets beside those of the address they come to. */
  webSocketOrigins: readonly string[];
  /** A byte stream of a client. */
  onStream: (stream: Duplex, peer: Peer) => void;
}

export interface Listeners {
  readonly port: number;
  readonly tlsPort: number | null;
  handleWebSocket(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** New certificates and revocation lists, for connections from now on. */
  renewTls(files: Omit<TlsFiles, "port">): void;
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

/** Whether a peer is one of the load balancers. */
function trustedPeers(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = "", prefix] = proxy.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

function secureContext({ cert, key, clientCa, clientCrl }: Omit<TlsFiles, "port">): SecureContextOptions {
  return { cert, key, ...(clientCa ? { ca: clientCa } : {}), ...(clientCrl ? { crl: clientCrl } : {}) };
}

function certificateNameOf(socket: TLSSocket): string | null {
  // Without a CA to sign it, a certificate says nothing.
  if (!socket.authorized) return null;
  const name: unknown = socket.getPeerCertificate().subject?.CN;
  return typeof name === "string" ? name : null;
}

/** @throws what listen() says, e.g. EADDRINUSE. */
export async function openListeners(options: ListenerOptions): Promise<Listeners> {
  const { limits, onStream } = options;
  const socketOptions = { noDelay: true, keepAlive: true, keepAliveInitialDelay: TCP_KEEPALIVE_MS };

  const trusted = trustedPeers(options.proxies);
  /** Clients behind load balancers, by the connection of the balancer. */
  const addresses = new Map<string, string>();
  const nameOf = ({ remoteAddress = "", remotePort = 0 }: Socket): string => `${remoteAddress} ${remotePort}`;

  /** Calls back with what comes after the header of a load balancer, where one is trusted to send it. */
  const unwrap = (socket: Socket, onClient: (address: string) => void): void => {
    const { remoteAddress = "" } = socket;
    if (!trusted(remoteAddress)) onClient(remoteAddress);
    else takeProxyHeader(socket, limits.connectTimeoutMs, onClient);
  };
  const tcp = createServer(socketOptions, (socket) =>
    unwrap(socket, (address) => onStream(socket, { address, certificateName: null })),
  );
  tcp.maxConnections = limits.maxConnections;

  const { tls } = options;
  const secure = tls
    ? createTlsServer(
        {
          ...secureContext(tls),
          minVersion: "TLSv1.2",
          handshakeTimeout: limits.tlsHandshakeTimeoutMs,
          requestCert: tls.clientCa !== undefined,
          rejectUnauthorized: tls.clientCa !== undefined,
        },
        (socket) => {
          const address = addresses.get(nameOf(socket)) ?? socket.remoteAddress ?? "";
          onStream(socket, { address, certificateName: certificateNameOf(socket) });
        },
      )
    : null;
  // A client that speaks no TLS, or a version that is too old; aedes never sees it.
  secure?.on("tlsClientError", (_error, socket) => socket.destroy());
  const secureDoor = createServer(socketOptions, (socket) =>
    unwrap(socket, (address) => {
      const name = nameOf(socket);
      addresses.set(name, address);
      socket.once("close", () => addresses.delete(name));
      secure?.emit("connection", socket);
    }),
  );
  secureDoor.maxConnections = limits.maxConnections;

  const webSockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: limits.maxPacketBytes + FRAME_OVERHEAD_BYTES,
    // [MQTT-6.0.0-3]: "mqtt"; "mqttv3.1" is what clients of MQTT 3.1 ask for.
    handleProtocols: (protocols) => ["mqtt", "mqttv3.1"].find((name) => protocols.has(name)) ?? false,
  });

  await listen(tcp, options.host, options.port, options.logger);
  if (tls) {
    try {
      await listen(secureDoor, options.host, tls.port, options.logger);
    } catch (error) {
      await closeServer(tcp);
      throw error;
    }
  }
  return {
    port: portOf(tcp),
    tlsPort: tls ? portOf(secureDoor) : null,
    renewTls: (files) => secure?.setSecureContext({ ...secureContext(files), minVersion: "TLSv1.2" }),
    handleWebSocket: (request, socket, head) => {
      if (!isOwnOrigin(request.headers, options.webSocketOrigins)) {
        socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\nThis page may not open connections here.");
        return;
      }
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
        const address = request.socket.remoteAddress ?? "";
        onStream(createWebSocketStream(webSocket), { address, certificateName: null, request });
      });
    },
    close: async () => {
      webSockets.close();
      await Promise.all([closeServer(tcp), ...(tls ? [closeServer(secureDoor)] : [])]);
    },
  };
}
