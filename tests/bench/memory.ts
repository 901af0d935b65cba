// Does the live screen's memory stay flat while people use it? A fleet as large as the demo's, watched
// for as long as asked; each minute somebody selects a vehicle, moves the map and comes back. Heap,
// nodes and listeners are read after forced collections and compared as last against first, once
// caches have filled. Cheap enough to run for an hour beside other work.
import { heapMb, readMetrics } from "./page-metrics.ts";
import { type ConsoleStage, openConsoleStage } from "./console-stage.ts";

const VEHICLES = 120;
/** Samples over the whole time where it is too short for one a minute. */
const LEAST_SAMPLES = 12;
/** Share of the time that caches (tiles, glyphs, queries) may take to fill. */
const WARM_UP = 0.25;
const BAR = 1.1;

interface Sample {
  heapMb: number;
  nodes: number;
  listeners: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** One round of ordinary use that ends where it began. */
async function oneRound({ page }: ConsoleStage, round: number): Promise<void> {
  // Not by role: the options of closed selects have it too.
  const rows = page.locator('[role="option"]');
  await rows.nth(round % 8).click();
  await page.locator("[data-details]").waitFor();
  await page.mouse.move(900, 450);
  await page.mouse.wheel(0, -400);
  await pause(2000);
  await page.mouse.wheel(0, 400);
  await page.keyboard.press("Escape");
  await page.locator("[data-details]").waitFor({ state: "detached" });
}

async function take({ session }: ConsoleStage): Promise<Sample> {
  const heap = await heapMb(session);
  const { Nodes: nodes, JSEventListeners: listeners } = await readMetrics(session);
  return { heapMb: heap, nodes, listeners };
}

/** Median of the last third against that of the first third. */
function growthOf(values: readonly number[]): number {
  const third = Math.max(1, Math.floor(values.length / 3));
  return median(values.slice(-third)) / median(values.slice(0, third));
}

/** @returns whether every bar held. */
export async function run({ minutes }: { minutes: number }): Promise<boolean> {
  const stage = await openConsoleStage(VEHICLES);
  try {
    const count = Math.max(LEAST_SAMPLES, Math.round(minutes));
    const stepMs = (minutes * 60_000) / count;
    console.log(`  ${VEHICLES} vehicles at 1 Hz, used once in ${Math.round(stepMs / 1000)} s, for ${minutes} min`);
    await stage.open("?z=13.00&c=38.38500,27.12000");
    const samples: Sample[] = [];
    for (let index = 0; index < count; index += 1) {
      const due = pause(stepMs);
      await oneRound(stage, index);
      await due;
      const sample = await take(stage);
      samples.push(sample);
      console.log(
        `  ${(((index + 1) * stepMs) / 60_000).toFixed(1).padStart(5)} min  heap ${sample.heapMb.toFixed(1)} MB, ` +
          `${sample.nodes} nodes, ${sample.listeners} listeners`,
      );
    }
    const settled = samples.slice(Math.floor(count * WARM_UP));
    let held = true;
    for (const key of ["heapMb", "nodes", "listeners"] as const) {
      const ratio = growthOf(settled.map((sample) => sample[key]));
      const flat = ratio <= BAR;
      held &&= flat;
      console.log(`  ${flat ? "holds" : "MISSED"}  ${key}: last / first ${ratio.toFixed(3)}, at most ${BAR}`);
    }
    for (const complaint of stage.complaints()) console.log(`  the browser complained: ${complaint}`);
    return held;
  } finally {
    await stage.close();
  }
}
