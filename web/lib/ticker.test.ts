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
});
