// Starting and ending the product as its users do: first start, second process, kill -9, a database
// from the future, wrong settings.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "../../bin/api-client.ts";
import { packageRoot } from "../../gis/package-root.ts";
import { ADMIN, startKentiz } from "../harness/kentiz-process.ts";
import { postgresMissing, startPostgres, type PostgresServer } from "../harness/postgres-server.ts";

const KENTIZ = join(packageRoot(), "dist", "bin", "kentiz.js");

/** Runs a `kentiz serve` that is expected to end by itself. */
async function failingStart(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [KENTIZ, "serve"], {
    env: { ...process.env, HTTP_PORT: "0", MQTT_PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (bytes: Buffer) => (output += bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => (output += bytes.toString()));
  await once(child, "close");
  return { code: child.exitCode, output };
}

/** Live processes (not zombies) whose command line or environment names the folder. */
function processesOf(folder: string): number[] {
  const mentions = (pid: string): boolean => {
    try {
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))) return false;
      return ["cmdline", "environ"].some((file) => readFileSync(`/proc/${pid}/${file}`, "utf8").includes(folder));
    } catch {
      return false;
    }
  };
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && mentions(name))
    .map(Number);
}

describe("the embedded database's life", () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), "kentiz-life-"));
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it("shows progress, prints the made-up password once, refuses a second process, survives kill -9", async () => {
    const first = await startKentiz({ DATABASE_URL: "", DATA_DIR: dataDir, ADMIN_USERNAME: "", ADMIN_PASSWORD: "" });
    expect(first.output()).toMatch(/… %\d+/);
    const password = /Password: (\S+)/.exec(first.output())?.[1] ?? "";
    expect(password.length).toBeGreaterThanOrEqual(10);
    expect((await signIn(first.httpUrl, "admin", password)).cookie).not.toBe("");

    const second = await failingStart({ DATABASE_URL: "", DATA_DIR: dataDir });
    expect(second.code).toBe(1);
    expect(second.output).toContain(`in use by another Kentiz (process ${first.pid})`);
    expect(second.output).toContain("DATA_DIR");

    await first.kill9();
    expect(processesOf(dataDir)).toEqual([]);

    const again = await startKentiz({ DATABASE_URL: "", DATA_DIR: dataDir, ADMIN_USERNAME: "", ADMIN_PASSWORD: "" });
    expect(again.output()).not.toContain("Password:");
    expect((await signIn(again.httpUrl, "admin", password)).cookie).not.toBe("");
    expect(await again.stop()).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
  }, 300_000);
});

describe("wrong settings", () => {
  it("name their variable and end the start", async () => {
    const { code, output } = await failingStart({ HTTP_PORT: "eighty", TZ_NAME: "Izmir" });
    expect(code).toBe(1);
    expect(output).toContain("HTTP_PORT");
    expect(output).toContain("TZ_NAME");
  });

  it("are listed by kentiz --help's commands", () => {
    const { stdout } = spawnSync(process.execPath, [KENTIZ, "--help"], { encoding: "utf8" });
    for (const command of ["serve", "demo", "migrate", "user", "device", "replay", "simulate"]) {
      expect(stdout).toContain(command);
    }
  });
});

const reason = postgresMissing();

describe.skipIf(reason !== null)(`on PostgreSQL (skipped where: ${reason})`, () => {
  let postgres: PostgresServer;
  let dataDir: string;
  beforeAll(async () => {
    postgres = await startPostgres();
    dataDir = mkdtempSync(join(tmpdir(), "kentiz-life-"));
  });
  afterAll(async () => {
    await postgres.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("a taken port is named", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { code, output } = await failingStart({
      DATABASE_URL: postgres.url,
      DATA_DIR: dataDir,
      MQTT_PORT: String(port),
    });
    server.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is already in use`);
    expect(output).toContain("MQTT_PORT");
  });

  it("a database newer than this Kentiz is refused in a sentence", async () => {
    const kentiz = await startKentiz({ DATABASE_URL: postgres.url, DATA_DIR: dataDir });
    expect((await signIn(kentiz.httpUrl, ADMIN.username, ADMIN.password)).cookie).not.toBe("");
    await kentiz.stop();
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    await client.query("INSERT INTO schema_migration (name, checksum) VALUES ('9999_from_the_future', 'x')");
    await client.end();
    const { code, output } = await failingStart({ DATABASE_URL: postgres.url, DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(output).toMatch(/newer/);
    expect(output).not.toMatch(/^\s+at /m);
  });
});
