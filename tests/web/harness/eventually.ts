// Waits for what a person would wait for: the screen to say it. Patient, because a software-drawn map
// on a busy machine is slow; quick, because it looks often.
import { expect, type ExpectStatic } from "vitest";

const PATIENCE_MS = 20_000;

/** `await eventually(() => text()).toContain("Canlı")` */
export function eventually<T>(look: () => T | Promise<T>, message?: string): ReturnType<ExpectStatic["poll"]> {
  return expect.poll(look, { timeout: PATIENCE_MS, interval: 100, ...(message === undefined ? {} : { message }) });
}
