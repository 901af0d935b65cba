import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAckWindow } from "./ack-window.ts";

describe("the window of deliveries", () => {
  it("tells a tag only when everything up to it is done", () => {
    const window = createAckWindow();
    expect(window.take()).toBeNull();
    window.done(2);
    window.done(3);
    expect(window.take()).toBeNull();
    expect(window.waiting).toBe(2);
    window.done(1);
    expect(window.take()).toBe(3);
    expect(window.take()).toBeNull();
    window.done(4);
    expect(window.take()).toBe(4);
    expect(window.waiting).toBe(0);
  });

  it("never tells a tag with a gap before it, and in the end the last one", () => {
    const count = 200;
    const tags = Array.from({ length: count }, (_, index) => index + 1);
    fc.assert(
      fc.property(fc.shuffledSubarray(tags, { minLength: count }), (order) => {
        const window = createAckWindow();
        const done = new Set<number>();
        let last = 0;
        for (const tag of order) {
          done.add(tag);
          window.done(tag);
          const told = window.take();
          if (told === null) continue;
          for (let one = last + 1; one <= told; one++) expect(done.has(one)).toBe(true);
          last = told;
        }
        expect(last).toBe(count);
      }),
      { numRuns: 50 },
    );
  });
});
