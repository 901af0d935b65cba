import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTicker } from "./ticker.ts";

describe("createTicker", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("ticks once a second for all, and not at all for nobody", () => {
    let now = 0;
    const ticker = createTicker(() => now);
    const heard: number[] = [];
    const leave = ticker.subscribe(() => heard.push(ticker.now()));
    const leaveToo = ticker.subscribe(() => undefined);
    now = 1000;
    expect(ticker.now()).toBe(0);
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual([1000]);
    leave();
    leaveToo();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("follows the beats of a stream, and goes on alone when they stay away", () => {
    let now = 0;
    const ticker = createTicker(() => now);
    const heard: number[] = [];
    const leave = ticker.subscribe(() => heard.push(ticker.now()));
    const pass = (ms: number): void => {
      now += ms;
      vi.advanceTimersByTime(ms);
    };
    pass(900);
    ticker.beat();
    pass(1100);
    ticker.beat();
    expect(heard).toEqual([900, 2000]);
    pass(1500);
    pass(1000);
    expect(heard).toEqual([900, 2000, 3500, 4500]);
    leave();
    ticker.beat();
    expect(heard).toHaveLength(4);
    expect(vi.getTimerCount()).toBe(0);
  });
});
