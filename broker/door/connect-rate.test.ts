import { expect, it } from "vitest";
import { createConnectRate } from "./connect-rate.ts";

it("lets a burst in, then so many a second, each address on its own", () => {
  const rate = createConnectRate(10, 3);
  expect([1, 2, 3, 4].map(() => rate.admit("a", 0))).toEqual([true, true, true, false]);
  expect(rate.admit("b", 0)).toBe(true);
  expect(rate.admit("a", 99)).toBe(false);
  expect(rate.admit("a", 110)).toBe(true);
  expect(rate.admit("a", 110)).toBe(false);
  expect([1, 2, 3, 4].map(() => rate.admit("a", 60_000))).toEqual([true, true, true, false]);
});
