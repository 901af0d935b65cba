// Progress of a start for people who wait. The steps themselves tell nothing while they run: the
// fraction approaches the end of a step with the time such a step usually takes.
import type { StartStep } from "./worker-message.ts";

export interface StartProgress {
  enter(step: StartStep): void;
  /** The last step is done. */
  finish(): void;
  stop(): void;
}

const TICK_MS = 250;

const COURSE: Readonly<Record<StartStep, { text: string; from: number; to: number; usualMs: number }>> = {
  create: { text: "Creating the database", from: 0, to: 0.55, usualMs: 6000 },
  open: { text: "Opening the database", from: 0, to: 0.9, usualMs: 2000 },
  postgis: { text: "Preparing the map functions", from: 0.55, to: 1, usualMs: 4000 },
};

/** `onProgress` gets what is being done and how much of the whole start is behind, 0 … 1, never falling. */
export function createStartProgress(onProgress: (step: string, fraction: number) => void): StartProgress {
  let step: StartStep | null = null;
  let sinceMs = 0;
  let reached = 0;
  const tick = (): void => {
    if (!step) return;
    const { text, from, to, usualMs } = COURSE[step];
    const share = 1 - Math.exp((-1.5 * (Date.now() - sinceMs)) / usualMs);
    reached = Math.max(reached, from + (to - from) * share);
    onProgress(text, reached);
  };
  const timer = setInterval(tick, TICK_MS);
  return {
    enter: (next) => {
      step = next;
      sinceMs = Date.now();
      tick();
    },
    finish: () => {
      clearInterval(timer);
      if (step) onProgress(COURSE[step].text, 1);
    },
    stop: () => clearInterval(timer),
  };
}
