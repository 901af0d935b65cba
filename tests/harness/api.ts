// A running api room on a test database, with an administrator signed in, and clients that check
// every answer against the contract.
import { strict as assert } from "node:assert";
import { pino } from "pino";
import { createApi, type Api, type ApiOptions } from "../../api/api.ts";
import { ensureFirstAdministrator } from "../../api/first-administrator.ts";
import type { IngestStats } from "../../api/system-watch.ts";
import { contract, type CallOf, type ResponseOf, type RouteName } from "../../domain/contract.ts";
import { contractRequest } from "../../domain/contract-request.ts";
import { Problem } from "../../domain/problem.ts";
import type { Grant, Role } from "../../domain/rights.ts";
import type { Unit } from "../../domain/unit.ts";
import type { User } from "../../domain/user.ts";
import type { Database } from "../../gis/database.ts";
import { createFeed, type Feed } from "../../gis/feed.ts";
import { TEST_SECRETS } from "./broker.ts";
import { openLiveStream, type LiveOptions, type LiveStream } from "./live-stream.ts";

export const ADMIN = { username: "admin", password: "çok-gizli-parola" };
export const PASSWORD = "başka-bir-parola";

/** Numbers of an ingest side at rest. */
export const NO_INGEST: IngestStats = {
  state: "ok",
  accepted: 0,
  acknowledged: 0,
  inFlight: 0,
  commitMs: { p50: 0, p99: 0 },
  spool: { batches: 0, bytes: 0, ageSeconds: 0 },
  connections: 0,
  sessions: 0,
  turnedAway: 0,
};

export interface TestClient {
  readonly url: string;
  readonly cookie: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The parsed answer; it must be what the contract says and hold nothing more. */
  call<N extends RouteName>(name: N, call?: Partial<CallOf<N>>): Promise<ResponseOf<N>>;
  /** The problem of a call that must be refused. */
  refused<N extends RouteName>(name: N, call?: Partial<CallOf<N>>): Promise<Problem>;
  live(options?: Partial<LiveOptions>): Promise<LiveStream>;
}

export interface TestApi {
  readonly api: Api;
  readonly url: string;
  readonly database: Database;
  readonly feed: Feed;
  readonly root: Unit;
  readonly admin: TestClient;
  anonymous(): TestClient;
  signIn(username: string, password: string): Promise<TestClient>;
  createUnit(name: string, parent?: Unit): Promise<Unit>;
  /** A user with one role at one unit. */
  createUser(username: string, role: Role, unit: Unit): Promise<User>;
  /** The same, signed in. */
  clientOf(username: string, role: Role, unit: Unit): Promise<TestClient>;
  stop(): Promise<void>;
}

async function problemOf(response: Response): Promise<Problem> {
  assert.match(response.headers.get("content-type") ?? "", /^application\/problem\+json/);
  return Problem.strict().parse(await response.json());
}

async function answerOf<N extends RouteName>(name: N, response: Response): Promise<ResponseOf<N>> {
  const route = contract[name];
  if (!response.ok) throw new Error(`${name} answered ${response.status}: ${await response.text()}`);
  assert.equal(response.status, route.status);
  if (route.response === null) return null as ResponseOf<N>;
  const json: unknown = await response.json();
  const parsed = route.response.parse(json) as ResponseOf<N>;
  // Parsing drops unknown keys: nothing that the contract does not name may get out.
  assert.deepEqual(json, parsed);
  return parsed;
}

export function createClient(url: string, cookie = ""): TestClient {
  async function send<N extends RouteName>(name: N, call: Partial<CallOf<N>> = {}): Promise<Response> {
    const { method, path, body, contentType } = contractRequest(name, call);
    return client.fetch(path, {
      method,
      ...(body === null ? {} : { body, headers: { "content-type": contentType } }),
    });
  }
  const client: TestClient = {
    url,
    cookie,
    fetch(path, init = {}) {
      const headers = new Headers(init.headers);
      if (cookie) headers.set("cookie", cookie);
      return fetch(new URL(path, url), { ...init, headers });
    },
    call: async (name, call) => answerOf(name, await send(name, call)),
    async refused(name, call) {
      const response = await send(name, call);
      assert.ok(!response.ok, `${name} must be refused and answered ${response.status}`);
      const problem = await problemOf(response);
      assert.equal(problem.status, response.status);
      return problem;
    },
    live: (options = {}) => openLiveStream({ url, cookie, ...options }),
  };
  return client;
}

export async function signIn(url: string, username: string, password: string): Promise<TestClient> {
  const { method, path, body } = contractRequest("signIn", { body: { username, password } });
  const response = await fetch(new URL(path, url), { method, body, headers: { "content-type": "application/json" } });
  if (!response.ok) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`);
  return createClient(url, response.headers.getSetCookie()[0]?.split(";")[0] ?? "");
}

export async function startTestApi(database: Database, options: Partial<ApiOptions> = {}): Promise<TestApi> {
  const feed = options.feed ?? createFeed();
  await ensureFirstAdministrator(database, ADMIN);
  const api = await createApi({
    database,
    feed,
    secrets: TEST_SECRETS,
    logger: pino({ level: "silent" }),
    host: "127.0.0.1",
    port: 0,
    webRoot: null,
    version: "0.0.0-test",
    timeZone: "Europe/Istanbul",
    ...options,
  });
  const { url } = api;
  const admin = await signIn(url, ADMIN.username, ADMIN.password);
  const { items } = await admin.call("listUnits");
  const root = items.find((unit) => unit.parentId === null);
  assert.ok(root);

  const createUser = (username: string, grants: Grant[]): Promise<User> =>
    admin.call("createUser", { body: { username, displayName: username, password: PASSWORD, grants } });
  return {
    api,
    url,
    database,
    feed,
    root,
    admin,
    anonymous: () => createClient(url),
    signIn: (username, password) => signIn(url, username, password),
    createUnit: (name, parent = root) =>
      admin.call("createUnit", { body: { parentId: parent.id, name, kind: "directorate" } }),
    createUser: (username, role, unit) => createUser(username, [{ role, unitId: unit.id }]),
    async clientOf(username, role, unit) {
      await createUser(username, [{ role, unitId: unit.id }]);
      return signIn(url, username, PASSWORD);
    },
    stop: () => api.stop(),
  };
}
