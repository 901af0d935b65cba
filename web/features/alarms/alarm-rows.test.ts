import { expect, it } from "vitest";
import type { Alarm } from "../../../domain/alarm/alarm.ts";
import { waitingAlarms } from "../../app/alarms/waiting-alarms.ts";
import { alarmRows } from "./alarm-rows.ts";
import { readAlarmSearch, writeAlarmSearch } from "./alarm-search.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const minutesAgo = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

const alarm = (id: number, patch: Partial<Alarm> = {}): Alarm => ({
  id,
  kind: "speeding",
  severity: "high",
  ruleId: 1,
  ruleName: "Hız",
  vehicleId: id,
  vehicleLabel: `35 ORN ${100 + id}`,
  unitId: 1,
  geofenceId: null,
  geofenceName: null,
  startTime: minutesAgo(id),
  endTime: null,
  raisedAt: minutesAgo(id),
  active: true,
  peak: 72,
  limit: 50,
  lon: 27.1,
  lat: 38.4,
  place: "Iğdır Sokak",
  evidence: [],
  acknowledgedAt: null,
  acknowledgedBy: null,
  assigneeId: null,
  assigneeName: null,
  shelvedUntil: null,
  escalatedAt: null,
  commentCount: 0,
  ...patch,
});

const seen = { acknowledgedAt: minutesAgo(0), acknowledgedBy: "Örnek Kişi" };
const cleared = { active: false, endTime: minutesAgo(0) };
const shelved = { shelvedUntil: new Date(NOW + 60_000).toISOString() };
const all = [
  alarm(1, seen),
  alarm(2),
  alarm(3, { severity: "urgent" }),
  alarm(4, { ...cleared, severity: "low" }),
  alarm(5, shelved),
];
const ids = (search: Record<string, unknown>): number[] =>
  alarmRows(all, readAlarmSearch(search), ({ vehicleLabel, place }) => [vehicleLabel, place], NOW).rows.map(
    ({ id }) => id,
  );

it("puts what nobody has seen first, then the most pressing, then the newest", () => {
  expect(ids({})).toEqual([3, 2, 4, 1]);
  expect(ids({ sira: "zaman" })).toEqual([1, 2, 3, 4]);
});

it("keeps each tab to its own", () => {
  expect(ids({ durum: "onaysiz" })).toEqual([3, 2, 4]);
  expect(ids({ durum: "suren" })).toEqual([3, 2, 1]);
  expect(ids({ durum: "ertelenen" })).toEqual([5]);
  expect(ids({ durum: "devir" })).toHaveLength(5);
});

it("finds in any spelling and by severity, and counts severities whatever is chosen", () => {
  expect(ids({ ara: "IGDIR 102" })).toEqual([2]);
  expect(ids({ onem: "acil,dusuk" })).toEqual([3, 4]);
  expect(alarmRows(all, readAlarmSearch({ onem: "acil" }), () => [], NOW).counts).toMatchObject({ urgent: 1, high: 2 });
});

it("calls for somebody until it is acknowledged, and again when its shelving ends", () => {
  expect(waitingAlarms(all, NOW).map(({ id }) => id)).toEqual([3, 2, 4]);
  expect(waitingAlarms(all, NOW + 60_000).map(({ id }) => id)).toEqual([3, 2, 5, 4]);
});

it("writes what it reads, and opens on anything", () => {
  const search = { durum: "ertelenen", onem: "acil,orta", ara: "çöp", sira: "zaman", kayit: 12 };
  expect(writeAlarmSearch(readAlarmSearch(search))).toEqual(search);
  expect(writeAlarmSearch(readAlarmSearch({ durum: 3, kayit: "x", onem: ["a"] }))).toEqual({});
});
