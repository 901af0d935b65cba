// The live screen under a large fleet: 5,000 vehicles at 1 Hz, all moving, on the real server and a
// real Chromium at 1440 × 900. Prints what the page's main thread spends on script per tick and how
// its heap grows, by the browser's own count. Drawing itself (a software GPU here) is another process.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession, Page } from "playwright-core";
import { pino } from "pino";
import { createApi } from "../../api/api.ts";
import { ensureFirstAdministrator } from "../../api/first-administrator.ts";
import { replaceBaseMap } from "../../gis/base-map.ts";
import { openDatabase } from "../../gis/database.ts";
import { createFeed } from "../../gis/feed.ts";
import { migrate } from "../../gis/migrate.ts";
import { packageRoot } from "../../gis/package-root.ts";
import { listUnits } from "../../gis/unit.ts";
import { generateCity } from "../../simulators/city/generate-city.ts";
import { ADMIN } from "../harness/kentiz-process.ts";
import { startPostgres } from "../harness/postgres-server.ts";
import { launchChromium } from "../web/harness/chromium.ts";
import { createConsoleFleet } from "./console-fleet.ts";
import { profileScript } from "./profile-script.ts";

const VEHICLES = 5000;
const SETTLE_MS = 8000;
const MEASURE_SECONDS = 20;
const TICKS_PER_SECOND = 1;
const BARS = { scriptMsPerTick: 10, heapGrowthMb: 20 } as const;
const SCENES = [
  { name: "whole city, z 12", search: "?z=12.00&c=38.38500,27.12000" },
  { name: "half way, z 13.5", search: "?z=13.50&c=38.38000,27.11500" },
  { name: "streets, z 15.5", search: "?z=15.50&c=38.38000,27.11500" },
] as const;

export interface ConsoleBenchOptions {
  /** How long the heap is watched. */
  minutes: number;
  /** Also prints the functions that took longest. */
  profile: boolean;
}

type Metrics = Record<
  "ScriptDuration" | "TaskDuration" | "LayoutDuration" | "RecalcStyleDuration" | "JSHeapUsedSize",
  number
>;

async function readMetrics(session: CDPSession): Promise<Metrics> {
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    ScriptDuration: of("ScriptDuration"),
    TaskDuration: of("TaskDuration"),
    LayoutDuration: of("LayoutDuration"),
    RecalcStyleDuration: of("RecalcStyleDuration"),
    JSHeapUsedSize: of("JSHeapUsedSize"),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function heapMb(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  return (await readMetrics(session)).JSHeapUsedSize / 1e6;
}

async function openScene(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator("[data-map-idle]").waitFor({ state: "attached", timeout: 120_000 });
  await page.getByText("5.000 / 5.000 araç").first().waitFor({ timeout: 120_000 });
  await pause(SETTLE_MS);
}

async function measureScene(session: CDPSession, name: string, profile: boolean): Promise<boolean> {
  const before = await readMetrics(session);
  const functions = profile ? profileScript(session, MEASURE_SECONDS) : null;
  await pause(MEASURE_SECONDS * 1000);
  const after = await readMetrics(session);
  const msPerTick = (key: keyof Metrics): number =>
    ((after[key] - before[key]) * 1000) / (MEASURE_SECONDS * TICKS_PER_SECOND);
  const script = msPerTick("ScriptDuration");
  const held = script < BARS.scriptMsPerTick;
  console.log(
    `  ${name.padEnd(18)} script ${script.toFixed(1)} ms, whole main thread ${msPerTick("TaskDuration").toFixed(1)} ms ` +
      `(style ${msPerTick("RecalcStyleDuration").toFixed(1)}, layout ${msPerTick("LayoutDuration").toFixed(1)}) per tick`,
  );
  for (const line of (await functions) ?? []) console.log(`      ${line}`);
  console.log(`  ${held ? "holds" : "MISSED"}  under ${BARS.scriptMsPerTick} ms of script per tick`);
  return held;
}

async function watchHeap(session: CDPSession, minutes: number): Promise<boolean> {
  const start = await heapMb(session);
  const seen: number[] = [];
  for (let step = 0; step < 4; step += 1) {
    await pause((minutes * 60_000) / 4);
    seen.push(await heapMb(session));
  }
  const growth = (seen.at(-1) ?? start) - start;
  const held = growth < BARS.heapGrowthMb;
  console.log(
    `  heap after ${minutes} min: ${[start, ...seen].map((mb) => mb.toFixed(1)).join(" → ")} MB after a forced collection`,
  );
  console.log(`  ${held ? "holds" : "MISSED"}  grows by less than ${BARS.heapGrowthMb} MB`);
  return held;
}

/** @returns whether every bar held. */
export async function run({ minutes, profile }: ConsoleBenchOptions): Promise<boolean> {
  const postgres = await startPostgres();
  const dataDir = mkdtempSync(join(tmpdir(), "kentiz-bench-"));
  const logger = pino({ level: "warn" });
  const database = await openDatabase({ connection: postgres.url, maxConnections: 8, logger });
  try {
    await migrate(database);
    await ensureFirstAdministrator(database, ADMIN);
    const city = generateCity(1);
    await replaceBaseMap(database, city);
    const feed = createFeed();
    const [root] = await listUnits(database, { unitIds: [1] });
    const fleet = await createConsoleFleet({ database, feed }, root?.id ?? 1, city, VEHICLES);
    const api = await createApi({
      database,
      feed,
      logger,
      host: "127.0.0.1",
      port: 0,
      webRoot: join(packageRoot(), "dist", "web"),
      version: "bench",
      timeZone: "Europe/Istanbul",
    });
    const driving = fleet.drive();
    const chromium = await launchChromium();
    const { page, complaints } = await chromium.open({ width: 1440, height: 900, scheme: "light" });
    await page.context().request.post(`${api.url}/api/session`, { data: ADMIN });
    const session = await page.context().newCDPSession(page);
    // Processor time of the page's thread: other programs of this machine do not count.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    console.log(`  ${VEHICLES} vehicles at 1 Hz, all moving; Chromium 1440 × 900, list open`);
    let held = true;
    for (const { name, search } of SCENES) {
      await openScene(page, `${api.url}/canli${search}`);
      held = (await measureScene(session, name, profile)) && held;
    }
    held = (await watchHeap(session, minutes)) && held;
    for (const complaint of complaints()) console.log(`  the browser complained: ${complaint}`);
    await chromium.close();
    driving.stop();
    await api.stop();
    return held;
  } finally {
    await database.close();
    await postgres.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
