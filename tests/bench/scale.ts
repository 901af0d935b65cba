// Ingest through a RabbitMQ cluster of three nodes with two workers, against the own door in the same run: what
// is acknowledged and stored a second, and what a report costs each part, in processor time and in bytes. One
// machine carries everything here, so the costs say more than the rates; ARCHITECTURE.md (capacity) reckons
// with them.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Client } from "pg";
import { freePort } from "../harness/free-port.ts";
import { startKentiz, type KentizProcess } from "../harness/kentiz-process.ts";
import { postgresMissing, startPostgres } from "../harness/postgres-server.ts";
import { startRabbitmqCluster } from "../harness/rabbitmq-cluster.ts";
import { findRabbitmq, type RabbitmqFiles } from "../harness/rabbitmq-packages.ts";
import { registerDevices, type BenchDevice } from "./bench-devices.ts";
import { runScript } from "./child.ts";
import type { LoadResult, LoadTask } from "./mqtt-load.ts";

const SECONDS = 8;
/** Until the workers have shared the queues among them; slow, so that nothing piles up. */
const WARM_UP = { seconds: 25, rate: 200 } as const;
const CONNECTIONS = 100;
const IN_FLIGHT = 20;
const QUEUES = 4;
const WORKERS = 2;
const POLL_MS = 50;
const DRAIN_PATIENCE_MS = 120_000;
/** Reports a second that are stored by way of RabbitMQ at the least, everything on one machine. */
const BAR_PER_SECOND = 500;

interface Way {
  name: string;
  port: number;
  /** Processor seconds so far, of each part. */
  clocks: Record<string, () => number>;
}

interface Measured {
  storedPerSecond: number;
  lost: number;
  closed: number;
}

async function number(database: Client, sql: string): Promise<number> {
  const { rows } = await database.query<{ value: string }>(sql);
  return Number(rows[0]?.value);
}

const readCount = (database: Client): Promise<number> => number(database, "SELECT count(*) AS value FROM position");
/** On disk, with indexes. */
const readTableBytes = (database: Client): Promise<number> =>
  number(
    database,
    `SELECT sum(pg_total_relation_size(inhrelid)) AS value FROM pg_inherits WHERE inhparent = 'position'::regclass`,
  );
const readWalBytes = (database: Client): Promise<number> =>
  number(database, "SELECT pg_current_wal_lsn() - '0/0' AS value");

async function measure(way: Way, database: Client, devices: readonly BenchDevice[]): Promise<Measured> {
  const clocks = Object.entries(way.clocks).map(([name, clock]) => ({ name, clock, from: clock() }));
  const before = {
    count: await readCount(database),
    table: await readTableBytes(database),
    wal: await readWalBytes(database),
  };
  const startedMs = performance.now();
  const shape = { seconds: SECONDS, inFlight: IN_FLIGHT, clients: [...devices] };
  const task: LoadTask = { host: "127.0.0.1", port: way.port, ...shape };
  const result = (await runScript("mqtt-load.ts", task)) as LoadResult;
  const deadline = Date.now() + DRAIN_PATIENCE_MS;
  let stored = (await readCount(database)) - before.count;
  while (stored < result.acknowledged && Date.now() < deadline) {
    await setTimeout(POLL_MS);
    stored = (await readCount(database)) - before.count;
  }
  const seconds = (performance.now() - startedMs) / 1000;
  const perReport = (total: number): string => (total / stored).toFixed(1);
  console.log(`\n ${way.name}`);
  console.log(
    `  acknowledged ${Math.round(result.acknowledged / result.seconds)}/s   ack p50 ${result.p50.toFixed(1)} ms, p99 ${result.p99.toFixed(1)} ms`,
  );
  console.log(`  stored       ${Math.round(stored / seconds)}/s, all of them ${seconds.toFixed(1)} s after the first`);
  const costs = clocks.map(({ name, clock, from }) => `${name} ${perReport((clock() - from) * 1e6)}`);
  console.log(`  µs of processor a report: ${costs.join(", ")}`);
  const table = (await readTableBytes(database)) - before.table;
  const wal = (await readWalBytes(database)) - before.wal;
  console.log(`  bytes a report: table with indexes ${perReport(table)}, WAL ${perReport(wal)}`);
  return {
    storedPerSecond: stored / seconds,
    lost: Math.max(0, result.acknowledged - stored),
    closed: result.closed,
  };
}

/** @returns whether the bar held */
async function compare(files: RabbitmqFiles, dataDir: string, closing: (() => Promise<unknown>)[]): Promise<boolean> {
  const postgres = await startPostgres({ durable: true });
  closing.push(() => postgres.destroy());
  const start = async (name: string, roles: string, more: Record<string, string>): Promise<KentizProcess> => {
    const env = { DATABASE_URL: postgres.url, DATA_DIR: join(dataDir, name), ...more };
    const kentiz = await startKentiz(env, { command: ["serve", `--roles=${roles}`] });
    closing.push(() => kentiz.stop());
    return kentiz;
  };
  const httpPort = await freePort();
  const api = await start("api", "api", { HTTP_PORT: String(httpPort) });
  const cluster = await startRabbitmqCluster({ files, authUrl: `http://127.0.0.1:${httpPort}/auth` });
  closing.push(() => cluster.destroy());
  const source = { INGEST_SOURCE: cluster.url, INGEST_QUEUES: String(QUEUES) };
  const workers: KentizProcess[] = [];
  for (let index = 1; index <= WORKERS; index += 1) workers.push(await start(`worker${index}`, "broker", source));
  const devices = await registerDevices(api, CONNECTIONS);
  const database = new Client({ connectionString: postgres.url });
  await database.connect();
  closing.push(() => database.end());

  console.log(` ${CONNECTIONS} connections × ${IN_FLIGHT} in flight`);
  const throughQueue: Way = {
    name: `RabbitMQ, 3 nodes, ${QUEUES} queues, ${WORKERS} workers`,
    port: cluster.nodes[0]?.mqttPort ?? 0,
    clocks: {
      rabbitmq: cluster.cpuSeconds,
      workers: () => workers.reduce((sum, worker) => sum + worker.cpuSeconds(), 0),
      database: postgres.cpuSeconds,
    },
  };
  const warmUp: LoadTask = { host: "127.0.0.1", port: throughQueue.port, inFlight: 1, clients: devices, ...WARM_UP };
  await runScript("mqtt-load.ts", warmUp);
  const measured = await measure(throughQueue, database, devices);
  await cluster.destroy();
  const own = await start("door", "broker", {});
  const clocks = { broker: own.cpuSeconds, database: postgres.cpuSeconds };
  const direct = await measure({ name: "the own door, 1 process", port: own.mqttPort, clocks }, database, devices);
  const { storedPerSecond, lost, closed } = measured;
  if (closed > 0) console.log(`  MISSED  ${closed} connections were closed`);
  if (lost > 0) console.log(`  MISSED  ${lost} acknowledged reports are not in the table`);
  const held = storedPerSecond >= BAR_PER_SECOND;
  const rate = `${Math.round(storedPerSecond)}/s (bar ${BAR_PER_SECOND}/s)`;
  const ratio = (storedPerSecond / direct.storedPerSecond).toFixed(2);
  console.log(`\n  ${held ? "holds" : "MISSED"}  stored through RabbitMQ: ${rate}, ${ratio}× the own door`);
  return held && lost === 0 && closed === 0;
}

/** @returns whether the bar held; true where it cannot run, which is said */
export async function run(): Promise<boolean> {
  const files = postgresMissing() ?? findRabbitmq();
  if (typeof files === "string") {
    console.log(`  skipped: ${files}`);
    return true;
  }
  const dataDir = mkdtempSync(join(tmpdir(), "kentiz-bench-"));
  const closing: (() => Promise<unknown>)[] = [];
  try {
    return await compare(files, dataDir, closing);
  } finally {
    for (const close of closing.toReversed()) await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
