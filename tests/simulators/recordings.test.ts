// Recordings of others, as they were published, read by the replay's parsers.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseRecording } from "../../simulators/replay/parse-recording.ts";
import type { Recording } from "../../simulators/replay/recording.ts";
import { recordedDataMissing, recordedLines, recordedPath } from "../recorded/recorded-data.ts";

const reason = recordedDataMissing();
const parse = (path: string): Recording => parseRecording(path, readFileSync(recordedPath(path)));
const fixesOf = (recording: Recording) => (recording.kind === "fixes" ? recording.fixes : []);

describe.skipIf(reason !== null)(`recordings (skipped where: ${reason ?? "-"})`, () => {
  it.each([
    ["fleet/tracks/curitiba_driver_A_1hz.csv", 3623],
    ["fleet/tracks/iowa_trip_gps.csv", 1148],
  ])("%s: every line is a fix", (path, count) => {
    const recording = parse(path);
    expect(recording.problems).toEqual([]);
    expect(fixesOf(recording)).toHaveLength(count);
  });

  it("the raw NDS-BR export gives the same fixes as its plain form", () => {
    const raw = parse("fleet/tracks/ndsbr_curitiba_driver_A.csv");
    const plain = parse("fleet/tracks/curitiba_driver_A_1hz.csv");
    const essentials = (recording: Recording) =>
      fixesOf(recording).map(({ timeMs, lat, lon, speedKmh, headingDeg }) => ({
        timeMs,
        lat,
        lon,
        speedKmh,
        headingDeg,
      }));
    expect(raw.problems).toEqual([]);
    expect(essentials(raw)).toEqual(essentials(plain));
  });

  it.each(["fleet/owntracks/docs-examples.jsonl", "fleet/owntracks/traccar_OwnTracksProtocolDecoderTest.jsonl"])(
    "%s: every line is a message",
    (path) => {
      const recording = parse(path);
      expect(recording).toMatchObject({ kind: "owntracks", problems: [] });
      expect(recording.kind === "owntracks" && recording.messages.length).toBe(recordedLines(path).length);
    },
  );

  it("what is no table of fixes says so instead of giving wrong ones", () => {
    const recording = parse("fleet/tracks/ikhyd_iowa_trip_gps_obd.txt");
    expect(fixesOf(recording)).toEqual([]);
    expect(recording.problems.length).toBeGreaterThan(0);
  });
});
