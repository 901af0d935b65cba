import { describe, expect, it } from "vitest";
import type { Decoded } from "../../domain/report.ts";
import { MAX_BATCH_LENGTH } from "./json-payload.ts";
import { kentizCodec } from "./kentiz.ts";
import { newSender } from "./told.ts";

const RECEIVED_MS = Date.UTC(2026, 10, 22, 12);
const T = "2026-11-22T11:59:58Z";
const T_MS = Date.UTC(2026, 10, 22, 11, 59, 58);

function decode(payload: unknown, channel = "position"): Decoded {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  return kentizCodec.decode(Buffer.from(text), channel, RECEIVED_MS, newSender());
}

const good = { t: T, lat: 38.4, lon: 27.1 };
const refusalsOf = (payload: unknown, channel?: string) => decode(payload, channel).refusals;

describe("native position", () => {
  it("reads every field", () => {
    const payload = {
      ...good,
      speedKmh: 34.5,
      headingDeg: 181,
      altitudeM: -2.5,
      accuracyM: 4,
      ignition: true,
      odometerKm: 12_345.6,
      batteryPct: 88,
      inputs: { pto: true, din2: 3 },
      driver: "Şükrü Iğdır",
      beverage: ["tea", { sugar: 2 }],
    };
    expect(decode(payload)).toEqual({
      reports: [
        {
          kind: "position",
          fixTimeMs: T_MS,
          lat: 38.4,
          lon: 27.1,
          speedKmh: 34.5,
          headingDeg: 181,
          altitudeM: -2.5,
          accuracyM: 4,
          ignition: true,
          odometerKm: 12_345.6,
          flags: [],
          attributes: {
            batteryPct: 88,
            inputs: { pto: true, din2: 3 },
            driver: "Şükrü Iğdır",
            beverage: ["tea", { sugar: 2 }],
          },
        },
      ],
      refusals: [],
    });
  });

  it("needs only time and place; null is the same as absent", () => {
    const { reports, refusals } = decode({ ...good, speedKmh: null, driver: null, extra: null });
    expect(refusals).toEqual([]);
    expect(reports).toMatchObject([{ speedKmh: null, headingDeg: null, ignition: null, attributes: null }]);
  });

  it.each([
    ["epoch seconds", T_MS / 1000],
    ["epoch milliseconds", T_MS],
    ["fractional seconds", T_MS / 1000 + 0.25],
    ["an offset", "2026-11-22T14:59:58+03:00"],
    ["an offset without colon", "2026-11-22T14:59:58+0300"],
    ["fractions", "2026-11-22T11:59:58.250Z"],
  ])("reads time as %s", (_name, t) => {
    const [report] = decode({ ...good, t }).reports;
    expect(report).toMatchObject({ fixTimeMs: T_MS + (String(t).includes(".25") ? 250 : 0) });
  });

  it.each([
    ["1970", 0, ["ancient"]],
    ["1970 as text", "1970-01-01T00:00:05Z", ["ancient"]],
    ["2100", "2100-01-01T00:00:00Z", ["future"]],
    ["three minutes ahead", RECEIVED_MS + 180_000, ["future"]],
    ["one minute ahead", RECEIVED_MS + 60_000, []],
  ])("keeps a fix of %s, flagged", (_name, t, flags) => {
    expect(decode({ ...good, t }).reports).toMatchObject([{ flags }]);
  });

  it("keeps 0/0, flagged", () => {
    expect(decode({ ...good, lat: 0, lon: 0 }).reports).toMatchObject([{ flags: ["null_island"] }]);
  });

  it.each<[string, unknown, string, string | null]>([
    ["no time", { lat: 1, lon: 2 }, "field_missing", "t"],
    ["no latitude", { t: T, lon: 2 }, "field_missing", "lat"],
    ["no longitude", { t: T, lat: 2 }, "field_missing", "lon"],
    ["a null place", { t: T, lat: null, lon: null }, "field_missing", "lat"],
    ["latitude as text", { ...good, lat: "38.4" }, "field_wrong_type", "lat"],
    ["longitude as text", { ...good, lon: "27,1" }, "field_wrong_type", "lon"],
    ["speed as text", { ...good, speedKmh: "34" }, "field_wrong_type", "speedKmh"],
    ["heading as text", { ...good, headingDeg: "34" }, "field_wrong_type", "headingDeg"],
    ["altitude as text", { ...good, altitudeM: "34" }, "field_wrong_type", "altitudeM"],
    ["accuracy as text", { ...good, accuracyM: "34" }, "field_wrong_type", "accuracyM"],
    ["odometer as text", { ...good, odometerKm: "34" }, "field_wrong_type", "odometerKm"],
    ["ignition as number", { ...good, ignition: 1 }, "field_wrong_type", "ignition"],
    ["battery as text", { ...good, batteryPct: "90" }, "field_wrong_type", "batteryPct"],
    ["inputs as list", { ...good, inputs: [true] }, "field_wrong_type", "inputs"],
    ["an input as text", { ...good, inputs: { pto: "on" } }, "field_wrong_type", "inputs"],
    ["driver as number", { ...good, driver: 7 }, "field_wrong_type", "driver"],
    ["time as object", { ...good, t: {} }, "field_wrong_type", "t"],
    ["latitude 91", { ...good, lat: 91 }, "latitude_out_of_range", "lat"],
    ["latitude 1e999", `{"t":"${T}","lat":1e999,"lon":2}`, "latitude_out_of_range", "lat"],
    ["longitude -180.1", { ...good, lon: -180.1 }, "longitude_out_of_range", "lon"],
    ["a time without zone", { ...good, t: "2026-11-22T11:59:58" }, "time_unreadable", "t"],
    ["the 30th of February", { ...good, t: "2026-02-30T00:00:00Z" }, "time_unreadable", "t"],
    ["a number as text for time", { ...good, t: "1795348798" }, "time_unreadable", "t"],
    ["microseconds", { ...good, t: T_MS * 1000 }, "time_unreadable", "t"],
    ["a negative time", { ...good, t: -5 }, "time_unreadable", "t"],
    ["NUL in a text", { ...good, driver: "a\u0000b" }, "stored_value_refused", "driver"],
    ["a lone surrogate", { ...good, note: "\ud800" }, "stored_value_refused", "note"],
    ["__proto__", `{"t":"${T}","lat":1,"lon":2,"__proto__":{"x":1}}`, "stored_value_refused", "__proto__"],
    ["deep nesting", { ...good, deep: JSON.parse("[".repeat(50) + "]".repeat(50)) }, "stored_value_refused", "deep"],
    ["a number", "5", "payload_wrong_shape", null],
    ["a text", '"x"', "payload_wrong_shape", null],
    ["null", "null", "payload_wrong_shape", null],
    ["an empty list", "[]", "payload_wrong_shape", null],
    ["broken JSON", '{"t":', "payload_not_json", null],
    ["nothing", "", "payload_empty", null],
    ["NaN", `{"t":"${T}","lat":NaN,"lon":2}`, "payload_not_json", null],
  ])("refuses %s", (_name, payload, reason, field) => {
    expect(decode(payload)).toEqual({ reports: [], refusals: [{ reason, field }] });
  });

  it("refuses invalid UTF-8", () => {
    const payload = Buffer.concat([Buffer.from('{"driver":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    expect(kentizCodec.decode(payload, "position", RECEIVED_MS, newSender()).refusals).toEqual([
      { reason: "payload_not_utf8", field: null },
    ]);
  });

  it.each([
    ["speedKmh", -1],
    ["speedKmh", 5000],
    ["headingDeg", 511],
    ["altitudeM", 1e30],
    ["accuracyM", -1],
    ["odometerKm", -1],
    ["batteryPct", 255],
  ])("keeps the fix without a %s of %d, and counts it", (field, value) => {
    const { reports, refusals } = decode({ ...good, [field]: value });
    expect(reports).toMatchObject([{ lat: 38.4, speedKmh: null, headingDeg: null, attributes: null }]);
    expect(refusals).toEqual([{ reason: "field_out_of_range", field }]);
  });

  it("writes north as 0", () => {
    expect(decode({ ...good, headingDeg: 360 }).reports).toMatchObject([{ headingDeg: 0 }]);
  });

  it("keeps the good elements of a list and names the bad ones", () => {
    const { reports, refusals } = decode([good, { ...good, lat: 91 }, 7, { ...good, lon: 28 }, { ...good, lat: "1" }]);
    expect(reports).toMatchObject([{ lon: 27.1 }, { lon: 28 }]);
    expect(refusals).toEqual([
      { reason: "latitude_out_of_range", field: "[1].lat" },
      { reason: "payload_wrong_shape", field: "[2]" },
      { reason: "field_wrong_type", field: "[4].lat" },
    ]);
  });

  it("refuses a list that is too long as a whole", () => {
    expect(refusalsOf(Array.from({ length: MAX_BATCH_LENGTH + 1 }, () => 1))).toEqual([
      { reason: "batch_too_long", field: null },
    ]);
  });
});

describe("native observation", () => {
  it("is one report for each value, with the unit where it is told", () => {
    const said = { t: T, values: { pm10: 41.2, door: true, gone: null }, units: { pm10: "ug/m3" } };
    expect(decode(said, "observation")).toEqual({
      reports: [
        { kind: "observation", name: "pm10", timeMs: T_MS, value: 41.2, unitOfMeasurement: "ug/m3", flags: [] },
        { kind: "observation", name: "door", timeMs: T_MS, value: true, unitOfMeasurement: null, flags: [] },
      ],
      refusals: [],
    });
  });

  it("keeps the good values and counts the others, fields it does not know too", () => {
    const said = { t: T, values: { pm10: "41", pm25: 7 }, battery: 3 };
    const { reports, refusals } = decode(said, "observation");
    expect(reports).toMatchObject([{ name: "pm25", value: 7 }]);
    expect(refusals).toEqual([
      { reason: "field_wrong_type", field: "values.pm10" },
      { reason: "field_unknown", field: "battery" },
    ]);
  });

  it.each<[string, unknown, string, string]>([
    ["without values", { t: T }, "field_missing", "values"],
    ["with values as list", { t: T, values: [1] }, "field_wrong_type", "values"],
    ["with a number as text", { t: T, values: { pm10: "41" } }, "field_wrong_type", "values.pm10"],
    ["without time", { values: { pm10: 1 } }, "field_missing", "t"],
    ["with an unreadable time", { t: "yesterday", values: {} }, "time_unreadable", "t"],
  ])("%s is refused", (_name, payload, reason, field) => {
    expect(refusalsOf(payload, "observation")).toEqual([{ reason, field }]);
  });
});

describe("native event and status", () => {
  it("keeps what an event says", () => {
    expect(decode({ t: T, event: "sos", button: 2 }, "event").reports).toEqual([
      { kind: "message", type: "event", timeMs: T_MS, data: { event: "sos", button: 2 } },
    ]);
  });

  it("needs the name of the event", () => {
    expect(refusalsOf({ t: T }, "event")).toEqual([{ reason: "field_missing", field: "event" }]);
    expect(refusalsOf({ t: T, event: 4 }, "event")).toEqual([{ reason: "field_wrong_type", field: "event" }]);
    expect(refusalsOf({ t: T, event: "" }, "event")).toEqual([{ reason: "field_out_of_range", field: "event" }]);
  });

  it("takes the time of receipt for a status without time", () => {
    expect(decode({ online: false }, "status").reports).toEqual([
      { kind: "message", type: "status", timeMs: RECEIVED_MS, data: { online: false } },
    ]);
  });

  it("does not keep what jsonb cannot hold", () => {
    expect(refusalsOf([{ online: true }, { text: "\u0000" }], "status")).toEqual([
      { reason: "stored_value_refused", field: "[1]" },
    ]);
  });
});

describe("native topics", () => {
  it("are four to publish and one to listen to", () => {
    expect(
      ["position", "observation", "event", "status", "command", "x"].map((name) => kentizCodec.channelOf([name])),
    ).toEqual(["position", "observation", "event", "status", null, null]);
    expect(kentizCodec.channelOf([])).toBeNull();
    expect(kentizCodec.channelOf(["position", "x"])).toBeNull();
    expect(kentizCodec.maySubscribe(["command"])).toBe(true);
    expect(kentizCodec.maySubscribe(["position"])).toBe(false);
  });
});
