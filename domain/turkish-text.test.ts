import { describe, expect, it } from "vitest";
import { compareTurkish, foldForSearch, foldTurkish, upperTurkish } from "./turkish-text.ts";

describe("foldTurkish", () => {
  it.each([
    ["ŞEHİTLER", "Şehitler", "sehitler"],
    ["ığdır", "İĞDIR", "igdir"],
    ["Çöğür", "ÇÖĞÜR", "cogur"],
    ["Kâzım", "KAZIM", "kazim"],
  ])("%s, %s and %s are one", (a, b, folded) => {
    expect(foldTurkish(a)).toBe(folded);
    expect(foldTurkish(b)).toBe(folded);
  });

  it("leaves no combining mark behind from İ", () => {
    expect(foldTurkish("İ")).toHaveLength(1);
  });
});

describe("foldForSearch", () => {
  it("ignores spacing and punctuation of plates", () => {
    expect(foldForSearch("35 ABC 123")).toBe(foldForSearch("35-abc.123"));
  });
});

describe("compareTurkish", () => {
  it("follows the Turkish alphabet and reads numbers as numbers", () => {
    const names = ["Şehitler", "Osman", "Ihlamur", "Cennetoğlu", "İhsan", "Özgür", "Çalıkuşu", "Sevgi"];
    expect(names.sort(compareTurkish)).toEqual([
      "Cennetoğlu",
      "Çalıkuşu",
      "Ihlamur",
      "İhsan",
      "Osman",
      "Özgür",
      "Sevgi",
      "Şehitler",
    ]);
    expect(["10 Sokak", "9 Sokak"].sort(compareTurkish)).toEqual(["9 Sokak", "10 Sokak"]);
  });
});

it("upper-cases i with its dot", () => {
  expect(upperTurkish("izmir")).toBe("İZMİR");
});
