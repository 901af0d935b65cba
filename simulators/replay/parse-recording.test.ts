import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRecording } from "./parse-recording.ts";
import type { Recording } from "./recording.ts";

const parse = (name: string, text: string): Recording => parseRecording(name, new TextEncoder().encode(text));
const NOON = Date.UTC(2026, 10, 22, 12);

describe("CSV", () => {
  it("finds columns by name, in English or Turkish", () => {
    expect(
      parse("a.csv", "device,ts_utc,lat,lon,speed_kmh,heading_deg,alt_m\nx,2026-11-22T12:00:00Z,38.4,27.1,12.5,,7\n"),
    ).toEqual({
      kind: "fixes",
      fixes: [{ timeMs: NOON, lat: 38.4, lon: 27.1, speedKmh: 12.5, headingDeg: null, altitudeM: 7, accuracyM: null }],
      problems: [],
    });
    const turkish = parse("b.csv", "\ufeffZaman;Enlem;Boylam;Hız\n2026-11-22 15:00:00+03:00;38,4;27,1;36,5\n");
    expect(turkish).toMatchObject({ fixes: [{ timeMs: NOON, lat: 38.4, lon: 27.1, speedKmh: 36.5 }], problems: [] });
  });

  it("converts metres a second and knots, and epoch seconds", () => {
    expect(parse("a.csv", `t,lat,lon,speed_ms\n${NOON / 1000},38,27,10\n`)).toMatchObject({
      fixes: [{ timeMs: NOON, speedKmh: 36 }],
    });
    expect(parse("a.csv", `t,lat,lon,speed_knots\n${NOON},38,27,10\n`)).toMatchObject({
      fixes: [{ timeMs: NOON, speedKmh: 18.52 }],
    });
  });

  it("tells each unreadable line and keeps the others", () => {
    const recording = parse(
      "a.csv",
      "time,lat,lon\n2026-11-22T12:00:00Z,38,27\nyesterday,38,27\n2026-11-22T12:00:02Z,,27\n",
    );
    expect(recording).toMatchObject({
      fixes: [{ timeMs: NOON }],
      problems: [
        { line: 3, reason: 'time is not readable: "yesterday"' },
        { line: 4, reason: 'lat is not readable: ""' },
      ],
    });
  });

  it("joins a date and a time of day, and takes a comma in a cell for a decimal one", () => {
    const recording = parse("a.csv", 'tarih,saat,enlem,boylam\n22.11.2026,12:00:00,"38,4","27,1"\n');
    expect(recording).toMatchObject({ fixes: [{ timeMs: NOON, lat: 38.4, lon: 27.1 }], problems: [] });
    const whole = parse("a.csv", "date,time,lat,lon\n22/11/2026,2026-11-22T12:00:00Z,38,27\n");
    expect(whole).toMatchObject({ fixes: [{ timeMs: NOON }], problems: [] });
  });

  it("says which column is missing", () => {
    expect(parse("a.csv", "lat,lon\n1,2\n").problems[0]?.reason).toContain("time");
  });
});

describe("GPX", () => {
  it("reads 1.0 and 1.1 points with speed in metres a second", () => {
    const gpx = `<?xml version="1.0"?><gpx version="1.1" xmlns:x="y"><trk><name>a</name><trkseg>
      <trkpt lat="38.4" lon="27.1"><ele>12.5</ele><time>2026-11-22T12:00:00Z</time><speed>10</speed></trkpt>
      <trkpt lat="38.5" lon="27.2"><time>2026-11-22T12:00:10Z</time>
        <extensions><x:TrackPointExtension><x:speed>5</x:speed><x:course>90</x:course></x:TrackPointExtension></extensions></trkpt>
      <trkpt lat="38.6" lon="27.3"></trkpt></trkseg></trk></gpx>`;
    expect(parse("a.gpx", gpx)).toEqual({
      kind: "fixes",
      fixes: [
        { timeMs: NOON, lat: 38.4, lon: 27.1, speedKmh: 36, headingDeg: null, altitudeM: 12.5, accuracyM: null },
        { timeMs: NOON + 10_000, lat: 38.5, lon: 27.2, speedKmh: 18, headingDeg: 90, altitudeM: null, accuracyM: null },
      ],
      problems: [{ line: 3, reason: "point without a time" }],
    });
  });

  it("says what is wrong with broken XML", () => {
    expect(parse("a.gpx", "<gpx><trk></gpx>").problems[0]?.reason).toContain("XML");
  });
});

describe("OwnTracks", () => {
  it("reads bare and wrapped lines and the recorder's own files", () => {
    const lines = [
      '{"_type":"location","lat":1,"lon":2,"tst":1700000000}',
      '{"source":"x","payload":{"_type":"card","name":"n"}}',
      '2026-11-22T12:00:00Z\t*                 \t{"_type":"location","lat":1,"lon":2,"tst":1700000001}',
      "nonsense",
      '{"lat":1}',
    ];
    expect(parse("a.rec", lines.join("\n"))).toEqual({
      kind: "owntracks",
      messages: [
        { timeMs: 1_700_000_000_000, payload: { _type: "location", lat: 1, lon: 2, tst: 1_700_000_000 } },
        { timeMs: null, payload: { _type: "card", name: "n" } },
        { timeMs: 1_700_000_001_000, payload: { _type: "location", lat: 1, lon: 2, tst: 1_700_000_001 } },
      ],
      problems: [
        { line: 4, reason: "not JSON" },
        { line: 5, reason: "JSON without an OwnTracks _type" },
      ],
    });
  });
});

it("reads OwnTracks arrays, on one line or over many, and keeps what is good in them", () => {
  const array = [{ _type: "lwt", tst: 1_700_000_000 }, { lat: 1 }, { payload: { _type: "card" } }];
  const expected = {
    messages: [
      { timeMs: 1_700_000_000_000, payload: { _type: "lwt", tst: 1_700_000_000 } },
      { timeMs: null, payload: { _type: "card" } },
    ],
    problems: [{ line: 1, reason: "JSON without an OwnTracks _type (element 2)" }],
  };
  expect(parse("a.json", JSON.stringify(array))).toMatchObject(expected);
  expect(parse("a.json", JSON.stringify(array, null, 2))).toMatchObject(expected);
});

it("no file makes it throw", () => {
  const names = fc.constantFrom("a.csv", "a.gpx", "a.rec", "a.jsonl", "a");
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    fc.string().map((text) => `time,lat,lon\n${text}`),
  );
  fc.assert(
    fc.property(names, texts, (name, text) => {
      expect(Array.isArray(parse(name, text).problems)).toBe(true);
    }),
  );
});
