import { expect, it } from "vitest";
import { createDayOf } from "./local-day.ts";

const dayOf = createDayOf("Europe/Istanbul");
const HOUR_MS = 3_600_000;

it.each([
  ["a day of today", "2026-06-15T20:59:59Z", "2026-06-15", "2026-06-14T21:00:00.000Z", 24],
  ["its first instant", "2026-06-15T21:00:00Z", "2026-06-16", "2026-06-15T21:00:00.000Z", 24],
  ["a winter's day before 2016", "2015-01-10T21:30:00Z", "2015-01-10", "2015-01-09T22:00:00.000Z", 24],
  ["the day summer time began", "2015-03-29T12:00:00Z", "2015-03-29", "2015-03-28T22:00:00.000Z", 23],
  ["the day summer time ended", "2015-11-08T12:00:00Z", "2015-11-08", "2015-11-07T21:00:00.000Z", 25],
])("%s", (_name, instant, day, start, hours) => {
  const found = dayOf(Date.parse(instant));
  expect(found.day).toBe(day);
  expect(new Date(found.startMs).toISOString()).toBe(start);
  expect((found.endMs - found.startMs) / HOUR_MS).toBe(hours);
});
