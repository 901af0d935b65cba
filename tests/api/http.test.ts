// What holds for every answer: headers, problems, methods, description, files of the console, health.
import { TEST_SECRETS } from "../harness/broker.ts";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createApi, type ApiOptions } from "../../api/api.ts";
import { Problem } from "../../domain/problem.ts";
import { DatabaseError } from "../../gis/database-error.ts";
import type { Database } from "../../gis/database.ts";
import { createFeed } from "../../gis/feed.ts";
import { NO_INGEST, startTestApi, type TestApi } from "../harness/api.ts";
import { describeOnEmbedded } from "../harness/database.ts";

const json = (body: string): RequestInit => ({ method: "POST", body, headers: { "content-type": "application/json" } });

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  return Problem.parse(await response.json());
}

describeOnEmbedded("the HTTP door", (open) => {
  let database: Database;
  let test: TestApi;
  let webRoot: string;
  beforeAll(async () => {
    ({ database } = await open());
    webRoot = await mkdtemp(join(tmpdir(), "kentiz-web-"));
    await mkdir(join(webRoot, "assets"));
    await writeFile(join(webRoot, "index.html"), "<!doctype html><title>Konsol</title>");
    await writeFile(join(webRoot, "assets", "main-AbC123.js"), "export {};");
    test = await startTestApi(database, { webRoot });
  });
  afterAll(async () => {
    await test.stop();
    await rm(webRoot, { recursive: true });
  });

  describe("headers", () => {
    it("let pages load nothing from elsewhere", async () => {
      const policy = (await test.admin.fetch("/")).headers.get("content-security-policy") ?? "";
      const directives = new Map(
        policy.split(";").map((part) => [part.split(" ")[0], part.split(" ").slice(1).join(" ")]),
      );
      expect(directives.get("default-src")).toBe("'none'");
      expect(directives.get("script-src")).toBe("'self'");
      expect(directives.get("worker-src")).toBe("'self'");
      expect(directives.get("connect-src")).toBe("'self'");
      expect(directives.get("img-src")).toBe("'self' data: blob:");
      expect(directives.get("frame-ancestors")).toBe("'none'");
      expect(policy).not.toMatch(/https?:|unsafe-eval|\*/);
    });

    it("do not send browsers to https where there is none", async () => {
      const { headers } = await test.admin.fetch("/");
      expect(headers.get("content-security-policy")).not.toContain("upgrade-insecure-requests");
      expect(headers.get("strict-transport-security")).toBeNull();
    });

    it("forbid guessing types and framing, and do not name the software", async () => {
      const { headers } = await test.admin.fetch("/api/session");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("x-powered-by")).toBeNull();
      expect(headers.get("cache-control")).toBe("no-store");
    });

    it("carry an id for every request: a new one, or a harmless given one", async () => {
      const ids = [undefined, "sorun-2026-11-22", "<script>"].map(async (id) => {
        const response = await test.admin.fetch(
          "/healthz",
          id === undefined ? {} : { headers: { "x-request-id": id } },
        );
        return response.headers.get("x-request-id") ?? "";
      });
      const [made, given, replaced] = await Promise.all(ids);
      expect(made).toMatch(/^[\w-]{36}$/);
      expect(given).toBe("sorun-2026-11-22");
      expect(replaced).toMatch(/^[\w-]{36}$/);
    });

    it("say that long answers are compressed", async () => {
      const response = await test.admin.fetch("/api/openapi.json", { headers: { "accept-encoding": "gzip" } });
      expect(response.headers.get("content-encoding")).toBe("gzip");
      expect(response.headers.get("vary")).toContain("Accept-Encoding");
    });
  });

  describe("problems", () => {
    it.each([
      ["broken JSON", "{", 400, "json_unreadable"],
      ["JSON of the wrong shape", "[]", 400, "input_invalid"],
      ["a bare number", "7", 400, "input_invalid"],
      ["nothing", "", 400, "input_invalid"],
      [
        "a character no database keeps",
        String.raw`{"kind":"car","unitId":1,"code":"A","name":"a\u0000b"}`,
        400,
        "input_invalid",
      ],
      ["more than anybody needs", JSON.stringify({ name: "x".repeat(300_000) }), 413, "body_too_large"],
    ])("answer %s", async (_, body, status, code) => {
      const response = await test.admin.fetch("/api/vehicles", json(body));
      expect(response.status).toBe(status);
      expect(await problemOf(response)).toMatchObject({ status, code, type: `/api/docs#${code}` });
    });

    it("answer a body that is no JSON at all", async () => {
      const response = await test.admin.fetch("/api/vehicles", {
        method: "POST",
        body: "plate=35ABC123",
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
      expect(await problemOf(response)).toMatchObject({ status: 415, code: "media_type_unsupported" });
    });

    it.each(["?limit=0", "?limit=abc", "?limit=1&limit=2", "?archived=maybe"])("answer the query %s", async (query) => {
      const response = await test.admin.fetch(`/api/vehicles${query}`);
      expect(await problemOf(response)).toMatchObject({ status: 400, code: "input_invalid" });
    });

    it.each([
      ["PUT", "/api/vehicles", "GET, HEAD, POST"],
      ["DELETE", "/api/devices/1", "GET, HEAD, PATCH"],
      ["POST", "/tiles/base.json", "GET, HEAD"],
      ["POST", "/api/docs", "GET, HEAD"],
    ])("answer %s %s with the methods that work", async (method, path, allow) => {
      const response = await test.admin.fetch(path, { method });
      expect(response.headers.get("allow")).toBe(allow);
      expect(await problemOf(response)).toMatchObject({ status: 405, code: "method_not_allowed" });
    });

    it.each(["/api", "/api/", "/api/ufos", "/api/vehicles/1/wings", "/tiles/base/x/y/z.mvt", "/%E0%A4%A"])(
      "answer the unknown address %s",
      async (path) => {
        const response = await test.admin.fetch(path);
        expect([400, 404]).toContain(response.status);
        await problemOf(response);
      },
    );

    it("tell when the database is away, and when to come back", async () => {
      const away: Database = {
        ...database,
        query: () => Promise.reject(new DatabaseError("unavailable", "secret host 10.1.2.3 refused")),
      };
      const other = await startAway(away);
      const response = await fetch(`${other.url}/api/vehicles`, { headers: { cookie: test.admin.cookie } });
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("5");
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({ code: "database_unavailable", retryAfterSeconds: 5 });
      expect(text).not.toContain("10.1.2.3");
      const ready = await fetch(`${other.url}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([503, expect.objectContaining({ database: "unavailable" })]);
      expect((await fetch(`${other.url}/healthz`)).status).toBe(200);
      await other.stop();
    });
  });

  describe("the description", () => {
    it("is an OpenAPI 3.1 document that needs no session", async () => {
      const response = await fetch(`${test.url}/api/openapi.json`);
      const document = (await response.json()) as { openapi: string; info: { version: string }; paths: object };
      expect(document.openapi).toBe("3.1.0");
      expect(document.info.version).toBe("0.0.0-test");
      expect(Object.keys(document.paths)).toContain("/api/vehicles/{id}/track");
    });

    it("is a page that works under its own policy", async () => {
      const response = await fetch(`${test.url}/api/docs`);
      expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
      expect(await response.text()).toContain("/api/vehicles/{id}/positions");
    });
  });

  describe("the console", () => {
    const html = { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } };

    it.each(["/", "/canli", "/canli?z=13", "/harita/duzenle", "/yonetim/kullanicilar"])(
      "is served at %s",
      async (path) => {
        const response = await test.admin.fetch(path, html);
        expect(response.status).toBe(200);
        expect(response.headers.get("cache-control")).toBe("no-cache");
        expect(await response.text()).toContain("Konsol");
      },
    );

    it("is not served where there is no page, and never to programs", async () => {
      const missing = await test.admin.fetch("/yok", html);
      expect(missing.status).toBe(404);
      expect(await missing.text()).toContain("Sayfa bulunamadı");
      const program = await test.admin.fetch("/canli", { headers: { accept: "application/json" } });
      expect(program.status).toBe(404);
      expect((await problemOf(program)).code).toBe("not_found");
    });

    it("has files that may be kept for ever, because their names change", async () => {
      const file = await test.admin.fetch("/assets/main-AbC123.js");
      expect(file.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(file.headers.get("content-type")).toContain("javascript");
      expect((await test.admin.fetch("/assets/none.js")).status).toBe(404);
    });

    it.each(["/../package.json", "/..%2fpackage.json", "/assets/%2e%2e/%2e%2e/etc/passwd", "/.git/config"])(
      "has no way out of its folder: %s",
      async (path) => {
        expect(await rawStatus(test.api.port, path)).toBeGreaterThanOrEqual(400);
      },
    );

    it("says what to do while it is not built", async () => {
      const other = await startTestApi(database, { webRoot: null });
      const response = await other.admin.fetch("/canli", html);
      expect(response.status).toBe(503);
      expect(await response.text()).toContain("npm run build");
      await other.stop();
    });
  });

  describe("health", () => {
    let other: TestApi | null = null;
    afterEach(async () => {
      await other?.stop();
      other = null;
    });

    it("is ready while reports are spooled, not while they are refused", async () => {
      other = await startTestApi(database);
      const look = async (): Promise<unknown[]> => {
        const response = await fetch(`${other?.url}/readyz`);
        return [response.status, ((await response.json()) as { ingest: string }).ingest];
      };
      expect(await look()).toEqual([200, "ok"]);
      other.feed.publish({ type: "ingest", state: "spooling" });
      expect(await look()).toEqual([200, "spooling"]);
      other.feed.publish({ type: "ingest", state: "blocked" });
      expect(await look()).toEqual([503, "blocked"]);
    });

    it("counts what the ingest side tells and every request", async () => {
      other = await startTestApi(database, { ingestStats: () => ({ ...NO_INGEST, inFlight: 42 }) });
      const response = await fetch(`${other.url}/metrics`);
      expect(response.headers.get("content-type")).toContain("text/plain");
      const text = await response.text();
      expect(text).toContain("kentiz_ingest_in_flight 42");
      expect(text).toMatch(/kentiz_http_request_seconds_count\{method="POST",status="200"\} 1/);
      expect(text).toContain("kentiz_process_resident_memory_bytes");
    });
  });

  describe("proxies", () => {
    const failFrom = async (url: string, forwarded: string): Promise<number> => {
      const body = JSON.stringify({ username: "kim", password: "yanlis-parola" });
      const headers = { "content-type": "application/json", "x-forwarded-for": forwarded };
      return (await fetch(`${url}/api/session`, { method: "POST", body, headers })).status;
    };
    const addresses = async (): Promise<string[]> =>
      (
        await database.query<{ subject: string }>(
          "SELECT subject FROM login_failure WHERE subject LIKE 'address:%' ORDER BY 1",
        )
      ).map((row) => row.subject);

    it.each<[string, Partial<ApiOptions>, string]>([
      ["not believed about addresses", {}, "address:127.0.0.1"],
      ["believed where they are named", { trustedProxies: ["127.0.0.1"] }, "address:203.0.113.7"],
    ])("are %s", async (_, options, expected) => {
      const other = await startTestApi(database, options);
      await database.execute("DELETE FROM login_failure");
      expect(await failFrom(other.url, "203.0.113.7")).toBe(401);
      expect(await addresses()).toEqual([expected]);
      await database.execute("DELETE FROM login_failure");
      await other.stop();
    });
  });
});

/** An api whose database goes away right after it has started. */
async function startAway(away: Database): Promise<{ url: string; stop(): Promise<void> }> {
  return createApi({
    database: away,
    feed: createFeed(),
    secrets: TEST_SECRETS,
    logger: pino({ level: "silent" }),
    host: "127.0.0.1",
    port: 0,
    webRoot: null,
    version: "0",
    timeZone: "Europe/Istanbul",
  });
}

/** fetch would tidy the path up before it sends it. */
function rawStatus(port: number, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers: { accept: "*/*" } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}
