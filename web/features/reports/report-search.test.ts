import { expect, it } from "vitest";
import { presetDays } from "./period-presets.ts";
import { readReportSearch, writeReportSearch } from "./report-search.ts";

const TODAY = "2026-11-22";

it("stands in the address and comes back from it", () => {
  const search = { tur: "out-of-hours", bas: "2026-10-01", son: "2026-10-31", birim: "4", mesai: "22:00-06:00" };
  expect(writeReportSearch(readReportSearch(search, TODAY))).toEqual(search);
});

it("falls back to this month's summary where it cannot be read", () => {
  expect(readReportSearch({ tur: "yok", bas: "31.12", son: "x", birim: "-1", gunler: "9" }, TODAY)).toMatchObject({
    kind: "summary",
    from: "2026-11-01",
    to: "2026-11-22",
    unitId: null,
    shiftDays: "1,2,3,4,5",
  });
});

it("knows the periods people ask for; weeks begin on Monday", () => {
  expect(presetDays("week", TODAY)).toEqual({ from: "2026-11-16", to: "2026-11-22" });
  expect(presetDays("lastWeek", TODAY)).toEqual({ from: "2026-11-09", to: "2026-11-15" });
  expect(presetDays("lastMonth", "2026-03-31")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(presetDays("yesterday", "2026-03-01")).toEqual({ from: "2026-02-28", to: "2026-02-28" });
});
