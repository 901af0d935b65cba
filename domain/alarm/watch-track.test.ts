import { array, assert, boolean, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { createScheduleCheck, type Schedule } from "../calendar/schedule.ts";
import { createDayOf } from "../fleet/local-day.ts";
import { segmentRulesOf } from "../fleet/segment-rules.ts";
import { segmentTrack } from "../fleet/segment-track.ts";
import { canonicalOrder, compareFixKeys, type TrackFix } from "../fleet/track-fix.ts";
import { DEFAULT_EXIT_MARGIN_M } from "../geofence/geofence.ts";
import type { GeofenceVersion } from "../geofence/geofence-index.ts";
import type { RuleCondition, RuleDefinition } from "./rule.ts";
import { createWatchPlan, type RuleVersion, type VehiclePlan } from "./watch-plan.ts";
import { watchTrack, type WatchResult } from "./watch-track.ts";

/** 09:00 of a Monday in Istanbul. */
const START_MS = Date.UTC(2026, 5, 15, 6);
const METERS_PER_DEGREE = 111_195;
const dayOf = createDayOf("Europe/Istanbul");
const rules = segmentRulesOf("car");

function at(seconds: number, meters: number, more: Partial<TrackFix> = {}): TrackFix {
  return {
    timeMs: START_MS + seconds * 1000,
    deviceId: 1,
    placeHash: Math.round(meters * 10),
    lon: 27.1,
    lat: 38.35 + meters / METERS_PER_DEGREE,
    speedKmh: 36,
    ignition: true,
    accuracyM: 5,
    working: false,
    inputs: null,
    batteryPct: null,
    driver: null,
    ...more,
  };
}

/** Every ten seconds at an even pace. */
const leg = (from: number, to: number, fromM: number, toM: number, more: Partial<TrackFix> = {}): TrackFix[] =>
  Array.from({ length: (to - from) / 10 }, (_, i) =>
    at(from + i * 10, fromM + ((toM - fromM) * i * 10) / (to - from), {
      speedKmh: (Math.abs(toM - fromM) / (to - from)) * 3.6,
      ...more,
    }),
  );

/** A circle of 110 m around the place so many metres north. */
const circle = (id: number, meters: number, more: Partial<GeofenceVersion> = {}): GeofenceVersion => ({
  id,
  unitId: 1,
  group: null,
  fromMs: 0,
  toMs: null,
  shape: { type: "Circle", centre: [27.1, 38.35 + meters / METERS_PER_DEGREE], radiusM: 110 },
  speedLimitKmh: null,
  schedule: null,
  vehicleKinds: [],
  exitMarginM: DEFAULT_EXIT_MARGIN_M,
  minVisitSeconds: 0,
  ...more,
});

const rule = (id: number, condition: RuleCondition, more: Partial<RuleDefinition> = {}): RuleVersion => ({
  id,
  unitId: 1,
  fromMs: 0,
  toMs: null,
  definition: {
    condition,
    severity: "high",
    enabled: true,
    vehicleKinds: [],
    vehicleIds: [],
    geofenceGroup: null,
    geofenceIds: [],
    schedule: null,
    escalateAfterSeconds: null,
    ...more,
  },
});

const planOf = (geofences: GeofenceVersion[], ruleVersions: RuleVersion[] = []): VehiclePlan =>
  createWatchPlan(geofences, ruleVersions, createScheduleCheck(dayOf)).of({
    id: 7,
    kind: "car",
    unitPath: [1, 2],
    speedLimitKmh: 50,
  });

function watch(fixes: TrackFix[], plan: VehiclePlan) {
  const { believed, boundaries } = segmentTrack(canonicalOrder(fixes), rules, dayOf);
  return watchTrack(
    believed,
    boundaries.map((boundary) => boundary.fix),
    plan,
    rules,
    "",
  );
}

const seconds = (timeMs: number): number => (timeMs - START_MS) / 1000;
const visitsOf = (fixes: TrackFix[], plan: VehiclePlan): [number, number][] =>
  watch(fixes, plan).visits.map(({ row }) => [seconds(row.startMs), seconds(row.endMs)]);
/** Rule, start, end; those that go on without end. */
function episodesOf(fixes: TrackFix[], plan: VehiclePlan): [number, number, number | null][] {
  const { episodes, openEpisodes } = watch(fixes, plan);
  return [...episodes.map(({ row }) => row), ...openEpisodes].map((one) => [
    one.ruleId,
    seconds(one.first.timeMs),
    one.endMs === null ? null : seconds(one.endMs),
  ]);
}

describe("a visit", () => {
  it("lasts from the first to the last fix inside", () => {
    // 10 m/s: in the circle from 890 to 1,110 m.
    expect(visitsOf(leg(0, 200, 0, 2000), planOf([circle(1, 1000)]))).toEqual([[90, 110]]);
  });

  it("is one, however much the receiver trembles at the border", () => {
    const jitter = Array.from({ length: 60 }, (_, i) =>
      at(100 + i * 10, 1110 + (i % 2 === 0 ? -8 : 12), { speedKmh: 0 }),
    );
    const fixes = [...leg(0, 100, 0, 1000), ...jitter, ...leg(700, 800, 1210, 2210)];
    expect(visitsOf(fixes, planOf([circle(1, 1000)]))).toEqual([[90, expect.any(Number)]]);
  });

  it("is none where it is shorter than asked for", () => {
    expect(visitsOf(leg(0, 200, 0, 2000), planOf([circle(1, 1000, { minVisitSeconds: 60 })]))).toEqual([]);
  });

  it("is of geofences above the vehicle's unit, for its kind, while they hold", () => {
    const fixes = leg(0, 200, 0, 2000);
    expect(visitsOf(fixes, planOf([circle(1, 1000, { unitId: 3 })]))).toEqual([]);
    expect(visitsOf(fixes, planOf([circle(1, 1000, { vehicleKinds: ["hearse"] })]))).toEqual([]);
    expect(visitsOf(fixes, planOf([circle(1, 1000, { toMs: START_MS })]))).toEqual([]);
    const night: Schedule = {
      shifts: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "22:00", to: "06:00" }],
      holidays: "ignore",
    };
    expect(visitsOf(fixes, planOf([circle(1, 1000, { schedule: night })]))).toEqual([]);
  });

  it("does not begin with a jump there and back", () => {
    const fixes = leg(0, 200, 0, 0, { speedKmh: 0 }).map((fix, i) => (i === 10 ? at(100, 60_000) : fix));
    expect(visitsOf(fixes, planOf([circle(1, 60_000)]))).toEqual([]);
  });
});

describe("an alarm", () => {
  const speeding = rule(5, { kind: "speeding", limitKmh: null, tolerancePct: 10, minSeconds: 15 });

  it("of speeding has beginning, end, height and evidence", () => {
    const fixes = [...leg(0, 60, 0, 600), ...leg(60, 120, 600, 1800), ...leg(120, 200, 1800, 2600)];
    const { episodes } = watch(fixes, planOf([], [speeding]));
    expect(episodes.map(({ row }) => row)).toMatchObject([
      { ruleId: 5, peak: 72, limit: 50, first: { timeMs: START_MS + 60_000 }, endMs: START_MS + 110_000 },
    ]);
  });

  it("of speeding is none for a moment, nor within the tolerance, nor without a speed", () => {
    const plan = planOf([], [speeding]);
    expect(
      episodesOf([...leg(0, 60, 0, 600), at(60, 640, { speedKmh: 90 }), ...leg(70, 120, 700, 1200)], plan),
    ).toEqual([]);
    expect(episodesOf(leg(0, 120, 0, 1800, { speedKmh: 54 }), plan)).toEqual([]);
    expect(episodesOf(leg(0, 120, 0, 600, { speedKmh: -1 }), plan)).toEqual([]);
  });

  it("of speeding takes the speed from the way where the tracker tells none", () => {
    expect(episodesOf(leg(0, 120, 0, 2400, { speedKmh: -1 }), planOf([], [speeding]))).toEqual([[5, 10, null]]);
  });

  it("of speeding goes by the limit of the geofence around it", () => {
    const zone = circle(1, 1000, { speedLimitKmh: 30 });
    expect(episodesOf(leg(0, 200, 0, 2000), planOf([zone], [speeding]))).toEqual([[5, 90, 110]]);
  });

  it("of idling knows work from waste", () => {
    const idling = planOf([], [rule(6, { kind: "idling", minSeconds: 300 })]);
    const still = { speedKmh: 0 };
    expect(episodesOf(leg(0, 600, 0, 0, still), idling)).toEqual([[6, 0, null]]);
    expect(episodesOf(leg(0, 600, 0, 0, { ...still, working: true }), idling)).toEqual([]);
    expect(episodesOf(leg(0, 600, 0, 0, { ...still, ignition: false }), idling)).toEqual([]);
    expect(episodesOf([...leg(0, 400, 0, 0, still), ...leg(400, 500, 0, 1000)], idling)).toEqual([[6, 0, 390]]);
  });

  it("of a geofence is raised once for each visit", () => {
    const fixes = [...leg(0, 200, 0, 2000), ...leg(200, 400, 2000, 0)];
    const enter = rule(1, { kind: "geofence-enter" }, { geofenceIds: [1] });
    const exit = rule(2, { kind: "geofence-exit" }, { geofenceIds: [1] });
    const forbidden = rule(3, { kind: "geofence-forbidden", minSeconds: 0 }, { geofenceIds: [1] });
    const dwell = rule(4, { kind: "geofence-dwell", minSeconds: 60 }, { geofenceIds: [1] });
    expect(episodesOf(fixes, planOf([circle(1, 1000), circle(2, 500)], [enter, exit, forbidden, dwell]))).toEqual([
      [1, 90, 90],
      [2, 130, 130],
      [3, 90, 110],
      [1, 290, 290],
      [2, 330, 330],
      [3, 290, 310],
    ]);
  });

  it("of leaving the way needs to drive outside all corridors for a while", () => {
    const shape: GeofenceVersion["shape"] = {
      type: "Corridor",
      coordinates: [
        [27.1, 38.35],
        [27.1, 38.36],
      ],
      widthM: 60,
    };
    const offRoute = rule(8, { kind: "off-route", minSeconds: 60 }, { geofenceIds: [1] });
    const plan = planOf([circle(1, 0, { shape })], [offRoute]);
    expect(episodesOf(leg(0, 100, 0, 1000), plan)).toEqual([]);
    expect(episodesOf(leg(0, 400, 0, 4000), plan)).toEqual([[8, expect.any(Number), null]]);
  });

  it("of hours knows nights, weekends and holidays", () => {
    const schedule: Schedule = { shifts: [{ days: [1, 2, 3, 4, 5], from: "08:00", to: "17:00" }], holidays: "exclude" };
    const plan = planOf([], [rule(9, { kind: "out-of-hours", minSeconds: 60 }, { schedule })]);
    const shifted = (hours: number) =>
      leg(0, 200, 0, 2000).map((fix) => ({ ...fix, timeMs: fix.timeMs + hours * 3_600_000 }));
    expect(episodesOf(shifted(0), plan)).toEqual([]);
    expect(episodesOf(shifted(12), plan)).toHaveLength(1);
    expect(episodesOf(shifted(5 * 24), plan)).toHaveLength(1);
    // 15 July, a Wednesday.
    expect(episodesOf(shifted(30 * 24), plan)).toHaveLength(1);
  });

  it("of towing, panic, supply, battery and work", () => {
    const all = planOf(
      [],
      [
        rule(1, { kind: "towing", minSeconds: 20 }),
        rule(2, { kind: "panic" }),
        rule(3, { kind: "unplugged" }),
        rule(4, { kind: "low-battery", belowPct: 20 }),
        rule(5, { kind: "working-speed", input: "broom", maxSpeedKmh: 12, minSeconds: 20 }),
      ],
    );
    const drive = (more: Partial<TrackFix>) =>
      episodesOf([...leg(0, 60, 0, 300), ...leg(60, 120, 300, 600, more), ...leg(120, 400, 600, 1200)], all);
    expect(drive({ ignition: false })).toEqual([[1, 60, 110]]);
    expect(drive({ inputs: { panic: true } })).toEqual([[2, 60, 110]]);
    expect(drive({ inputs: { powerCut: 1 } })).toEqual([[3, 60, 110]]);
    expect(drive({ inputs: { broom: true } })).toEqual([[5, 60, 110]]);
    const battery = [50, 19, 21, 18, 24, 26, 50].map((batteryPct, i) => at(i * 10, i * 50, { batteryPct }));
    expect(episodesOf(battery, all)).toEqual([[4, 10, 40]]);
  });

  it("ends when its rule does", () => {
    const until = { ...speeding, toMs: START_MS + 60_000 };
    expect(episodesOf(leg(0, 120, 0, 2400), planOf([], [until]))).toEqual([[5, 0, 50]]);
  });
});

const track = array(
  record({
    afterSeconds: constantFrom(1, 5, 10, 10, 60, 200, 900, 4000),
    moveM: constantFrom(0, 0, 0, 12, -12, 60, -60, 150, -150, 900, -900, 60_000),
    speedKmh: constantFrom(0, 0, 30, 90, null, -1),
    ignition: constantFrom(true, true, false, null),
    panic: boolean(),
    repeat: integer({ min: 1, max: 8 }),
  }),
  { minLength: 1, maxLength: 50 },
).map((steps) => {
  let now = 0;
  let meters = 0;
  return steps.flatMap(({ afterSeconds, moveM, repeat, panic, ...rest }) =>
    Array.from({ length: repeat }, () => {
      now += afterSeconds;
      meters += moveM;
      return at(now, meters, { ...rest, inputs: { panic } });
    }),
  );
});

/** Several that begin or end with one fix have no order among them. */
function inOrder(result: WatchResult): WatchResult {
  const sorted = <T>(rows: readonly T[]): T[] =>
    rows.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  return {
    visits: sorted(result.visits),
    episodes: sorted(result.episodes),
    openVisits: sorted(result.openVisits),
    openEpisodes: sorted(result.openEpisodes),
    carries: result.carries,
  };
}

it("goes on from any boundary as if it had read all before", () => {
  const plan = planOf(
    [circle(1, 0), circle(2, 150, { minVisitSeconds: 30 }), circle(3, 900, { speedLimitKmh: 20 })],
    [
      rule(1, { kind: "speeding", limitKmh: null, tolerancePct: 10, minSeconds: 15 }),
      rule(2, { kind: "idling", minSeconds: 60 }),
      rule(3, { kind: "geofence-forbidden", minSeconds: 0 }, { geofenceIds: [1] }),
      rule(4, { kind: "geofence-exit" }),
      rule(5, { kind: "panic" }),
      rule(6, { kind: "towing", minSeconds: 20 }),
    ].map((version) => (version.id === 4 ? rule(4, { kind: "geofence-exit" }, { geofenceIds: [1, 2, 3] }) : version)),
  );
  assert(
    property(track, (fixes) => {
      const { believed, boundaries } = segmentTrack(canonicalOrder(fixes), rules, dayOf);
      const places = boundaries.map((boundary) => boundary.fix);
      const whole = watchTrack(believed, places, plan, rules, "");
      expect(whole.carries).toHaveLength(places.length);
      for (const [i, place] of places.entries()) {
        const rest = believed.filter((fix) => compareFixKeys(fix, place) >= 0);
        const again = watchTrack(rest, places.slice(i + 1), plan, rules, whole.carries[i] ?? "");
        expect(inOrder(again)).toEqual(
          inOrder({
            ...whole,
            visits: whole.visits.filter(({ atMs }) => atMs >= place.timeMs),
            episodes: whole.episodes.filter(({ atMs }) => atMs >= place.timeMs),
            carries: whole.carries.slice(i + 1),
          }),
        );
      }
    }),
    { numRuns: 300 },
  );
});
