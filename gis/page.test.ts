import { describe, expect, it } from "vitest";
import { AppError } from "../domain/problem.ts";
import { pageOf, readCursor } from "./page.ts";

describe("pages", () => {
  it("cut one row more than asked for, and tell where to go on", () => {
    expect(pageOf([1, 2, 3], 2, (n) => n * 10, String)).toEqual({ items: [10, 20], next: "2" });
    expect(pageOf([1, 2], 2, (n) => n, String)).toEqual({ items: [1, 2], next: null });
    expect(pageOf([], 2, (n) => n, String)).toEqual({ items: [], next: null });
  });

  it("take their cursor back and refuse any other", () => {
    expect(readCursor("1795363200000_-7", 2)).toEqual([1795363200000, -7]);
    expect(readCursor(undefined, 1)).toBeNull();
    for (const wrong of ["1_2", "x", "1.5", "1e400", "1;DROP"]) expect(() => readCursor(wrong, 1)).toThrow(AppError);
  });
});
