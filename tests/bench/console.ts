// The live screen under a large fleet: 5,000 vehicles at 1 Hz, all moving, on the real server and a
// real Chromium at 1440 × 900. Prints what the page's main thread spends on script per tick and how
// its heap grows, by the browser's own count. Drawing itself (a software GPU here) is another process.
import { type ConsoleStage, openConsoleStage } from "./console-stage.ts";
import { heapMb, readMetrics } from "./page-metrics.ts";
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

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function measureScene(session: ConsoleStage["session"], name: string, profile: boolean): Promise<boolean> {
  const before = await readMetrics(session);
  const functions = profile ? profileScript(session, MEASURE_SECONDS) : null;
  await pause(MEASURE_SECONDS * 1000);
  const after = await readMetrics(session);
  const msPerTick = (key: keyof typeof after): number =>
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

async function watchHeap(session: ConsoleStage["session"], minutes: number): Promise<boolean> {
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
  const stage = await openConsoleStage(VEHICLES);
  try {
    console.log(`  ${VEHICLES} vehicles at 1 Hz, all moving; Chromium 1440 × 900, list open`);
    let held = true;
    for (const { name, search } of SCENES) {
      await stage.open(search);
      await pause(SETTLE_MS);
      held = (await measureScene(stage.session, name, profile)) && held;
    }
    held = (await watchHeap(stage.session, minutes)) && held;
    for (const complaint of stage.complaints()) console.log(`  the browser complained: ${complaint}`);
    return held;
  } finally {
    await stage.close();
  }
}
