// What the browser itself counts about a page.
import type { CDPSession } from "playwright-core";

type Metric =
  | "ScriptDuration"
  | "TaskDuration"
  | "LayoutDuration"
  | "RecalcStyleDuration"
  | "JSHeapUsedSize"
  | "Nodes"
  | "JSEventListeners";

/** Durations in seconds, sizes in bytes. The session must have `Performance` enabled. */
export async function readMetrics(session: CDPSession): Promise<Record<Metric, number>> {
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    ScriptDuration: of("ScriptDuration"),
    TaskDuration: of("TaskDuration"),
    LayoutDuration: of("LayoutDuration"),
    RecalcStyleDuration: of("RecalcStyleDuration"),
    JSHeapUsedSize: of("JSHeapUsedSize"),
    Nodes: of("Nodes"),
    JSEventListeners: of("JSEventListeners"),
  };
}

/** What the page still holds after a forced collection. */
export async function heapMb(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  return (await readMetrics(session)).JSHeapUsedSize / 1e6;
}
