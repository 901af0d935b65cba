import { expect, it } from "vitest";
import { instantOfWallTime, wallTimeOf } from "./zoned-time.ts";

it("reads the clock on the installation's wall", () => {
  expect(wallTimeOf(Date.UTC(2026, 10, 22, 22, 5, 9), "Europe/Istanbul")).toBe("2026-11-23 01:05:09");
  expect(instantOfWallTime("2026-11-23 01:05:09", "Europe/Istanbul")).toBe(Date.UTC(2026, 10, 22, 22, 5, 9));
});

it("goes through changes of the clock", () => {
  expect(instantOfWallTime("2026-03-29 01:30:00", "Europe/Berlin")).toBe(Date.UTC(2026, 2, 29, 0, 30));
  expect(instantOfWallTime("2026-03-29 03:30:00", "Europe/Berlin")).toBe(Date.UTC(2026, 2, 29, 1, 30));
  expect(instantOfWallTime("2026-10-25 04:00", "Europe/Berlin")).toBe(Date.UTC(2026, 9, 25, 3));
});

it("gives no instant for what is none", () => {
  expect(instantOfWallTime("dün", "Europe/Istanbul")).toBeNaN();
});
