import { describe, expect, it } from "vitest";
import { createRandom, mixSeed } from "./random.ts";

describe("createRandom", () => {
  it("gives the same sequence for the same seed and another one for another", () => {
    const sequence = (seed: number): number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 50 }, () => random.next());
    };
    expect(sequence(35)).toEqual(sequence(35));
    expect(sequence(35)).not.toEqual(sequence(36));
  });

  it("is even over its range", () => {
    const random = createRandom(1);
    const counts = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 60_000; i++) counts[random.integer(1, 6) - 1]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it("shuffles without losing or doubling", () => {
    const items = Array.from({ length: 100 }, (_, i) => i);
    const shuffled = createRandom(7).shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
  });

  it("cannot pick from nothing", () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError);
  });
});

describe("mixSeed", () => {
  it("tells parts and their order apart", () => {
    const seeds = [
      mixSeed(1),
      mixSeed(1, "a"),
      mixSeed(1, "b"),
      mixSeed(1, "a", "b"),
      mixSeed(1, "b", "a"),
      mixSeed(2, "a"),
    ];
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(mixSeed(1, "a", 2)).toBe(mixSeed(1, "a", 2));
  });
});
