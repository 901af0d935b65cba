import { describe, expect, it } from "vitest";
import { createRateMeter } from "./rate-meter.ts";

describe("createRateMeter", () => {
  it("knows nothing before two samples", () => {
    const meter = createRateMeter();
    expect(meter.perSecond()).toBe(0);
    meter.sample(100, 0);
    expect(meter.perSecond()).toBe(0);
  });

  it("gives the mean of the last minute", () => {
    const meter = createRateMeter();
    for (let second = 0; second <= 300; second += 5)
      meter.sample(second < 200 ? 0 : (second - 200) * 10, second * 1000);
    expect(meter.perSecond()).toBeCloseTo(10);
    for (let second = 305; second <= 335; second += 5) meter.sample(1000, second * 1000);
    expect(meter.perSecond()).toBeLessThan(7);
    expect(meter.perSecond()).toBeGreaterThan(3);
  });
});
