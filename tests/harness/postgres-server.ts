// A private PostgreSQL server for tests: own data folder, own port, gone afterwards. It can be
// crashed, frozen and started again, and it never outlives the process that started it.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, openSync, closeSync, readFileSync, readdirSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Client } from "pg";
import { freePort } from "./free-port.ts";
import { processorSeconds } from "./processor-seconds.ts";

export interface PostgresOptions {
  /** fsync on, as in production: for tests that crash the server and for measuring. */
  durable?: boolean;
}

export interface PostgresServer {
  /** postgres:// URL of an empty database on it. */
  readonly url: string;
  /** URL of another database of the same server. */
  urlOf(database: string): string;
  /** As after a power cut of the server process: no checkpoint, clients cut off. */
  stopImmediate(): Promise<void>;
  /** Starts again on the same port; resolves when it accepts connections. */
  start(): Promise<void>;
  /** SIGSTOP to every process of the server: connections stay open, nothing answers. */
  pause(): void;
  resume(): void;
  /** Processor time used so far by the server and its open connections, seconds (Linux). */
  cpuSeconds(): number;
  /** Stops and removes everything. */
  destroy(): Promise<void>;
}

const START_PATIENCE_MS = 60_000;
const POLL_MS = 50;
const isRoot = process.getuid?.() === 0;

function findBinaries(): string | null {
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const debian = versions.map((version) => join(base, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
  if (debian) return debian;
  const asked = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" });
  const bin = asked.status === 0 ? asked.stdout.trim() : "";
  return bin && existsSync(join(bin, "initdb")) ? bin : null;
}

function hasPostgis(binaries: string): boolean {
  const debian = /\/usr\/lib\/postgresql\/(\d+)\/bin/.exec(binaries)?.[1];
  if (debian) return existsSync(`/usr/share/postgresql/${debian}/extension/postgis.control`);
  const asked = spawnSync(join(binaries, "pg_config"), ["--sharedir"], { encoding: "utf8" });
  return asked.status === 0 && existsSync(join(asked.stdout.trim(), "extension", "postgis.control"));
}

/** Why no PostgreSQL can be started here; null where one can. */
export function postgresMissing(): string | null {
  const binaries = findBinaries();
  if (!binaries) return "no PostgreSQL server binaries on this machine";
  if (!hasPostgis(binaries)) return "PostgreSQL is here, PostGIS is not";
  if (isRoot && spawnSync("id", ["postgres"]).status !== 0)
    return "root cannot run PostgreSQL and there is no user postgres";
  if (isRoot && spawnSync("setpriv", ["--version"]).status !== 0)
    return "root cannot run PostgreSQL and setpriv is missing";
  return null;
}

/** PostgreSQL refuses to run as root. setpriv replaces itself, so the child is the server itself. */
function asServerUser(command: string, args: string[]): [string, string[]] {
  const ends = existsSync("/usr/bin/setpriv") ? ["--pdeathsig", "INT"] : null;
  if (isRoot)
    return [
      "setpriv",
      ["--reuid", "postgres", "--regid", "postgres", "--init-groups", ...(ends ?? []), "--", command, ...args],
    ];
  return ends ? ["setpriv", [...ends, "--", command, ...args]] : [command, args];
}

/** The server process and its direct children, which are all there are (Linux /proc). */
function processesOf(pid: number): number[] {
  const children = readdirSync("/proc").filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === pid;
    } catch {
      // It ended while the list was read.
      return false;
    }
  });
  return [pid, ...children.map(Number)];
}

function signalAll(pid: number, signal: NodeJS.Signals): void {
  for (const process_ of processesOf(pid)) {
    try {
      process.kill(process_, signal);
    } catch {
      // A backend that just ended.
    }
  }
}

function runOrThrow(command: string, args: string[]): void {
  const result = spawnSync(...asServerUser(command, args), { encoding: "utf8", cwd: "/" });
  if (result.status !== 0) throw new Error(`${command} failed: ${result.stderr}`);
}

const exited = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function accepts(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

/** @throws Error where postgresMissing() names a reason, or the server does not start. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const missing = postgresMissing();
  const binaries = findBinaries();
  if (missing !== null || !binaries) throw new Error(missing ?? "no PostgreSQL");
  const folder = await mkdtemp(join(tmpdir(), "kentiz-pg-"));
  const password = randomBytes(12).toString("hex");
  await writeFile(join(folder, "password"), password);
  if (isRoot && spawnSync("chown", ["-R", "postgres:postgres", folder]).status !== 0) throw new Error("chown failed");
  await chmod(folder, 0o700);
  const data = join(folder, "data");
  runOrThrow(join(binaries, "initdb"), [
    "-D",
    data,
    "-U",
    "kentiz",
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
    "--no-sync",
    "--auth=scram-sha-256",
    `--pwfile=${join(folder, "password")}`,
  ]);
  const port = await freePort();
  const urlOf = (database: string): string => `postgres://kentiz:${password}@127.0.0.1:${port}/${database}`;
  const settings = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
    max_connections: "60",
    shared_buffers: "256MB",
    max_wal_size: "2GB",
    fsync: options.durable ? "on" : "off",
    full_page_writes: options.durable ? "on" : "off",
    log_min_messages: "warning",
  };
  const logFile = join(folder, "server.log");
  let server: ChildProcess;

  const start = async (): Promise<void> => {
    const log = openSync(logFile, "a");
    const args = ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
    server = spawn(...asServerUser(join(binaries, "postgres"), args), { cwd: "/", stdio: ["ignore", log, log] });
    closeSync(log);
    const deadline = Date.now() + START_PATIENCE_MS;
    while (!(await accepts(urlOf("postgres")))) {
      if (exited(server) || Date.now() > deadline)
        throw new Error(`PostgreSQL did not start:\n${readFileSync(logFile, "utf8")}`);
      await setTimeout(POLL_MS);
    }
  };
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (exited(server)) return;
    const gone = once(server, "exit");
    const pid = server.pid ?? 0;
    signalAll(pid, "SIGCONT");
    process.kill(pid, signal);
    await gone;
  };

  await start();
  const admin = new Client({ connectionString: urlOf("postgres") });
  await admin.connect();
  await admin.query("CREATE DATABASE kentiz");
  await admin.end();
  return {
    url: urlOf("kentiz"),
    urlOf,
    // SIGQUIT is what pg_ctl stop -m immediate sends.
    stopImmediate: () => stop("SIGQUIT"),
    start,
    pause: () => signalAll(server.pid ?? 0, "SIGSTOP"),
    resume: () => signalAll(server.pid ?? 0, "SIGCONT"),
    cpuSeconds: () => processesOf(server.pid ?? 0).reduce((sum, pid) => sum + processorSeconds(pid), 0),
    async destroy() {
      await stop("SIGQUIT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
