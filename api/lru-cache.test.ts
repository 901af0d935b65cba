import { describe, expect, it } from "vitest";
import { createLruCache } from "./lru-cache.ts";

describe("createLruCache", () => {
  it("forgets what was not used for longest when full", () => {
    const cache = createLruCache<string>(10);
    cache.set("a", "A", 4);
    cache.set("b", "B", 4);
    cache.get("a");
    cache.set("c", "C", 4);
    expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual(["A", undefined, "C"]);
  });

  it("counts a replaced entry once", () => {
    const cache = createLruCache<number>(10);
    for (let i = 0; i < 5; i += 1) cache.set("a", i, 6);
    cache.set("b", 9, 4);
    expect([cache.get("a"), cache.get("b")]).toEqual([4, 9]);
  });

  it("does not keep what is larger than everything", () => {
    const cache = createLruCache<number>(10);
    cache.set("a", 1, 11);
    expect(cache.get("a")).toBeUndefined();
  });
});
