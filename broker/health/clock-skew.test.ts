import { expect, it } from "vitest";
import { createClockSkew } from "./clock-skew.ts";

const estimateOf = (delays: readonly number[]): number | null => {
  const skew = createClockSkew();
  for (const delay of delays) skew.add(delay);
  return skew.estimate();
};
const times = (count: number, delay: number): number[] => Array.from({ length: count }, () => delay);

it("says nothing before it heard enough", () => {
  expect(estimateOf(times(7, 1000))).toBeNull();
  expect(estimateOf(times(8, 1000))).toBe(-1);
});

it("tells a clock that is ahead from one that is behind", () => {
  expect(estimateOf(times(20, -120_000))).toBe(120);
  expect(estimateOf(times(20, 120_000))).toBe(-120);
});

it("is not moved by some mad times nor by many late messages", () => {
  expect(estimateOf([...times(3, -9e9), ...times(12, 1000), ...times(17, 3_600_000)])).toBe(-1);
});

it("follows a clock that was set right", () => {
  expect(estimateOf([...times(40, 600_000), ...times(32, 500)])).toBe(-0.5);
});
