import { array, assert, boolean, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import type { PositionRow } from "./ingest-row.ts";
import { markNewest } from "./newest-fix.ts";

function row(
  deviceId: number,
  fixTimeMs: number,
  speedKmh: number | null,
  flagged = false,
  placeHash = 0,
): PositionRow {
  return {
    kind: "position",
    principal: "",
    topic: "",
    deviceId,
    fixTimeMs,
    receivedAtMs: 0,
    placeHash,
    lon: 0,
    lat: 0,
    speedKmh,
    headingDeg: null,
    altitudeM: null,
    accuracyM: null,
    ignition: null,
    odometerKm: null,
    flags: flagged ? ["future"] : [],
    attributes: null,
  };
}

describe("markNewest", () => {
  it("marks the newest unflagged fix of each device", () => {
    const rows = [row(2, 5, 30), row(1, 9, 30), row(1, 99, 30, true), row(1, 3, 30), row(3, 1, 30, true)];
    const newest = markNewest(rows).filter((marked) => marked.newest);
    expect(newest.map((marked) => [marked.row.deviceId, marked.row.fixTimeMs, marked.oldestMs])).toEqual([
      [1, 9, 3],
      [2, 5, 5],
    ]);
  });

  it("follows standstill and motion through the batch, flagged fixes aside", () => {
    const rows = [row(1, 1, 0), row(1, 2, 50), row(1, 3, 0), row(1, 4, 80, true), row(1, 5, null)];
    expect(markNewest(rows).map(({ stillSinceMs, movedAtMs }) => [stillSinceMs, movedAtMs])).toEqual([
      [1, null],
      [null, 2],
      [3, 2],
      [null, null],
      [3, 2],
    ]);
  });

  it("does not depend on the order of the rows", () => {
    const rows = array(
      record({
        device: integer({ min: 1, max: 3 }),
        time: integer({ min: 0, max: 9 }),
        place: integer({ min: 0, max: 99 }),
        speed: constantFrom(0, 40, null),
        flagged: boolean(),
      }),
    );
    assert(
      property(rows, (given) => {
        const keys = new Set<string>();
        const unique = given.filter(({ device, time, place }) => {
          const key = `${device}/${time}/${place}`;
          return !keys.has(key) && Boolean(keys.add(key));
        });
        const fixes = unique.map(({ device, time, speed, flagged, place }) => row(device, time, speed, flagged, place));
        expect(markNewest(fixes.toReversed())).toEqual(markNewest(fixes));
      }),
    );
  });
});
