import { describe, expect, it } from "vitest";
import { createDayOf } from "../fleet/local-day.ts";
import { holidayFromMinutes, holidaysOfYear } from "./holidays.ts";
import { createScheduleCheck, type Schedule } from "./schedule.ts";

const ZONE = "Europe/Istanbul";
const check = createScheduleCheck(createDayOf(ZONE));
const holds = (schedule: Schedule, local: string, offset = "+03:00"): boolean =>
  check(schedule, Date.parse(`${local}${offset}`));

const office: Schedule = { shifts: [{ days: [1, 2, 3, 4, 5], from: "08:00", to: "17:00" }], holidays: "exclude" };
const night: Schedule = { shifts: [{ days: [5], from: "22:00", to: "06:00" }], holidays: "ignore" };

describe("public holidays", () => {
  it("are known by day, eves from 13:00", () => {
    expect(holidayFromMinutes("2026-10-29")).toBe(0);
    expect(holidayFromMinutes("2026-10-28")).toBe(13 * 60);
    expect(holidayFromMinutes("2026-05-26")).toBe(13 * 60);
    expect(holidayFromMinutes("2026-05-30")).toBe(0);
    expect(holidayFromMinutes("2026-05-31")).toBeNull();
    // The eve of a feast on a holiday is a whole day off.
    expect(holidayFromMinutes("2029-04-23")).toBe(0);
  });

  it("come by year, both feasts with their eves", () => {
    for (let year = 2024; year <= 2030; year += 1) {
      const days = holidaysOfYear(year);
      expect(days).toHaveLength(8 + 4 + 5);
      expect(days.filter((day) => day.half)).toHaveLength(3);
    }
  });
});

describe("a schedule", () => {
  it("holds from the first minute of a shift to the last", () => {
    expect(holds(office, "2026-11-20T07:59:59")).toBe(false);
    expect(holds(office, "2026-11-20T08:00:00")).toBe(true);
    expect(holds(office, "2026-11-20T16:59:59")).toBe(true);
    expect(holds(office, "2026-11-20T17:00:00")).toBe(false);
    expect(holds(office, "2026-11-21T10:00:00")).toBe(false);
  });

  it("goes over midnight", () => {
    expect(holds(night, "2026-11-20T23:00:00")).toBe(true);
    expect(holds(night, "2026-11-21T05:59:00")).toBe(true);
    expect(holds(night, "2026-11-21T06:00:00")).toBe(false);
    expect(holds(night, "2026-11-20T05:00:00")).toBe(false);
  });

  it("rests on public holidays, on eves from 13:00", () => {
    expect(holds(office, "2026-10-28T12:59:00")).toBe(true);
    expect(holds(office, "2026-10-28T13:00:00")).toBe(false);
    expect(holds(office, "2026-10-29T10:00:00")).toBe(false);
    expect(holds({ ...office, holidays: "only" }, "2026-10-29T10:00:00")).toBe(true);
    expect(holds({ ...office, holidays: "ignore" }, "2026-10-29T10:00:00")).toBe(true);
  });

  it("follows the clock on the wall of years when it was changed", () => {
    const sunday: Schedule = { shifts: [{ days: [7], from: "08:00", to: "17:00" }], holidays: "ignore" };
    // 29 March 2015 had 23 hours, 8 November 25.
    expect(holds(sunday, "2015-03-29T08:00:00")).toBe(true);
    expect(holds(sunday, "2015-03-29T07:59:00")).toBe(false);
    expect(holds(sunday, "2015-11-08T08:00:00", "+02:00")).toBe(true);
    expect(holds(sunday, "2015-11-08T16:59:00", "+02:00")).toBe(true);
    expect(holds(sunday, "2015-11-08T07:59:00", "+02:00")).toBe(false);
  });
});
