// RabbitMQ from Debian's own packages, unpacked into a cache folder of the user: nothing is installed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export interface RabbitmqFiles {
  /** Holds usr/lib/erlang and usr/lib/rabbitmq. */
  root: string;
  /** Folder of the server's scripts. */
  sbin: string;
}

const ERLANG_PARTS =
  "base asn1 crypto eldap ftp inets mnesia os-mon parsetools public-key runtime-tools snmp ssl syntax-tools tftp tools xmerl";
const PACKAGES = ["rabbitmq-server", ...ERLANG_PARTS.split(" ").map((part) => `erlang-${part}`)];
const DOWNLOAD_PATIENCE_MS = 90_000;
const PATIENCE_MS = 20_000;

function run(command: string, args: string[], cwd: string, timeout: number): string | null {
  const { status, error } = spawnSync(command, args, { cwd, timeout, stdio: "ignore" });
  return status === 0 ? null : `${command} ${args[0] ?? ""} failed (${error?.message ?? `exit code ${status}`})`;
}

function filesIn(root: string): RabbitmqFiles | null {
  const servers = join(root, "usr/lib/rabbitmq/lib");
  const server = existsSync(servers) ? readdirSync(servers).find((name) => name.startsWith("rabbitmq_server-")) : null;
  return server ? { root, sbin: join(servers, server, "sbin") } : null;
}

/** @returns why it cannot be had */
function unpack(folder: string, root: string): string | null {
  const apt = ["-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10", "download", ...PACKAGES];
  const notLoaded = run("apt-get", apt, folder, DOWNLOAD_PATIENCE_MS);
  if (notLoaded !== null) return `Debian's packages could not be downloaded: ${notLoaded}`;
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".deb"))) {
    const notUnpacked = run("dpkg", ["-x", file, join(folder, "root")], folder, PATIENCE_MS);
    if (notUnpacked !== null) return notUnpacked;
  }
  const erl = join(folder, "root", "usr/lib/erlang/bin/erl");
  if (!existsSync(erl)) return "Debian's packages hold no Erlang where it is expected";
  // The script has the place of an installed Erlang in it.
  const script = readFileSync(erl, "utf8").replaceAll("ROOTDIR=/usr/lib/erlang", `ROOTDIR=${root}/usr/lib/erlang`);
  writeFileSync(erl, script);
  renameSync(join(folder, "root"), root);
  return null;
}

/** Downloads it where it is not there yet (20 MB). @returns why it cannot be had, or where it is */
export function findRabbitmq(): RabbitmqFiles | string {
  if (process.platform !== "linux" || spawnSync("setpriv", ["--version"]).status !== 0) return "no Linux with setpriv";
  const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "kentiz-rabbitmq");
  const root = join(cache, "root");
  if (!filesIn(root)) {
    const folder = join(cache, `unpacking-${process.pid}`);
    mkdirSync(folder, { recursive: true });
    const missing = unpack(folder, root);
    rmSync(folder, { recursive: true, force: true });
    if (missing !== null && !filesIn(root)) return missing;
  }
  const found = filesIn(root);
  if (!found) return "Debian's packages hold no RabbitMQ where it is expected";
  const notRunning = run(join(root, "usr/lib/erlang/bin/erl"), ["-noshell", "-eval", "halt(0)."], cache, PATIENCE_MS);
  return notRunning === null ? found : `Debian's Erlang does not run here: ${notRunning}`;
}
