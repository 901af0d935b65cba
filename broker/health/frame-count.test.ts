import { expect, it } from "vitest";
import { countFrame, noFrames } from "./frame-count.ts";

function counted(...sequences: number[]) {
  const count = noFrames();
  sequences.forEach((sequence, index) => countFrame(count, sequence, index));
  return count;
}

it("counts what is missing, and when", () => {
  expect(counted(7, 8, 9)).toMatchObject({ counted: 3, missing: 0, restarts: 0, lastGapAtMs: null });
  expect(counted(7, 8, 12)).toMatchObject({ counted: 3, missing: 3, lastGapAtMs: 2, lastGapMessages: 3 });
});

it("takes back what came late, and does not count a message twice", () => {
  expect(counted(7, 9, 8, 10)).toMatchObject({ counted: 4, missing: 0 });
  expect(counted(7, 7, 8)).toMatchObject({ counted: 2, missing: 0 });
});

it("tells a counter that begins anew, or jumps, from losses", () => {
  expect(counted(500, 0, 1)).toMatchObject({ missing: 0, restarts: 1, last: 1 });
  expect(counted(5, 900_000)).toMatchObject({ missing: 0, restarts: 1 });
});

it("goes on after the end of 16 bits", () => {
  expect(counted(65_534, 65_535, 0, 2)).toMatchObject({ missing: 1, restarts: 0 });
});
