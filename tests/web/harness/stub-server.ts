// An HTTP and WebSocket server that speaks the contract well enough to drive the console in a
// browser, and badly when a test asks for it. The real server takes its place in tests/e2e.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { Backdrop } from "../../../domain/backdrop.ts";
import type { BaseMap } from "../../../domain/base-map.ts";
import { LIVE_POLL_PATH } from "../../../domain/live-poll.ts";
import { PROBLEM_STATUS, type ProblemCode } from "../../../domain/problem.ts";
import type { Permission } from "../../../domain/rights.ts";
import { Credentials, type Session } from "../../../domain/user.ts";
import { answerVehicles } from "./stub-answers.ts";
import { startStubClock } from "./stub-clock.ts";
import { recordOf, type StubFleet } from "./stub-fleet.ts";
import { createStubLive, type StubLive } from "./stub-live.ts";
import { createStubViews, type StubViews } from "./stub-views.ts";
import { createTileCutter } from "./tile-cutter.ts";

export const PERSON = { username: "ayse", password: "dogru-parola-1" } as const;

/** The policy of the product: nothing inline, nothing from elsewhere. Styles set by script need 'unsafe-inline'. */
const policyFor = (tileOrigins: string): string =>
  `default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:${tileOrigins}; connect-src 'self'${tileOrigins}; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const MAX_FAILURES = 5;

export interface StubOptions {
  webRoot: string;
  baseMap: BaseMap | null;
  fleet: StubFleet;
  notice?: string | null;
  permissions?: Permission[];
  /** Base maps beside the own one; the policy allows the hosts of their pictures. */
  backdrops?: Backdrop[];
  /** PMTiles archives by path. */
  archives?: ReadonlyMap<string, Buffer>;
  /** The server's time, ms since 1970. */
  now?: () => number;
}

export interface StubServer {
  readonly url: string;
  readonly live: StubLive;
  readonly fleet: StubFleet;
  now(): number;
  readonly views: StubViews;
  /** Ends every session: the next call gets a 401. */
  endSessions(): void;
  /** Answers paths that contain this text with a problem until called with null. */
  fail(failure: { path: string; code: ProblemCode } | null): void;
  /** Nobody answers at the address until `resume()`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

function send(response: ServerResponse, status: number, body: unknown, type = "application/json"): void {
  response.writeHead(status, { "content-type": type });
  response.end(body === null ? "" : JSON.stringify(body));
}

export function sendProblem(
  response: ServerResponse,
  code: ProblemCode,
  extra: { retryAfterSeconds?: number } = {},
): void {
  const status = PROBLEM_STATUS[code];
  send(
    response,
    status,
    { type: `urn:kentiz:problem:${code}`, title: code, status, code, detail: code, ...extra },
    "application/problem+json",
  );
}

export async function startStubServer(options: StubOptions): Promise<StubServer> {
  const { fleet, baseMap, now = startStubClock() } = options;
  const cutTile = baseMap ? createTileCutter(baseMap) : null;
  const sessions = new Set<string>();
  const views = createStubViews();
  const { backdrops = [] } = options;
  const tileHosts = backdrops.filter(({ kind }) => kind === "raster").map(({ url }) => new URL(url).origin);
  const policy = policyFor(tileHosts.map((origin) => ` ${origin}`).join(""));
  let failures = 0;
  let failing: { path: string; code: ProblemCode } | null = null;
  const live = createStubLive(now, (nowMs) => fleet.vehicles.flatMap((stub) => recordOf(stub, nowMs) ?? []));

  const session = (): Session => ({
    user: {
      id: 1,
      username: PERSON.username,
      displayName: "Ayşe Işık",
      disabled: false,
      grants: [{ role: "dispatcher", unitId: 1 }],
    },
    permissions: options.permissions ?? ["unit:read", "vehicle:read", "track:read", "driver:read", "device:read"],
    expiresAt: new Date(now() + 8 * 3_600_000).toISOString(),
    passwordTemporary: false,
    version: "0.1.0",
    timeZone: "Europe/Istanbul",
    notice: options.notice ?? null,
  });
  const signedIn = (request: IncomingMessage): boolean =>
    sessions.has(/kentiz_session=(\w+)/.exec(request.headers.cookie ?? "")?.[1] ?? "");

  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { username, password } = Credentials.parse(await bodyOf(request));
    if (failures >= MAX_FAILURES) return sendProblem(response, "too_many_attempts", { retryAfterSeconds: 3 });
    if (username !== PERSON.username || password !== PERSON.password) {
      failures += 1;
      return sendProblem(response, "credentials_wrong");
    }
    const token = `s${sessions.size}${Date.now()}`;
    sessions.add(token);
    response.setHeader("set-cookie", [
      `kentiz_session=${token}; HttpOnly; SameSite=Lax; Path=/`,
      "kentiz_signed_in=1; SameSite=Lax; Path=/",
    ]);
    send(response, 200, session());
  }

  function answerTiles(path: string, response: ServerResponse): void {
    if (!baseMap || !cutTile) return sendProblem(response, "not_found");
    if (path === "/tiles/base.json") {
      return send(response, 200, {
        tilejson: "3.0.0",
        tiles: ["/tiles/base/{z}/{x}/{y}.mvt"],
        attribution: baseMap.attribution,
        bounds: baseMap.bounds,
        minzoom: 0,
        maxzoom: 16,
      });
    }
    const [, z, x, y] = /^\/tiles\/base\/(\d+)\/(\d+)\/(\d+)\.mvt$/.exec(path) ?? [];
    const tile = cutTile(Number(z), Number(x), Number(y));
    response.writeHead(tile.length === 0 ? 204 : 200, { "content-type": "application/vnd.mapbox-vector-tile" });
    response.end(tile);
  }

  function answerFile(path: string, response: ServerResponse): void {
    const file = join(options.webRoot, normalize(path));
    const found =
      file.startsWith(options.webRoot) && existsSync(file) && statSync(file).isFile()
        ? file
        : join(options.webRoot, "index.html");
    response.writeHead(200, { "content-type": TYPES[extname(found)] ?? "application/octet-stream" });
    createReadStream(found).pipe(response);
  }

  function answerArchive(archive: Buffer, request: IncomingMessage, response: ServerResponse): void {
    const [, from = "0", to = ""] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
    const part = archive.subarray(Number(from), to === "" ? archive.length : Number(to) + 1);
    response.writeHead(206, { "content-type": "application/vnd.pmtiles", "content-length": part.length });
    response.end(part);
  }

  async function answerPoll(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!signedIn(request)) return sendProblem(response, "not_signed_in");
    const parts = live.answer(await bodyOf(request));
    if (!parts) return sendProblem(response, "database_unavailable");
    response.writeHead(200, { "content-type": "application/octet-stream" });
    response.end(parts);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://stub");
    response.setHeader("content-security-policy", policy);
    response.setHeader("cache-control", "no-store");
    if (failing && url.pathname.includes(failing.path)) return sendProblem(response, failing.code);
    if (url.pathname.startsWith("/tiles/")) return answerTiles(url.pathname, response);
    if (url.pathname === LIVE_POLL_PATH) return answerPoll(request, response);
    if (!url.pathname.startsWith("/api/")) return answerFile(url.pathname, response);
    if (url.pathname === "/api/session" && request.method === "POST") return signIn(request, response);
    if (!signedIn(request)) return sendProblem(response, "not_signed_in");
    if (url.pathname === "/api/session") {
      if (request.method === "DELETE") sessions.clear();
      return request.method === "DELETE" ? send(response, 204, null) : send(response, 200, session());
    }
    const archive = options.archives?.get(url.pathname);
    if (archive) return answerArchive(archive, request, response);
    if (url.pathname === "/api/basemaps") return send(response, 200, { items: backdrops, next: null });
    if (url.pathname.startsWith("/api/views")) {
      const method = request.method ?? "GET";
      const said = views.answer(
        method,
        url.pathname,
        method === "GET" || method === "DELETE" ? null : await bodyOf(request),
      );
      if (said === undefined) return sendProblem(response, "not_found");
      return send(response, said === null ? 204 : method === "POST" ? 201 : 200, said);
    }
    const body = answerVehicles(fleet, url, now());
    if (body === null) sendProblem(response, "not_found");
    else send(response, 200, body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => sendProblem(response, "internal"));
  });
  server.on("upgrade", (request, socket, head) => {
    if (signedIn(request)) live.handleUpgrade(request, socket, head);
    else socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n");
  });
  const listen = (onPort: number): Promise<void> =>
    new Promise((resolve) => server.listen(onPort, "127.0.0.1", resolve));
  async function close(): Promise<void> {
    live.drop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await listen(0);
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    live,
    fleet,
    now,
    views,
    endSessions: () => sessions.clear(),
    fail: (failure) => {
      failing = failure;
    },
    pause: close,
    resume: () => listen(port),
    stop: async () => {
      live.stop();
      await close();
    },
  };
}
