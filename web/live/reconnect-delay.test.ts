import { describe, expect, it } from "vitest";
import { reconnectDelayMs } from "./reconnect-delay.ts";

describe("reconnectDelayMs", () => {
  it("doubles from half a second to thirty seconds", () => {
    expect([0, 1, 2, 5, 6, 20].map((attempt) => reconnectDelayMs(attempt, 1))).toEqual([
      500, 1000, 2000, 16_000, 30_000, 30_000,
    ]);
  });

  it("spreads over the whole span", () => {
    expect(reconnectDelayMs(3, 0)).toBe(0);
    expect(reconnectDelayMs(3, 0.5)).toBe(2000);
  });
});
