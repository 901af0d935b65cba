import { expect, it } from "vitest";
import { createPace, spend } from "./pace.ts";

const LIMITS = { messagesPerSecond: 10, bytesPerSecond: 1000, burstSeconds: 2 };

it("lets through what was saved up, then asks for a pause as long as the debt", () => {
  const pace = createPace(LIMITS, 0);
  for (let count = 0; count < 20; count++) expect(spend(pace, 1, 0)).toBe(0);
  expect(spend(pace, 1, 0)).toBe(100);
  expect(spend(pace, 1, 0)).toBe(200);
  expect(spend(pace, 1, 300)).toBe(0);
});

it("counts bytes as well", () => {
  const pace = createPace(LIMITS, 0);
  expect(spend(pace, 2000, 0)).toBe(0);
  expect(spend(pace, 500, 0)).toBe(500);
});

it("saves up no more than its burst, and survives a clock that goes back", () => {
  const pace = createPace(LIMITS, 1_000_000);
  for (let count = 0; count < 21; count++) spend(pace, 0, 1_000_000);
  expect(spend(pace, 0, 0)).toBe(200);
  for (let count = 0; count < 19; count++) spend(pace, 0, 3_600_000);
  expect(spend(pace, 0, 3_600_000)).toBe(0);
  expect(spend(pace, 0, 3_600_000)).toBe(0);
  expect(spend(pace, 0, 3_600_000)).toBe(100);
});
