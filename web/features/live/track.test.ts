import { describe, expect, it } from "vitest";
import { type TrackPoint, trackPieces } from "../../map/layers/track-pieces.ts";
import { sparklineRuns } from "./sparkline-runs.ts";
import { movingSinceMs, summarizeTrack } from "./track-summary.ts";

const MINUTE = 60_000;
const NOW = 60 * MINUTE;

const point = (minute: number, speedKmh: number | null, lon = 27 + minute / 1000): TrackPoint => ({
  fixTimeMs: minute * MINUTE,
  lon,
  lat: 38,
  speedKmh,
});

describe("trackPieces", () => {
  it("cuts about every five minutes and joins the pieces", () => {
    const pieces = trackPieces(
      [0, 2, 4, 6, 8].map((minute) => point(minute, 30)),
      NOW,
    );
    expect(pieces.map(({ points }) => points.map(({ fixTimeMs }) => fixTimeMs / MINUTE))).toEqual([
      [0, 2, 4, 6],
      [6, 8],
    ]);
    expect(pieces.map(({ recency }) => recency.toFixed(3))).toEqual(["0.100", "0.133"]);
  });

  it("shows a gap where a vehicle under way was not heard", () => {
    const pieces = trackPieces([point(0, 30), point(1, 30), point(9, 30), point(10, 30)], NOW);
    expect(pieces.map(({ gap, points }) => [gap, points.length])).toEqual([
      [false, 2],
      [true, 2],
      [false, 2],
    ]);
  });

  it("does not call a parked tracker's rest a gap", () => {
    expect(trackPieces([point(0, 0, 27), point(15, 0, 27)], NOW).map(({ gap }) => gap)).toEqual([false]);
  });

  it("draws nothing of a single fix", () => {
    expect(trackPieces([point(0, 30)], NOW)).toEqual([]);
  });
});

describe("sparklineRuns", () => {
  it("has its right edge at the present and breaks at gaps", () => {
    const runs = sparklineRuns([point(0, 40), point(1, 20), point(58, 40), point(60, 0)], NOW, 40);
    expect(runs.map((run) => run.length)).toEqual([2, 2]);
    expect(runs[0]?.[0]).toEqual({ x: 0, y: 0 });
    expect(runs[1]?.at(-1)).toEqual({ x: 320, y: 56 });
  });

  it("leaves out fixes without a speed", () => {
    expect(sparklineRuns([point(1, null)], NOW, 40)).toEqual([]);
  });
});

describe("summarizeTrack", () => {
  it("means only what moved", () => {
    expect(summarizeTrack([point(0, 0), point(1, 20), point(2, 40), point(3, null)])).toEqual({
      count: 4,
      maxKmh: 40,
      meanMovingKmh: 30,
    });
    expect(summarizeTrack([point(0, 0)])).toEqual({ count: 1, maxKmh: 0, meanMovingKmh: null });
    expect(summarizeTrack([])).toEqual({ count: 0, maxKmh: null, meanMovingKmh: null });
  });

  it("knows since when a vehicle has been moving, where the track shows the start", () => {
    expect(movingSinceMs([point(0, 30), point(1, 0), point(2, 20), point(3, 30)])).toBe(2 * MINUTE);
    expect(movingSinceMs([point(0, 30), point(1, 30)])).toBeNull();
    expect(movingSinceMs([point(0, 30), point(1, 0)])).toBeNull();
  });
});
