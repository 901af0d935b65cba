import { expect, it } from "vitest";
import { createBackoff } from "./backoff.ts";

it("waits twice as long each time, up to a bound, and starts anew when it worked", () => {
  const backoff = createBackoff({ firstMs: 100, lastMs: 1000 }, () => 1);
  expect([1, 2, 3, 4, 5, 6].map(() => backoff.next())).toEqual([100, 200, 400, 800, 1000, 1000]);
  backoff.reset();
  expect(backoff.next()).toBe(100);
});

it("never waits less than half of that, so that many do not come back at once", () => {
  expect(createBackoff({ firstMs: 100, lastMs: 1000 }, () => 0).next()).toBe(50);
});
