import { expect, it } from "vitest";
import { createCommitTimes } from "./commit-times.ts";

it("counts each time in its class, the bound itself included, and what is beyond all bounds", () => {
  const times = createCommitTimes();
  for (const ms of [0.5, 1, 7, 100, 60_000]) times.add(ms);
  const { boundsSeconds, counts, sumSeconds } = times.histogram();
  const classes = [...boundsSeconds.map(String), "beyond"].map((name, index) => [name, counts[index]]);
  expect(classes.filter(([, count]) => count !== 0)).toEqual([
    ["0.001", 2],
    ["0.01", 1],
    ["0.1", 1],
    ["beyond", 1],
  ]);
  expect(sumSeconds).toBeCloseTo(60.1085);
  expect(times.quantile(0.5)).toBe(7);
});
