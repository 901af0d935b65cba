import { array, assert, boolean, constantFrom, integer, property, record, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import type { VehicleKind } from "../vehicle-kind.ts";
import { createDayOf } from "./local-day.ts";
import type { Segments } from "./segment.ts";
import { segmentRulesOf } from "./segment-rules.ts";
import { segmentTrack } from "./segment-track.ts";
import { canonicalOrder, compareFixKeys, type TrackFix } from "./track-fix.ts";

const START_MS = Date.UTC(2026, 5, 15, 6);
const dayOf = createDayOf("Europe/Istanbul");
const METERS_PER_DEGREE = 111_195;

/** A fix so many seconds after the start and so many metres north of the depot. */
function at(seconds: number, meters: number, more: Partial<TrackFix> = {}): TrackFix {
  return {
    timeMs: START_MS + seconds * 1000,
    deviceId: 1,
    placeHash: Math.round(meters * 10),
    lon: 27.1,
    lat: 38.35 + meters / METERS_PER_DEGREE,
    speedKmh: 0,
    ignition: true,
    accuracyM: 5,
    working: false,
    inputs: null,
    batteryPct: null,
    driver: null,
    ...more,
  };
}

/** Every `every` seconds from one second to another, moving on evenly. */
function leg(
  from: number,
  to: number,
  fromM: number,
  toM: number,
  more: Partial<TrackFix> = {},
  every = 10,
): TrackFix[] {
  const speedKmh = (Math.abs(toM - fromM) / (to - from)) * 3.6;
  const count = Math.floor((to - from) / every);
  return Array.from({ length: count }, (_, i) =>
    at(from + i * every, fromM + ((toM - fromM) * i * every) / (to - from), { speedKmh, ...more }),
  );
}

const segment = (fixes: readonly TrackFix[], kind: VehicleKind = "car"): Segments =>
  segmentTrack(canonicalOrder(fixes), segmentRulesOf(kind), dayOf);

const seconds = (span: { startMs: number; endMs: number }): [number, number] => [
  (span.startMs - START_MS) / 1000,
  (span.endMs - START_MS) / 1000,
];

/** Stands 10 min, drives 3 km in 5 min, stands 10 min. */
const errand = [
  ...leg(0, 600, 0, 0, { ignition: false }),
  ...leg(600, 900, 0, 3000),
  ...leg(900, 1500, 3000, 3000, { ignition: false }),
];

describe("the segmenter", () => {
  it("finds a trip between two stops", () => {
    const { trips, stops, idles, gaps, outliers } = segment(errand);
    expect(stops.map(seconds)).toEqual([
      [0, 600],
      [900, 1490],
    ]);
    expect(trips.map(seconds)).toEqual([[600, 900]]);
    expect(trips[0]).toMatchObject({ distanceM: 3000, maxSpeedKmh: 36, open: false, idleSeconds: 0 });
    expect(stops.map((stop) => stop.open)).toEqual([false, true]);
    expect(stops.map((stop) => stop.engineOnSeconds)).toEqual([0, 0]);
    expect([idles, gaps, outliers]).toEqual([[], [], []]);
  });

  it("takes a container stop of 40 s for a compactor's stop, and not for a patrol car's", () => {
    const round = [
      ...leg(0, 300, 0, 0),
      ...leg(300, 340, 0, 200),
      ...leg(340, 380, 200, 200),
      ...leg(380, 420, 200, 400),
      ...leg(420, 720, 400, 400),
    ];
    expect(segment(round, "compactor").stops).toHaveLength(3);
    expect(segment(round, "compactor").trips).toHaveLength(2);
    expect(segment(round, "police").stops).toHaveLength(2);
    expect(segment(round, "police").trips).toMatchObject([{ distanceM: 400, idleSeconds: 30 }]);
  });

  it("adds no distance for a parked receiver that drifts", () => {
    const parked = Array.from({ length: 120 }, (_, i) =>
      at(i * 300, [0, 20, -30, 45, 90, -15][i % 6] ?? 0, { ignition: false, speedKmh: i % 7 === 0 ? 2 : 0 }),
    );
    const { trips, stops } = segment(parked);
    expect(trips).toEqual([]);
    expect(stops.map(seconds)).toEqual([[0, 119 * 300]]);
    expect(stops[0]?.parts.reduce((sum, part) => sum + part.distanceM, 0)).toBe(0);
  });

  it("tells idling from work and from an engine that is off", () => {
    const { idles, stops } = segment([
      ...leg(0, 400, 0, 0),
      ...leg(400, 900, 0, 0, { working: true }),
      ...leg(900, 1300, 0, 0, { ignition: false }),
      ...leg(1300, 1500, 0, 0),
    ]);
    expect(idles.map(seconds)).toEqual([[0, 400]]);
    expect(stops[0]?.engineOnSeconds).toBe(900 + 190);
  });

  it("ends a trip at a gap, and counts nothing over it", () => {
    const away = [
      ...leg(0, 300, 0, 0),
      ...leg(300, 600, 0, 3000),
      ...leg(9000, 9300, 20_000, 23_000),
      ...leg(9300, 9600, 23_000, 23_000),
    ];
    const { trips, gaps } = segment(away);
    expect(trips.map(seconds)).toEqual([
      [300, 590],
      [9000, 9300],
    ]);
    expect(trips.map((trip) => trip.distanceM)).toEqual([2900, 3000]);
    expect(gaps).toMatchObject([{ parked: false }]);
    expect(gaps.map(seconds)).toEqual([[590, 9000]]);
  });

  it("lets a stop go on over a gap when it is heard from the same place", () => {
    const { stops, gaps, trips } = segment([...errand, ...leg(30_000, 30_600, 3010, 3010)]);
    expect(stops.map(seconds)).toEqual([
      [0, 600],
      [900, 30_590],
    ]);
    expect(gaps).toMatchObject([{ parked: true }]);
    expect(trips).toHaveLength(1);
    // The night is no engine time.
    expect(stops[1]?.engineOnSeconds).toBe(590);
  });

  it.each([
    ["a teleport and return", [at(705, 90_000, { speedKmh: 40 })], ["jump"]],
    ["several", [at(701, 90_000), at(705, 90_010), at(709, 90_020)], ["jump", "jump", "jump"]],
    ["one instant twice", [at(700, 1050, { speedKmh: 36 })], ["same_instant"]],
    ["a fix that says it is bad", [at(705, 1600, { accuracyM: 900 })], ["inaccurate"]],
  ])("leaves out %s, with the reason", (_name, odd, reasons) => {
    const plain = segment(errand);
    const disturbed = segment([...errand, ...odd]);
    expect(disturbed.outliers.map((outlier) => outlier.reason)).toEqual(reasons);
    expect({ ...disturbed, outliers: [] }).toEqual(plain);
  });

  it("believes a new place when the vehicle stays there, and adds no way to it", () => {
    const ferried = [...leg(0, 600, 0, 0), ...leg(600, 1200, 400_000, 400_000), ...leg(1200, 1260, 400_000, 400_600)];
    const { trips, stops, gaps } = segment(ferried);
    expect(stops.map(seconds)).toEqual([
      [0, 590],
      [600, 1200],
    ]);
    expect(gaps).toMatchObject([{ parked: false }]);
    expect(trips.every((trip) => trip.distanceM < 700)).toBe(true);
  });

  it("follows one of two trackers, and the other when the first falls silent", () => {
    const second = errand.map((fix) => ({ ...fix, deviceId: 2, timeMs: fix.timeMs + 3000, lat: fix.lat + 2e-4 }));
    expect(segment([...errand, ...second]).trips).toMatchObject([{ distanceM: 3000 }]);
    const swapped = [...errand.filter((_fix, i) => i < 75), ...second.filter((_fix, i) => i >= 75)];
    const { trips } = segment(swapped);
    expect(trips).toHaveLength(1);
    expect(Math.abs((trips[0]?.distanceM ?? 0) - 3000)).toBeLessThan(60);
  });

  it("needs no speed", () => {
    const silent = errand.map((fix, i) => ({ ...fix, speedKmh: i % 2 === 0 ? null : -1 }));
    const { trips, stops } = segment(silent);
    expect(stops).toHaveLength(2);
    expect(trips).toMatchObject([{ maxSpeedKmh: 36 }]);
    expect(Math.abs((trips[0]?.distanceM ?? 0) - 3000)).toBeLessThan(60);
  });

  it("divides a trip over midnight between the days", () => {
    // 21:00 UTC is midnight in Istanbul.
    const late = errand.map((fix) => ({ ...fix, timeMs: fix.timeMs - START_MS + Date.UTC(2026, 5, 15, 20, 47, 30) }));
    const [trip] = segment(late).trips;
    expect(trip?.parts.map(({ day, distanceM, seconds: s }) => [day, distanceM, s])).toEqual([
      ["2026-06-15", 1500, 150],
      ["2026-06-16", 1500, 150],
    ]);
  });
});

/** Movements, halts, gaps, drift, teleports, second trackers, missing speeds. */
const track = array(
  record({
    afterSeconds: constantFrom(0, 1, 5, 10, 20, 60, 200, 900, 4000, 90_000),
    moveM: constantFrom(0, 0, 0, 5, -12, 30, 70, -120, 300, 1500, 60_000, -60_000),
    deviceId: constantFrom(1, 1, 1, 1, 2),
    speedKmh: constantFrom(0, 0, 4, 30, 90, null, -1, 900),
    ignition: constantFrom(true, true, false, null),
    accuracyM: constantFrom(5, null, 400),
    working: boolean(),
    repeat: integer({ min: 1, max: 6 }),
  }),
  { minLength: 1, maxLength: 60 },
).map((steps) => {
  let now = 0;
  let meters = 0;
  // What a fix says follows from its identity: one of a kind.
  const fixes = steps.flatMap(({ afterSeconds, moveM, repeat, ...rest }) =>
    Array.from({ length: repeat }, () => {
      now += afterSeconds;
      meters += moveM;
      return at(now, meters, rest);
    }),
  );
  return fixes.filter((fix, i) => fixes.findIndex((other) => compareFixKeys(fix, other) === 0) === i);
});
const kind = constantFrom<VehicleKind>("compactor", "car", "sweeper");

/** Fixes that count for nothing are a set: those that wait for the leading tracker are told later. */
const inOrderOfFix = (segments: Segments): Segments => ({
  ...segments,
  outliers: segments.outliers.toSorted((a, b) => compareFixKeys(a.fix, b.fix)),
});

/** What a run that started at a boundary must have given: what the whole run has from there on. */
function since(whole: Segments, boundary: Segments["boundaries"][number]): Segments {
  const { timeMs } = boundary.fix;
  const starting = <T extends { startMs: number }>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.startMs >= timeMs);
  return {
    trips: starting(whole.trips),
    stops: starting(whole.stops),
    idles: starting(whole.idles),
    gaps: starting(whole.gaps),
    pieces: starting(whole.pieces),
    outliers: whole.outliers.filter((outlier) => compareFixKeys(outlier.fix, boundary.fix) > 0),
    boundaries: whole.boundaries.filter((other) => compareFixKeys(other.fix, boundary.fix) > 0),
    believed: whole.believed.filter((fix) => compareFixKeys(fix, boundary.fix) >= 0),
  };
}

describe("any arrival order", () => {
  it("gives equal segments: reversed in blocks, shuffled, a tenth of it twice", () => {
    assert(
      property(
        track,
        kind,
        array(integer(), { minLength: 1, maxLength: 40 }),
        integer({ min: 1, max: 9 }),
        (fixes, of, keys, size) => {
          const inOrder = segment(fixes, of);
          const blocks = Array.from({ length: Math.ceil(fixes.length / size) }, (_, i) =>
            fixes.slice(i * size, (i + 1) * size),
          );
          const shuffled = fixes
            .map((fix, i) => ({ fix, key: keys[i % keys.length] ?? 0, i }))
            .toSorted((a, b) => a.key - b.key || b.i - a.i)
            .map(({ fix }) => fix);
          const twice = [...fixes, ...fixes.filter((_fix, i) => i % 10 === 0)];
          expect(segment(blocks.toReversed().flat(), of)).toEqual(inOrder);
          expect(segment(shuffled, of)).toEqual(inOrder);
          expect(segment(twice, of)).toEqual(inOrder);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("gives equal segments from every boundary on, knowing nothing before", () => {
    assert(
      property(track, kind, (fixes, of) => {
        const sorted = canonicalOrder(fixes);
        const whole = segment(sorted, of);
        for (const boundary of whole.boundaries) {
          const rest = sorted.filter((fix) => compareFixKeys(fix, boundary.fix) >= 0);
          const anew = segmentTrack(rest, segmentRulesOf(of), dayOf, boundary.settledMs);
          expect(inOrderOfFix(anew)).toEqual(inOrderOfFix(since(whole, boundary)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("settles a boundary for good: what comes after does not undo it", () => {
    assert(
      property(track, kind, tuple(integer({ min: 0, max: 100 }), integer({ min: 0, max: 100 })), (fixes, of, [cut]) => {
        const sorted = canonicalOrder(fixes);
        const known = sorted.slice(0, Math.ceil((sorted.length * cut) / 100));
        const lastMs = known.at(-1)?.timeMs ?? -Infinity;
        const before = segment(known, of).boundaries.filter((boundary) => boundary.settledMs < lastMs);
        expect(segment(sorted, of).boundaries).toEqual(expect.arrayContaining(before));
      }),
      { numRuns: 300 },
    );
  });

  it("covers no moment twice and follows no trip over a gap", () => {
    assert(
      property(track, kind, (fixes, of) => {
        const { trips, stops, gaps } = segment(fixes, of);
        const spans = [...trips, ...stops].toSorted((a, b) => a.startMs - b.startMs);
        spans.forEach((span, i) => expect(span.startMs).toBeGreaterThanOrEqual(spans[i - 1]?.endMs ?? -Infinity));
        for (const trip of trips) {
          expect(gaps.some((gap) => gap.startMs >= trip.startMs && gap.endMs <= trip.endMs)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});
