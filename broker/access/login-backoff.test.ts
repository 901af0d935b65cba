import { expect, it } from "vitest";
import { createLoginBackoff } from "./login-backoff.ts";

it("answers the first failures at once, then ever later, and forgets", () => {
  const backoff = createLoginBackoff();
  for (let count = 0; count < 10; count++) expect(backoff.failed("a", 0)).toBe(0);
  expect([backoff.failed("a", 0), backoff.failed("a", 0), backoff.failed("a", 0)]).toEqual([100, 200, 400]);
  for (let count = 0; count < 20; count++) backoff.failed("a", 0);
  expect(backoff.failed("a", 0)).toBe(5000);
  expect(backoff.failed("b", 0)).toBe(0);
  expect(backoff.failed("a", 3_600_000)).toBe(0);
});

it("remembers a bounded number of addresses", () => {
  const backoff = createLoginBackoff();
  for (let count = 0; count < 10_050; count++) backoff.failed(`a${count}`, count);
  expect(backoff.size).toBe(10_000);
});
