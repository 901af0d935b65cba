// Which functions of the page took the time, by the browser's sampling profiler.
import type { CDPSession } from "playwright-core";

const SHOWN = 25;
const SAMPLE_US = 250;

/** Self time per second of the longest functions, longest first. */
export async function profileScript(session: CDPSession, seconds: number): Promise<string[]> {
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: SAMPLE_US });
  await session.send("Profiler.start");
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const { profile } = await session.send("Profiler.stop");
  const selfMs = new Map<string, number>();
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const frame = nodes.get(id)?.callFrame;
    if (!frame || frame.functionName === "(idle)" || frame.functionName === "(program)") continue;
    const file = frame.url.split("/").at(-1) ?? "";
    const key = `${frame.functionName || "(anonymous)"} ${file}:${frame.lineNumber + 1}:${frame.columnNumber}`;
    selfMs.set(key, (selfMs.get(key) ?? 0) + (profile.timeDeltas?.[index] ?? 0) / 1000);
  }
  return [...selfMs]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([name, ms]) => `${(ms / seconds).toFixed(2).padStart(7)} ms/s  ${name}`);
}
