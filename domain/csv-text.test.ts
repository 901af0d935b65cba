import { expect, it } from "vitest";
import { csvText } from "./csv-text.ts";

it("opens in Turkish Excel", () => {
  expect(csvText(["Plaka", "Ad"], [["35 ABC 12", "Şehitler; arka"]])).toBe(
    '\uFEFFPlaka;Ad\r\n35 ABC 12;"Şehitler; arka"\r\n',
  );
});

it("doubles quotes and keeps line breaks", () => {
  expect(csvText(["a"], [['6" boru\nyeni']])).toBe('\uFEFFa\r\n"6"" boru\nyeni"\r\n');
});

it.each([
  ["=1+1", "'=1+1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["-5,2", "-5,2"],
  ["+90 232", "'+90 232"],
])("disarms formulas: %s", (text, written) => {
  expect(csvText(["a"], [[text]])).toBe(`\uFEFFa\r\n${written}\r\n`);
});
