import { describe, expect, it } from "vitest";
import { reconnectDelayMs } from "./reconnect-delay.ts";

describe("reconnectDelayMs", () => {
  it("never lets somebody who looks wait longer than a second and a half", () => {
    expect([0, 1, 2, 5, 20].map((attempt) => reconnectDelayMs(attempt, 1, false))).toEqual([
      500, 1000, 1500, 1500, 1500,
    ]);
  });

  it("doubles up to half a minute where nobody looks", () => {
    expect([0, 1, 2, 5, 6, 20].map((attempt) => reconnectDelayMs(attempt, 1, true))).toEqual([
      500, 1000, 2000, 16_000, 30_000, 30_000,
    ]);
  });

  it("spreads over the whole span", () => {
    expect(reconnectDelayMs(3, 0, true)).toBe(0);
    expect(reconnectDelayMs(3, 0.5, true)).toBe(2000);
  });
});
