import { describe, expect, it } from "vitest";
import { surplusQueue, type QueueUse } from "./surplus.ts";

const use = (queue: string, active: boolean, consumers: number): QueueUse => ({ queue, active, consumers });

describe("a worker's share of the queues", () => {
  it("is all of them while it is alone", () => {
    expect(surplusQueue([use("1", true, 1), use("2", true, 1)])).toBeNull();
  });

  it("is handed over one by one until it is fair", () => {
    const all = [use("1", true, 2), use("2", true, 2), use("3", true, 2), use("4", true, 2)];
    expect(surplusQueue(all)).toBe("1");
    const half = all.map((one, index) => ({ ...one, active: index < 2 }));
    expect(surplusQueue(half)).toBeNull();
  });

  it("keeps a queue that nobody else stands by for", () => {
    expect(surplusQueue([use("1", true, 1), use("2", true, 2), use("3", false, 2)])).toBeNull();
    expect(surplusQueue([use("1", true, 1), use("2", true, 2), use("3", true, 2)])).toBe("2");
  });
});
