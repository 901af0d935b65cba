// How late timers fire in this process: whatever holds the event loop up holds everybody up.
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { SystemState } from "../domain/system.ts";

type Delay = SystemState["process"]["eventLoopDelayMs"];

const RESOLUTION_MS = 20;
const WINDOW_MS = 60_000;
const NANOSECONDS_PER_MS = 1e6;

export interface EventLoopWatch {
  /** Of the last full minute; in the first one of what has passed of it. */
  read(): Delay;
  stop(): void;
}

export function watchEventLoop(): EventLoopWatch {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let lastMinute: Delay | null = null;

  // The histogram holds the time from one timer to the next, the wanted pause included.
  const lateMs = (nanoseconds: number): number =>
    Math.max(0, Math.round((nanoseconds / NANOSECONDS_PER_MS - RESOLUTION_MS) * 10) / 10);
  const present = (): Delay =>
    histogram.count === 0
      ? { p50: 0, p99: 0, max: 0 }
      : {
          p50: lateMs(histogram.percentile(50)),
          p99: lateMs(histogram.percentile(99)),
          max: lateMs(histogram.max),
        };
  const timer = setInterval(() => {
    lastMinute = present();
    histogram.reset();
  }, WINDOW_MS);
  timer.unref();

  return {
    read: () => lastMinute ?? present(),
    stop() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
