import { expect, it } from "vitest";
import { NOTHING_CHECKED, stillThere, toggled, withRange } from "./checked.ts";

const ids = [5, 3, 9, 1];

it("ticks and unticks one", () => {
  const one = toggled(NOTHING_CHECKED, [3]);
  expect([...one]).toEqual([3]);
  expect(toggled(one, [3]).size).toBe(0);
});

it("completes a group before it empties it", () => {
  const some = toggled(NOTHING_CHECKED, [3]);
  const all = toggled(some, [5, 3, 9]);
  expect([...all]).toEqual([3, 5, 9]);
  expect(toggled(all, [5, 3, 9]).size).toBe(0);
});

it("takes a range in the order of the list, in both directions", () => {
  expect([...withRange(NOTHING_CHECKED, ids, 3, 1)]).toEqual([3, 9, 1]);
  expect([...withRange(NOTHING_CHECKED, ids, 1, 3)]).toEqual([3, 9, 1]);
  expect([...withRange(NOTHING_CHECKED, ids, 77, 3)]).toEqual([3]);
});

it("forgets vehicles that have gone, and stays the same otherwise", () => {
  const two = new Set([5, 3]);
  expect(stillThere(two, new Map(ids.map((id) => [id, id])))).toBe(two);
  expect([...stillThere(two, new Map([[3, 3]]))]).toEqual([3]);
});
