// The simulators of the demo as a process of their own: they speak to Kentiz only as devices do, and
// they build the city while Kentiz is still creating its database.
//
//   demo                      simulators
//     │── fork(seed) ────────────▶│  generateCity
//     │◀── city ──────────────────│  (the base map, when asked for)
//     │── go {api, url, …} ──────▶│  registers, publishes
//     │◀── publishing ────────────│
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";
import type { BaseMap } from "../domain/base-map.ts";
import { packageRoot } from "../gis/package-root.ts";

export const SimulatorOrder = z.discriminatedUnion("type", [
  z.object({ type: z.literal("city") }),
  z.object({
    type: z.literal("go"),
    api: z.string(),
    url: z.string(),
    username: z.string(),
    password: z.string(),
  }),
]);
export type SimulatorOrder = z.infer<typeof SimulatorOrder>;

export type SimulatorNews =
  | { type: "city"; map: BaseMap }
  | { type: "progress"; step: string; fraction: number }
  | { type: "publishing"; vehicles: number };

export interface DemoSimulators {
  /** The base map of the city they drive in. */
  city(): Promise<BaseMap>;
  /** Resolves with the number of vehicles when all of them publish. */
  go(order: Omit<Extract<SimulatorOrder, { type: "go" }>, "type">): Promise<number>;
  stop(): Promise<void>;
}

/** The process ends with this one, however this one ends: its channel closes. */
export function startDemoSimulators(
  seed: number,
  onProgress: (step: string, fraction: number) => void,
): DemoSimulators {
  const child = fork(join(packageRoot(), "dist", "bin", "demo-simulators-process.js"), [String(seed)], {
    env: { ...process.env, LOG_LEVEL: "warn" },
  });
  const ended = once(child, "exit");
  const listeners = new Set<(news: SimulatorNews) => void>();
  child.on("message", (news: SimulatorNews) => {
    if (news.type === "progress") onProgress(news.step, news.fraction);
    for (const listener of listeners) listener(news);
  });

  async function answer<T>(order: SimulatorOrder, pick: (news: SimulatorNews) => T | null): Promise<T> {
    const answered = new Promise<T>((resolve) => {
      const listener = (news: SimulatorNews): void => {
        const picked = pick(news);
        if (picked === null) return;
        listeners.delete(listener);
        resolve(picked);
      };
      listeners.add(listener);
    });
    child.send(order);
    const failed = ended.then(([code]): never => {
      throw new Error(`The simulators ended with code ${code}.`);
    });
    return Promise.race([answered, failed]);
  }

  return {
    city: () => answer({ type: "city" }, (news) => (news.type === "city" ? news.map : null)),
    go: (order) => answer({ type: "go", ...order }, (news) => (news.type === "publishing" ? news.vehicles : null)),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await ended;
    },
  };
}
