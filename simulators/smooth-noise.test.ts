import { expect, it } from "vitest";
import { fractalNoise2, noise1, noise2 } from "./smooth-noise.ts";

it("is smooth: a small step changes little, and it stays within [-1, 1]", () => {
  for (let i = 0; i < 2000; i++) {
    const x = i * 0.37 - 300;
    expect(Math.abs(noise1(5, x + 0.01, 10) - noise1(5, x, 10))).toBeLessThan(0.005);
    expect(Math.abs(noise2(5, x + 0.01, -x, 10) - noise2(5, x, -x, 10))).toBeLessThan(0.005);
    expect(Math.abs(fractalNoise2(5, x, 2 * x, 10, 3))).toBeLessThanOrEqual(1);
  }
});

it("needs no history: the same place has the same value in any order", () => {
  const late = noise1(9, 1_760_000_000, 45);
  noise1(9, 3, 45);
  expect(noise1(9, 1_760_000_000, 45)).toBe(late);
  expect(noise1(10, 1_760_000_000, 45)).not.toBe(late);
});
