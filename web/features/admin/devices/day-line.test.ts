import { expect, it } from "vitest";
import { dayLine } from "./day-line.ts";

it("draws runs, leaves holes open, shows a lone value and one that never changed", () => {
  expect(dayLine([0, 10, null, 5], 30, 14)).toBe("M0.0 12.0L10.0 2.0M30.0 7.0h.1");
  expect(dayLine([4, 4], 10, 14)).toBe("M0.0 7.0L10.0 7.0");
  expect(dayLine([null, null], 10, 14)).toBe("");
});
