import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch } from "./search-codec.ts";

describe("search codec", () => {
  it("writes addresses people can read", () => {
    expect(stringifySearch({ z: 13.2, c: "38.385,27.12", sec: 12, durum: "hareketli,sessiz" })).toBe(
      "?z=13.2&c=38.385,27.12&sec=12&durum=hareketli,sessiz",
    );
  });

  it("keeps every letter", () => {
    const search = { ara: "35 & ığdır=%2C+?", donus: "/canli?z=1&c=1,2" };
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });

  it("leaves out what is not there", () => {
    expect(stringifySearch({ z: undefined, ara: null })).toBe("");
    expect(parseSearch("")).toEqual({});
  });

  it("keeps numbers as text: the route knows what they mean", () => {
    expect(parseSearch("?ara=35")).toEqual({ ara: "35" });
  });
});
