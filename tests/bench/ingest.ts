// How many reports a second Kentiz commits and acknowledges, against (a) an aedes that stores nothing,
// (b) mosquitto with a subscriber that inserts row by row and (c) a mosquitto that stores nothing, all
// in this run: machines differ and are noisy, ratios hold. Rounds alternate, medians are compared.
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { startPostgres } from "../harness/postgres-server.ts";
import { processorSeconds } from "../harness/processor-seconds.ts";
import { startKentiz } from "../harness/kentiz-process.ts";
import { registerDevices, type BenchDevice } from "./bench-devices.ts";
import { endChild, runScript, startScript } from "./child.ts";
import { mosquittoMissing, startMosquitto } from "./mosquitto.ts";
import type { LoadResult, LoadTask } from "./mqtt-load.ts";

const SECONDS = 6;
const ROUNDS = 3;
const SHAPES = [
  { connections: 100, inFlight: 20 },
  { connections: 1000, inFlight: 1 },
] as const;
const BARS = {
  aedes: { "100×20": 0.4, "1000×1": 0.6 },
  rowByRow: 4,
  mosquitto: 0.8,
  residentMb: 400,
  embeddedPerSecond: 10_000,
} as const;

interface Sample {
  perSecond: number;
  p50: number;
  p99: number;
  /** Microseconds of processor a message: of the broker, of the database, of the load generator. */
  brokerMicros: number;
  databaseMicros: number;
  generatorMicros: number;
}

type Clock = () => number;
const NO_PROCESS: Clock = () => 0;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function medianSample(samples: readonly Sample[]): Sample {
  return {
    perSecond: median(samples.map((sample) => sample.perSecond)),
    p50: median(samples.map((sample) => sample.p50)),
    p99: median(samples.map((sample) => sample.p99)),
    brokerMicros: median(samples.map((sample) => sample.brokerMicros)),
    databaseMicros: median(samples.map((sample) => sample.databaseMicros)),
    generatorMicros: median(samples.map((sample) => sample.generatorMicros)),
  };
}

interface Load {
  port: number;
  devices: readonly BenchDevice[];
  inFlight: number;
  /** Reports a second; as fast as acknowledged without it. */
  rate?: number;
  broker?: Clock;
  database?: Clock;
}

async function load({ port, devices, inFlight, rate = 0, ...clocks }: Load): Promise<Sample> {
  const { broker = NO_PROCESS, database = NO_PROCESS } = clocks;
  const task: LoadTask = { host: "127.0.0.1", port, seconds: SECONDS, inFlight, rate, clients: [...devices] };
  const before = { broker: broker(), database: database() };
  const result = (await runScript("mqtt-load.ts", task)) as LoadResult;
  if (result.closed > 0) throw new Error(`the broker on port ${port} closed ${result.closed} connections`);
  const micros = (seconds: number): number => (seconds * 1e6) / result.acknowledged;
  return {
    perSecond: result.acknowledged / result.seconds,
    p50: result.p50,
    p99: result.p99,
    brokerMicros: micros(broker() - before.broker),
    databaseMicros: micros(database() - before.database),
    generatorMicros: micros(result.cpuSeconds),
  };
}

/** More than the subscriber can insert, but no flood that takes the processor away from it. */
const ROW_BY_ROW_RATE = 5000;

/** Rows a second that reach the table, not what mosquitto acknowledges. */
async function rowByRow(port: number, databaseUrl: string, devices: readonly BenchDevice[]): Promise<Sample> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  const { child } = await startScript("row-by-row-subscriber.ts", [`mqtt://127.0.0.1:${port}`, databaseUrl], /ready/);
  const sample = await load({ port, devices, inFlight: 0, rate: ROW_BY_ROW_RATE });
  const { rows } = await database.query<{ count: string }>("SELECT count(*) FROM plain_position");
  await endChild(child);
  await database.end();
  return { ...sample, perSecond: Number(rows[0]?.count) / SECONDS };
}

const clockOf =
  (child: ChildProcess): Clock =>
  () =>
    processorSeconds(child.pid ?? 0);

/** Where the shared processors' time went. */
const shares = (sample: Sample): string =>
  `, µs of processor a message: broker ${sample.brokerMicros.toFixed(1)}` +
  (sample.databaseMicros > 0 ? `, database ${sample.databaseMicros.toFixed(1)}` : "") +
  `, generator ${sample.generatorMicros.toFixed(1)}`;

const line = (name: string, sample: Sample, rest = ""): void =>
  console.log(
    `  ${name.padEnd(38)} ${Math.round(sample.perSecond).toLocaleString("en").padStart(8)}/s   ack p50 ${sample.p50.toFixed(1)} ms, p99 ${sample.p99.toFixed(1)} ms${rest}`,
  );

/** Prints a bar and says whether it held. */
function bar(name: string, value: number, least: number, unit = "×"): boolean {
  const held = value >= least;
  console.log(`  ${held ? "holds" : "MISSED"}  ${name}: ${value.toFixed(2)}${unit} (bar ${least}${unit})`);
  return held;
}

async function onPostgres(): Promise<boolean> {
  const postgres = await startPostgres({ durable: true });
  const dataDir = mkdtempSync(join(tmpdir(), "kentiz-bench-"));
  let held = true;
  try {
    const kentiz = await startKentiz({ DATABASE_URL: postgres.url, DATA_DIR: dataDir });
    const devices = await registerDevices(kentiz, 1000);
    const bare = await startScript("bare-aedes.ts", [], /port (\d+)/);
    const mosquitto = mosquittoMissing() ? null : await startMosquitto();
    if (!mosquitto) console.log("  (b) and (c) skipped: mosquitto is not installed (apt-get install mosquitto)");
    for (const { connections, inFlight } of SHAPES) {
      const some = devices.slice(0, connections);
      const clients = { devices: some, inFlight };
      const samples = {
        kentiz: [] as Sample[],
        aedes: [] as Sample[],
        rowByRow: [] as Sample[],
        mosquitto: [] as Sample[],
      };
      for (let round = 0; round < ROUNDS; round += 1) {
        samples.kentiz.push(
          await load({ port: kentiz.mqttPort, ...clients, broker: kentiz.cpuSeconds, database: postgres.cpuSeconds }),
        );
        samples.aedes.push(await load({ port: Number(bare.match[1]), ...clients, broker: clockOf(bare.child) }));
        if (mosquitto) {
          samples.mosquitto.push(await load({ port: mosquitto.port, ...clients, broker: clockOf(mosquitto.child) }));
          samples.rowByRow.push(await rowByRow(mosquitto.port, postgres.url, some));
        }
      }
      const shape = `${connections}×${inFlight}` as keyof typeof BARS.aedes;
      const mine = medianSample(samples.kentiz);
      const aedes = medianSample(samples.aedes);
      console.log(`\n PostgreSQL, ${connections} connections × ${inFlight} in flight`);
      const residentMb = kentiz.residentBytes() / 1e6;
      line("Kentiz, committed and acknowledged", mine, `, ${Math.round(residentMb)} MB${shares(mine)}`);
      line("(a) bare aedes, stores nothing", aedes, shares(aedes));
      held = bar(`Kentiz / bare aedes ${shape}`, mine.perSecond / aedes.perSecond, BARS.aedes[shape]) && held;
      if (mosquitto) {
        const plain = medianSample(samples.rowByRow);
        const nothing = medianSample(samples.mosquitto);
        line("(b) mosquitto + row-by-row subscriber", plain, " (rows stored)");
        line("(c) bare mosquitto, stores nothing", nothing, shares(nothing));
        held = bar("Kentiz / (b)", mine.perSecond / plain.perSecond, BARS.rowByRow) && held;
        const ratio = mine.perSecond / nothing.perSecond;
        // With one message in flight per connection the cost is one write a message, where a broker in C
        // is ahead of bare aedes too: the bar stands where batching is possible, the other is shown.
        if (inFlight > 1) held = bar("Kentiz / (c)", ratio, BARS.mosquitto) && held;
        else
          console.log(
            `  shown  Kentiz / (c): ${ratio.toFixed(2)}×, bare aedes / (c): ${(aedes.perSecond / nothing.perSecond).toFixed(2)}×`,
          );
      }
      if (connections === 1000) {
        held = bar("memory headroom under 400 MB", BARS.residentMb - residentMb, 0, " MB") && held;
      }
    }
    await endChild(bare.child);
    if (mosquitto) await endChild(mosquitto.child);
    await kentiz.stop();
  } finally {
    await postgres.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return held;
}

async function onEmbedded(): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), "kentiz-bench-"));
  try {
    const kentiz = await startKentiz({ DATABASE_URL: "", DATA_DIR: dataDir });
    const devices = await registerDevices(kentiz, 100);
    const samples: Sample[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      samples.push(await load({ port: kentiz.mqttPort, devices, inFlight: 20, broker: kentiz.cpuSeconds }));
    const mine = medianSample(samples);
    console.log("\n Embedded database, 100 connections × 20 in flight");
    line("Kentiz, committed and acknowledged", mine, `, ${Math.round(kentiz.residentBytes() / 1e6)} MB`);
    await kentiz.stop();
    return bar("reports a second", mine.perSecond, BARS.embeddedPerSecond, "/s");
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** @returns whether every bar held. */
export async function run(): Promise<boolean> {
  const postgres = await onPostgres();
  return (await onEmbedded()) && postgres;
}
