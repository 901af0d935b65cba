import { assert, double, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { placeHashOf, textHashOf } from "./place-hash.ts";

describe("placeHashOf", () => {
  it("is a whole number that fits into 32 bits, for every place", () => {
    const lon = double({ min: -180, max: 180, noNaN: true });
    const lat = double({ min: -90, max: 90, noNaN: true });
    assert(
      property(lon, lat, (x, y) => {
        const hash = placeHashOf(x, y);
        expect(hash).toBe(hash | 0);
        expect(placeHashOf(x, y)).toBe(hash);
      }),
    );
  });

  it("never changes: stored fixes are found again by it", () => {
    expect(placeHashOf(27.1115, 38.3911)).toBe(1249961708);
    expect(textHashOf('{"a":"ş"}')).toBe(-1003934624);
  });

  it("tells neighbouring centimetres, and longitude from latitude, apart", () => {
    const hashes = new Set<number>();
    for (let x = 0; x < 100; x += 1)
      for (let y = 0; y < 100; y += 1) hashes.add(placeHashOf(27 + x * 1e-7, 38 + y * 1e-7));
    expect(hashes.size).toBe(10_000);
    expect(placeHashOf(27, 38)).not.toBe(placeHashOf(38, 27));
  });
});
