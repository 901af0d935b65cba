import { describe, expect, it } from "vitest";
import {
  motionOf,
  PARKED_AFTER_MS,
  SILENT_AFTER_ACTIVE_MS,
  SILENT_AFTER_STILL_MS,
  type MotionInput,
} from "./motion.ts";

const T = Date.UTC(2026, 10, 22, 12);
const state = (change: Partial<MotionInput>): MotionInput => ({
  fixTimeMs: T,
  linkTimeMs: T,
  speedKmh: 0,
  ignition: null,
  stationarySinceMs: T,
  ...change,
});

describe("motionOf", () => {
  it("tells moving, idling, stopped and parked apart", () => {
    expect(motionOf(state({ speedKmh: 42, stationarySinceMs: null }), T)).toBe("moving");
    expect(motionOf(state({ speedKmh: 1, ignition: true }), T)).toBe("idling");
    expect(motionOf(state({ ignition: false }), T)).toBe("stopped");
    expect(motionOf(state({ ignition: false }), T + PARKED_AFTER_MS)).toBe("parked");
    expect(motionOf(state({ speedKmh: null }), T)).toBe("stopped");
  });

  it("falls silent by the age of the link, sooner when last seen at work", () => {
    const moving = state({ speedKmh: 42, stationarySinceMs: null });
    expect(motionOf(moving, T + SILENT_AFTER_ACTIVE_MS)).toBe("moving");
    expect(motionOf(moving, T + SILENT_AFTER_ACTIVE_MS + 1)).toBe("silent");
    expect(motionOf(state({}), T + SILENT_AFTER_ACTIVE_MS + 1)).toBe("stopped");
    expect(motionOf(state({}), T + SILENT_AFTER_STILL_MS + 1)).toBe("silent");
  });

  it("keeps an old fix over a living link out of silence", () => {
    expect(motionOf(state({ fixTimeMs: T - 3_600_000, stationarySinceMs: T - 3_600_000, linkTimeMs: T }), T)).toBe(
      "parked",
    );
  });
});
