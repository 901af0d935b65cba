import { expect, it } from "vitest";
import { createDayOf } from "../fleet/local-day.ts";
import { outsideHours } from "./outside-hours.ts";

const dayOf = createDayOf("Europe/Istanbul");
const office = { days: [1, 2, 3, 4, 5], from: "08:00", to: "17:00" };
const night = { days: [1, 2, 3, 4, 5], from: "22:00", to: "06:00" };
const outside = (from: string, to: string, shift = office, offset = "+03:00") =>
  outsideHours(Date.parse(`${from}${offset}`), Date.parse(`${to}${offset}`), shift, dayOf);

it("counts what lies before and after the shift", () => {
  expect(outside("2026-11-20T08:00", "2026-11-20T17:00")).toBeNull();
  expect(outside("2026-11-20T07:30", "2026-11-20T09:00")).toEqual({ seconds: 1800, reason: "hours" });
  expect(outside("2026-11-20T16:45", "2026-11-20T17:30")).toEqual({ seconds: 1800, reason: "hours" });
});

it("knows weekends, holidays and their eves", () => {
  expect(outside("2026-11-21T10:00", "2026-11-21T11:00")).toEqual({ seconds: 3600, reason: "day_off" });
  expect(outside("2026-10-29T10:00", "2026-10-29T11:00")).toEqual({ seconds: 3600, reason: "holiday" });
  expect(outside("2026-10-28T12:30", "2026-10-28T13:30")).toEqual({ seconds: 1800, reason: "hours" });
  expect(outside("2026-03-20T10:00", "2026-03-20T10:30")).toEqual({ seconds: 1800, reason: "holiday" });
});

it("lets a shift run over midnight, and a trip run over several days", () => {
  expect(outside("2026-11-18T23:00", "2026-11-19T05:59", night)).toBeNull();
  expect(outside("2026-11-19T05:30", "2026-11-19T06:30", night)).toEqual({ seconds: 1800, reason: "hours" });
  // Friday's night shift ends on Saturday morning.
  expect(outside("2026-11-21T05:00", "2026-11-21T06:00", night)).toBeNull();
  expect(outside("2026-11-19T08:00", "2026-11-20T17:00")).toEqual({ seconds: 15 * 3600, reason: "hours" });
});

it("keeps the clock on the wall of years when it was changed", () => {
  // Sunday 29 March 2015 had 23 hours, 8 November 25.
  const sunday = { ...office, days: [7] };
  expect(outside("2015-03-29T08:00", "2015-03-29T17:00", sunday)).toBeNull();
  expect(outside("2015-03-29T07:00", "2015-03-29T08:00", sunday)).toEqual({ seconds: 3600, reason: "hours" });
  expect(outside("2015-11-08T08:00", "2015-11-08T17:00", sunday, "+02:00")).toBeNull();
});
