import { describe, expect, it } from "vitest";
import { surplusQueues } from "./surplus.ts";

describe("a worker's share of the queues", () => {
  it("is all of them while it is alone", () => {
    expect(surplusQueues(["1", "2", "3"], 3, 1)).toEqual([]);
    expect(surplusQueues(["1", "2", "3"], 3, 0)).toEqual([]);
  });

  it("is as many as the others have, and one more where they cannot be equal", () => {
    expect(surplusQueues(["1", "2", "3", "4"], 4, 2)).toEqual(["3", "4"]);
    expect(surplusQueues(["1", "2", "3"], 3, 2)).toEqual(["3"]);
    expect(surplusQueues(["1", "2"], 3, 2)).toEqual([]);
    expect(surplusQueues([], 3, 2)).toEqual([]);
  });

  it("leaves a worker with nothing where there are more workers than queues", () => {
    expect(surplusQueues(["1", "2"], 2, 5)).toEqual(["2"]);
  });
});
