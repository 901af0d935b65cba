// Three RabbitMQ nodes on loopback, as docker-compose.scale.yml has them, for tests and benches: own ports,
// own epmd, own folder, gone afterwards. They never outlive the process that started them.
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { processorSeconds } from "./processor-seconds.ts";
import type { RabbitmqFiles } from "./rabbitmq-packages.ts";

export interface RabbitmqNode {
  readonly amqpPort: number;
  readonly mqttPort: number;
  /** Starts it again with its data; resolves when both doors are open. */
  start(): Promise<void>;
  kill9(): Promise<void>;
  /** SIGSTOP: connections stay open, nothing answers. */
  pause(): void;
  resume(): void;
}

export interface RabbitmqCluster {
  readonly nodes: readonly RabbitmqNode[];
  /** For INGEST_SOURCE: amqp://user:password@host:port,host:port,… */
  readonly url: string;
  /** Of all nodes so far, seconds. */
  cpuSeconds(): number;
  destroy(): Promise<void>;
}

export interface ClusterOptions {
  files: RabbitmqFiles;
  /** Where Kentiz answers who may do what, e.g. http://127.0.0.1:8080/auth */
  authUrl: string;
}

interface WatchedNode extends RabbitmqNode {
  pid(): number;
  /** Processor seconds of its runs that are over. */
  ended(): number;
}

const NODES = 3;
const START_PATIENCE_MS = 120_000;
const POLL_MS = 100;
const PLUGINS =
  "rabbitmq_mqtt,rabbitmq_auth_backend_http,rabbitmq_auth_backend_cache,rabbitmq_consistent_hash_exchange";
/** Seconds that RabbitMQ remembers an answer of Kentiz. */
const AUTH_CACHE_MS = 1000;

const exited = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Ends with this process, also when that is killed. */
function startChild(command: string, args: string[], env: Record<string, string>, logFile: string): ChildProcess {
  const log = openSync(logFile, "a");
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", command, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (exited(child)) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** @throws Error with the log of a node that does not start */
export async function startRabbitmqCluster({ files, authUrl }: ClusterOptions): Promise<RabbitmqCluster> {
  const folder = await mkdtemp(join(tmpdir(), "kentiz-rabbitmq-"));
  const password = randomBytes(12).toString("hex");
  const epmdPort = await freePort();
  const erlang = join(files.root, "usr/lib/erlang/bin");
  await writeFile(join(folder, ".erlang.cookie"), randomBytes(16).toString("hex"), { mode: 0o600 });
  await writeFile(join(folder, "empty"), "");
  await writeFile(join(folder, "plugins"), `[${PLUGINS}].`);
  // What Kentiz cannot declare itself: that a message nobody is bound to is kept.
  await writeFile(
    join(folder, "definitions.json"),
    JSON.stringify({
      vhosts: [{ name: "/" }],
      users: [{ name: "ingest", password, tags: "" }],
      permissions: [{ user: "ingest", vhost: "/", configure: ".*", write: ".*", read: ".*" }],
      policies: [
        {
          vhost: "/",
          name: "unrouted",
          pattern: String.raw`^amq\.topic$`,
          "apply-to": "exchanges",
          definition: { "alternate-exchange": "unrouted" },
        },
      ],
    }),
  );
  const env = { PATH: `${erlang}:${process.env["PATH"] ?? ""}`, HOME: folder, ERL_EPMD_PORT: String(epmdPort) };
  const epmd = startChild(
    join(erlang, "epmd"),
    ["-address", "127.0.0.1", "-port", String(epmdPort)],
    env,
    join(folder, "epmd.log"),
  );
  const names = Array.from({ length: NODES }, (_, index) => `kentiz${index + 1}@localhost`);

  const createNode = async (name: string): Promise<WatchedNode> => {
    const [amqpPort, mqttPort, distributionPort] = [await freePort(), await freePort(), await freePort()];
    const own = join(folder, name);
    await mkdir(own);
    const settings = [
      `listeners.tcp.1 = 127.0.0.1:${amqpPort}`,
      `mqtt.listeners.tcp.1 = 127.0.0.1:${mqttPort}`,
      "mqtt.allow_anonymous = false",
      "mqtt.sparkplug = true",
      "cluster_formation.peer_discovery_backend = classic_config",
      ...names.map((peer, index) => `cluster_formation.classic_config.nodes.${index + 1} = ${peer}`),
      "cluster_partition_handling = pause_minority",
      `load_definitions = ${join(folder, "definitions.json")}`,
      "auth_backends.1 = internal",
      "auth_backends.2 = rabbit_auth_backend_cache",
      "auth_cache.cached_backend = http",
      `auth_cache.cache_ttl = ${AUTH_CACHE_MS}`,
      "auth_http.http_method = post",
      ...["user", "vhost", "resource", "topic"].map((what) => `auth_http.${what}_path = ${authUrl}/${what}`),
      "consumer_timeout = 604800000",
      "raft.wal_max_size_bytes = 16777216",
      "vm_memory_high_watermark.absolute = 1GB",
      "disk_free_limit.absolute = 50MB",
      "log.console = true",
      "log.console.level = warning",
      "log.file = false",
    ];
    await writeFile(join(own, "rabbitmq.conf"), settings.join("\n"));
    const logFile = join(own, "log");
    let child: ChildProcess;
    let ended = 0;
    const start = async (): Promise<void> => {
      child = startChild(
        join(files.sbin, "rabbitmq-server"),
        [],
        {
          ...env,
          // Runs Erlang in the process of the script.
          RUNNING_UNDER_SYSTEMD: "true",
          RABBITMQ_NODENAME: name,
          RABBITMQ_DIST_PORT: String(distributionPort),
          RABBITMQ_CONFIG_FILE: join(own, "rabbitmq.conf"),
          RABBITMQ_CONF_ENV_FILE: join(folder, "empty"),
          RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, "plugins"),
          RABBITMQ_MNESIA_BASE: join(own, "data"),
          RABBITMQ_LOG_BASE: own,
          RABBITMQ_GENERATED_CONFIG_DIR: join(own, "generated"),
          RABBITMQ_PID_FILE: join(own, "pid"),
          RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "+S 1:1 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}",
        },
        logFile,
      );
      const deadline = Date.now() + START_PATIENCE_MS;
      while (!((await accepts(amqpPort)) && (await accepts(mqttPort)))) {
        if (exited(child) || Date.now() > deadline) {
          throw new Error(`RabbitMQ did not start:\n${readFileSync(logFile, "utf8").slice(-4000)}`);
        }
        await setTimeout(POLL_MS);
      }
    };
    return {
      amqpPort,
      mqttPort,
      start,
      pid: () => child.pid ?? 0,
      ended: () => ended,
      kill9: async () => {
        ended += processorSeconds(child.pid ?? 0);
        await kill(child);
      },
      pause: () => child.kill("SIGSTOP"),
      resume: () => child.kill("SIGCONT"),
    };
  };
  const nodes: WatchedNode[] = [];
  for (const name of names) nodes.push(await createNode(name));
  const destroy = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.kill9().catch(() => undefined)));
    await kill(epmd);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(nodes.map((node) => node.start()));
  } catch (error) {
    await destroy();
    throw error;
  }
  return {
    nodes,
    url: `amqp://ingest:${password}@${nodes.map((node) => `127.0.0.1:${node.amqpPort}`).join(",")}`,
    cpuSeconds: () => nodes.reduce((sum, node) => sum + node.ended() + processorSeconds(node.pid()), 0),
    destroy,
  };
}
