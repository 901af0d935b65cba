// Pure parts of the replay: where a vehicle was between fixes, gaps, the clock, addresses, periods, areas.
import { describe, expect, it } from "vitest";
import type { VehicleHistory } from "../../../domain/fleet/history.ts";
import { circleArea, readCoordinate } from "./circle-area.ts";
import { presetOf, presetPeriod } from "./period.ts";
import { createPlayer } from "./player.ts";
import { readReplaySearch, writeReplaySearch } from "./replay-search.ts";
import { fixAt, momentAt, onSpans, pathLines, stepTime, thinned, trackOf } from "./vehicle-track.ts";

const START = Date.UTC(2026, 10, 22, 8);
const iso = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

/** Fixes at 0, 10 and 20 s, silence until 1,000 s, one more at 1,010 s. */
const HISTORY: VehicleHistory = {
  track: {
    startMs: START,
    offsetMs: [0, 10_000, 20_000, 1_000_000, 1_010_000],
    lon: [27, 27.001, 27.002, 27.01, 27.011],
    lat: [38, 38, 38, 38.01, 38.01],
    speedKmh: [0, 36, 40, null, 12],
    headingDeg: [null, 90, 90, 0, 0],
    ignition: [0, 1, 1, 1, 0],
    fuelPct: [null, 50, 50, 49, 49],
    inputs: { lift: [0, 1, 1, 0, 0] },
  },
  trips: [],
  stops: [],
  gaps: [{ startTime: iso(20), endTime: iso(1000), parked: false }],
  idles: [],
  next: null,
};
const track = trackOf([HISTORY]);

describe("a moment of a track", () => {
  it("lies between two fixes by share of time", () => {
    expect(momentAt(track, START + 15_000)).toMatchObject({ lon: 27.0015, lat: 38, speedKmh: 36, motion: "moving" });
    expect(momentAt(track, START - 1)).toBeNull();
  });

  it("stays at the last fix in a gap, and says so", () => {
    expect(momentAt(track, START + 500_000)).toMatchObject({
      lon: 27.002,
      motion: "silent",
      fixTimeMs: START + 20_000,
    });
  });

  it("waits at the last fix of all", () => {
    expect(momentAt(track, START + 1_011_000)).toMatchObject({ lon: 27.011, speedKmh: 12 });
  });

  it("is found by steps over fixes, in both directions", () => {
    expect(fixAt(track, START + 9_999)).toBe(0);
    expect(stepTime([track], START + 10_000, 1)).toBe(START + 20_000);
    expect(stepTime([track], START + 10_000, -1)).toBe(START);
    expect(stepTime([track], START, -1)).toBeNull();
  });
});

it("a path is dashed over a gap and whole elsewhere", () => {
  expect(pathLines(track).map(({ gap, coordinates }) => [gap, coordinates.length])).toEqual([
    [false, 3],
    [true, 2],
    [false, 2],
  ]);
});

it("pages of one track are joined", () => {
  const second: VehicleHistory = {
    ...HISTORY,
    track: { ...HISTORY.track, startMs: START + 2_000_000, inputs: {} },
    gaps: [],
  };
  const joined = trackOf([HISTORY, second]);
  expect(joined.timeMs).toHaveLength(10);
  expect([...(joined.inputs.get("lift") ?? [])].slice(4, 6)).toEqual([0, Number.NaN]);
});

it("what was on is told in spans", () => {
  expect(onSpans(track, track.inputs.get("lift") ?? new Float32Array())).toEqual([
    { startMs: START + 10_000, endMs: START + 20_000 },
  ]);
});

it("a chart keeps the peak of what it leaves out", () => {
  const [times, values] = thinned(track, START, START + 1_010_000, 2);
  expect(times.length).toBeLessThanOrEqual(3);
  expect(values).toContain(40);
});

describe("the clock", () => {
  const player = () => createPlayer({ fromMs: 0, toMs: 100_000, cursorMs: 0, playing: true, rate: 10 });

  it("runs as many times faster as its rate, and stops at the end", () => {
    const clock = player();
    clock.pass(1000);
    expect(clock.store.getState()).toMatchObject({ cursorMs: 10_000, playing: true });
    clock.changeRate(1);
    clock.pass(60_000);
    expect(clock.store.getState()).toMatchObject({ cursorMs: 100_000, playing: false, rate: 20 });
    clock.toggle();
    expect(clock.store.getState()).toMatchObject({ cursorMs: 0, playing: true });
  });

  it("stays within its period", () => {
    const clock = player();
    clock.seek(200_000);
    expect(clock.store.getState().cursorMs).toBe(100_000);
    clock.setPeriod(50_000, 60_000, null);
    expect(clock.store.getState()).toMatchObject({ cursorMs: 50_000, playing: false });
  });
});

describe("the address", () => {
  it("carries the whole view there and back", () => {
    const address = {
      bolum: "burada",
      arac: "12,15",
      bas: "2026-11-21T21:00:00Z",
      bit: "2026-11-22T21:00:00Z",
      an: "2026-11-22T11:05:09.500Z",
      hiz: 60,
      alan: "27.100000,38.380000,27.110000,38.380000,27.110000,38.390000",
    };
    expect(writeReplaySearch(readReplaySearch(address))).toEqual(address);
  });

  it("opens whatever stands in it", () => {
    const view = readReplaySearch({ arac: "0,-3,x,7,7,1.5", bas: "dün", hiz: 7, alan: "1,2,3", bolum: "?" });
    expect(view).toEqual({ section: "vehicles", vehicleIds: [7], period: null, cursorMs: null, rate: 10, area: [] });
    expect(readReplaySearch({ arac: Array.from({ length: 12 }, (_, i) => i + 1).join(",") }).vehicleIds).toHaveLength(
      8,
    );
  });
});

describe("periods", () => {
  /** Sunday, 00:30 in Istanbul. */
  const now = Date.UTC(2026, 10, 21, 21, 30);
  it.each([
    ["today", "2026-11-21T21:00:00.000Z", "2026-11-22T21:00:00.000Z"],
    ["yesterday", "2026-11-20T21:00:00.000Z", "2026-11-21T21:00:00.000Z"],
    ["week", "2026-11-15T21:00:00.000Z", "2026-11-22T21:00:00.000Z"],
  ] as const)("%s is a day of Istanbul", (preset, from, to) => {
    const period = presetPeriod(preset, now, "Europe/Istanbul");
    expect([new Date(period.fromMs).toISOString(), new Date(period.toMs).toISOString()]).toEqual([from, to]);
    expect(presetOf(period, now, "Europe/Istanbul")).toBe(preset);
  });
});

describe("areas without a pointer", () => {
  it("reads coordinates as people write them", () => {
    expect(readCoordinate("38,4012 27,1101")).toEqual({ lat: 38.4012, lon: 27.1101 });
    expect(readCoordinate("38.4012, 27.1101")).toEqual({ lat: 38.4012, lon: 27.1101 });
    expect(readCoordinate("38.4")).toBeNull();
    expect(readCoordinate("138.4 27.1")).toBeNull();
  });

  it("makes a round circle anywhere", () => {
    const corners = circleArea(27.1, 38.4, 100);
    const [first] = corners;
    expect(((first?.[0] ?? 0) - 27.1) * 111_195 * Math.cos((38.4 * Math.PI) / 180)).toBeCloseTo(100, 3);
  });
});
