import { expect, it } from "vitest";
import { atMostEvery } from "./at-most-every.ts";

it("says yes once in an interval, and again when the clock was set back", () => {
  let now = 1000;
  const may = atMostEvery(100, () => now);
  expect(may()).toBe(true);
  now = 1099;
  expect(may()).toBe(false);
  now = 1100;
  expect(may()).toBe(true);
  now = 500;
  expect(may()).toBe(true);
});
