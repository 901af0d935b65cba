// The listening socket: HTTP or HTTPS, WebSocket upgrades by path, and a stop that ends for sure.
import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { Duplex } from "node:stream";
import { refuseUpgrade } from "./live/live-door.ts";

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface HttpServerOptions {
  host: string;
  /** 0 = any free one. */
  port: number;
  tls?: { cert: string; key: string };
  handler: RequestListener;
  /** By exact path. */
  upgrades: Readonly<Record<string, UpgradeHandler>>;
}

export interface HttpServer {
  readonly port: number;
  /** Lets running requests finish for a moment, then cuts what is left. */
  stop(): Promise<void>;
}

const STOP_GRACE_MS = 2000;
/** Longer than the idle time of usual proxies, so that they never reuse a connection being closed. */
const KEEP_ALIVE_MS = 65_000;

export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { tls, handler, upgrades } = options;
  const server: Server = tls ? createHttpsServer(tls, handler) : createHttpServer(handler);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const upgraded = new Set<Duplex>();

  server.on("upgrade", (request, socket, head) => {
    // Node leaves errors of upgraded sockets to whoever took them; until then that is here.
    socket.on("error", () => socket.destroy());
    upgraded.add(socket);
    socket.once("close", () => upgraded.delete(socket));
    const path = request.url?.split("?")[0] ?? "";
    const upgrade = Object.hasOwn(upgrades, path) ? upgrades[path] : undefined;
    if (upgrade) upgrade(request, socket, head);
    else refuseUpgrade(socket, "404 Not Found");
  });

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the HTTP server has no port");

  return {
    port: address.port,
    stop() {
      return new Promise((resolve) => {
        const cut = setTimeout(() => {
          server.closeAllConnections();
          for (const socket of upgraded) socket.destroy();
        }, STOP_GRACE_MS);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}
