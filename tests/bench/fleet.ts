// What watching a fleet costs: the segmenter and the watch alone, in fixes a second of one core, and ingest
// with both at work over 5,000 geofences against ingest without them, in the same run.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import process from "node:process";
import { join } from "node:path";
import { signIn } from "../../bin/api-client.ts";
import { createWatchPlan } from "../../domain/alarm/watch-plan.ts";
import { watchTrack } from "../../domain/alarm/watch-track.ts";
import { createScheduleCheck } from "../../domain/calendar/schedule.ts";
import { createDayOf } from "../../domain/fleet/local-day.ts";
import { segmentRulesOf } from "../../domain/fleet/segment-rules.ts";
import { segmentTrack } from "../../domain/fleet/segment-track.ts";
import { createGeofenceIndex } from "../../domain/geofence/geofence-index.ts";
import { ADMIN, startKentiz, type KentizProcess } from "../harness/kentiz-process.ts";
import { startPostgres } from "../harness/postgres-server.ts";
import { registerDevices, type BenchDevice } from "./bench-devices.ts";
import { runScript } from "./child.ts";
import type { LoadResult, LoadTask } from "./mqtt-load.ts";
import { benchGeofences, benchShapes, benchTrack } from "./watch-load.ts";

const GEOFENCES = 5000;
const FIXES = 100_000;
const CONNECTIONS = 100;
const SECONDS = 6;
const ROUNDS = 3;
const BARS = { ingestRatio: 0.8, checksPerSecond: 20_000 } as const;

const dayOf = createDayOf("Europe/Istanbul");
const rules = segmentRulesOf("car");

const whole = (value: number): string => Math.round(value).toLocaleString("en");
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Of one core: by processor time, so that others on the machine do not count. */
function perSecond(count: number, work: () => void): number {
  const rates = Array.from({ length: ROUNDS }, () => {
    const started = process.cpuUsage();
    work();
    return count / (process.cpuUsage(started).user / 1e6);
  });
  return median(rates);
}

function bar(name: string, value: number, least: number, show: (value: number) => string): boolean {
  const held = value >= least;
  console.log(`  ${held ? "holds" : "MISSED"}  ${name}: ${show(value)} (bar ${show(least)})`);
  return held;
}

/** Without a database. */
function inMemory(): boolean {
  const geofences = benchGeofences(GEOFENCES);
  const track = benchTrack(FIXES);
  const index = createGeofenceIndex(geofences);
  const checks = perSecond(FIXES, () => {
    for (const { lon, lat } of track) {
      for (const { version, area } of index.near(lon, lat)) area.outsideM(lon, lat, version.exitMarginM);
    }
  });
  const segments = segmentTrack(track, rules, dayOf);
  const segmented = perSecond(FIXES, () => segmentTrack(track, rules, dayOf));
  const definition = {
    severity: "high" as const,
    enabled: true,
    vehicleKinds: [],
    vehicleIds: [],
    geofenceGroup: null,
    geofenceIds: [],
    schedule: null,
    escalateAfterSeconds: null,
  };
  const conditions = [
    { kind: "speeding" as const, limitKmh: 50, tolerancePct: 10, minSeconds: 15 },
    { kind: "idling" as const, minSeconds: 300 },
    { kind: "towing" as const, minSeconds: 20 },
    { kind: "panic" as const },
    { kind: "geofence-forbidden" as const, minSeconds: 0 },
  ];
  const plan = createWatchPlan(
    geofences,
    conditions.map((condition, i) => ({
      id: i + 1,
      unitId: 1,
      fromMs: 0,
      toMs: null,
      definition: { ...definition, condition },
    })),
    createScheduleCheck(dayOf),
  ).of({ id: 1, kind: "car", unitPath: [1], speedLimitKmh: 50 });
  const boundaries = segments.boundaries.map((boundary) => boundary.fix);
  const watched = perSecond(FIXES, () => watchTrack(segments.believed, boundaries, plan, rules, ""));
  console.log(`  segmenter                                ${whole(segmented).padStart(10)} fixes/s`);
  console.log(
    `  visits and ${conditions.length} rules, ${whole(GEOFENCES)} geofences    ${whole(watched).padStart(10)} fixes/s`,
  );
  return bar(
    `geofence checks over ${whole(GEOFENCES)} geofences`,
    checks,
    BARS.checksPerSecond,
    (value) => `${whole(value)} fixes/s`,
  );
}

async function drawGeofences(kentiz: KentizProcess): Promise<void> {
  const client = await signIn(kentiz.httpUrl, ADMIN.username, ADMIN.password);
  const { items: units } = await client.call("listUnits", { query: {} });
  const unitId = units[0]?.id ?? 0;
  const shapes = benchShapes(GEOFENCES);
  const lane = async (from: number): Promise<void> => {
    for (let i = from; i < shapes.length; i += 8) {
      const shape = shapes[i];
      if (shape) await client.call("createGeofence", { body: { name: `Bench ${i}`, unitId, shape } });
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, i) => lane(i)));
  for (const condition of [
    { kind: "speeding" as const, limitKmh: 50 },
    { kind: "idling" as const },
    { kind: "towing" as const },
  ]) {
    await client.call("createRule", { body: { name: condition.kind, unitId, severity: "high", condition } });
  }
}

async function load(port: number, clients: readonly BenchDevice[]): Promise<number> {
  const task: LoadTask = { host: "127.0.0.1", port, seconds: SECONDS, inFlight: 20, rate: 0, clients: [...clients] };
  const result = (await runScript("mqtt-load.ts", task)) as LoadResult;
  if (result.closed > 0) throw new Error(`the broker closed ${result.closed} connections`);
  return result.acknowledged / result.seconds;
}

/** Two processes over two databases of one server, loaded in turn. */
async function ingest(): Promise<boolean> {
  const withWatch = await startPostgres({ durable: true });
  const without = await startPostgres({ durable: true });
  const dirs = [mkdtempSync(join(tmpdir(), "kentiz-bench-")), mkdtempSync(join(tmpdir(), "kentiz-bench-"))];
  try {
    const watching = await startKentiz({ DATABASE_URL: withWatch.url, DATA_DIR: dirs[0] ?? "" });
    const plain = await startKentiz(
      { DATABASE_URL: without.url, DATA_DIR: dirs[1] ?? "" },
      {
        command: ["serve", "--roles=broker,api"],
      },
    );
    await drawGeofences(watching);
    const devices = {
      watching: await registerDevices(watching, CONNECTIONS),
      plain: await registerDevices(plain, CONNECTIONS),
    };
    const rates: Record<"watching" | "plain", number[]> = { watching: [], plain: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      rates.plain.push(await load(plain.mqttPort, devices.plain));
      rates.watching.push(await load(watching.mqttPort, devices.watching));
    }
    console.log(`  ingest without trips, geofences, rules   ${whole(median(rates.plain)).padStart(10)} reports/s`);
    console.log(`  ingest with them                         ${whole(median(rates.watching)).padStart(10)} reports/s`);
    await watching.stop();
    await plain.stop();
    const ratio = median(rates.watching) / median(rates.plain);
    return bar("ingest with / without", ratio, BARS.ingestRatio, (value) => `${value.toFixed(2)}×`);
  } finally {
    await withWatch.destroy();
    await without.destroy();
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
  }
}

export async function run(): Promise<boolean> {
  const parts = [inMemory(), await ingest()];
  return parts.every(Boolean);
}
