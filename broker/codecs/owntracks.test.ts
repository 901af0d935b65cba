import nacl from "tweetnacl";
import { describe, expect, it } from "vitest";
import type { Decoded } from "../../domain/report.ts";
import { owntracksCodec } from "./owntracks.ts";
import { newSender } from "./told.ts";

const RECEIVED_MS = Date.UTC(2026, 10, 22, 12);
const TST = RECEIVED_MS / 1000 - 2;

function decode(payload: unknown): Decoded {
  return owntracksCodec.decode(Buffer.from(JSON.stringify(payload)), "base", RECEIVED_MS, newSender());
}

const location = { _type: "location", lat: 38.4, lon: 27.1, tst: TST };
const transition = { _type: "transition", event: "enter", desc: "Depo", acc: 12, lat: 38.4, lon: 27.1, tst: TST };

describe("OwnTracks location", () => {
  it("reads a phone", () => {
    const payload = {
      ...location,
      acc: 15,
      alt: 40,
      cog: 271,
      vel: 61,
      vac: 2,
      batt: 46,
      p: 100.5,
      t: "u",
      tid: "5t",
      conn: "m",
    };
    expect(decode(payload)).toEqual({
      reports: [
        {
          kind: "position",
          fixTimeMs: TST * 1000,
          lat: 38.4,
          lon: 27.1,
          speedKmh: 61,
          headingDeg: 271,
          altitudeM: 40,
          accuracyM: 15,
          ignition: null,
          odometerKm: null,
          flags: [],
          attributes: { batteryPct: 46, verticalAccuracyM: 2, pressureKPa: 100.5, trigger: "u", tid: "5t", conn: "m" },
        },
      ],
      refusals: [],
    });
  });

  it("reads a vehicle behind qtripp", () => {
    const payload = {
      ...location,
      ign: true,
      odometer: 91_234.5,
      din1: 1,
      din2: false,
      dout1: "0",
      hmc: 7200,
      ubatt: 4.1,
      uext: 12.6,
    };
    expect(decode({ ...payload, rpm: 900, fcon: 11.5, flvl: 60, don: 105, vin: "WVW" }).reports).toMatchObject([
      {
        ignition: true,
        odometerKm: 91_234.5,
        attributes: {
          inputs: { din1: true, din2: false, dout1: false },
          engineSeconds: 7200,
          batteryV: 4.1,
          supplyV: 12.6,
          engineRpm: 900,
          fuelLPer100Km: 11.5,
          fuelPct: 60,
          don: 105,
          vin: "WVW",
        },
      },
    ]);
  });

  it("takes -1 as unknown, and an altitude of -1 as an altitude", () => {
    const payload = { ...location, vel: -1, cog: -1, batt: -1, vac: -1, acc: -1, alt: -1 };
    expect(decode(payload)).toMatchObject({
      reports: [{ speedKmh: null, headingDeg: null, accuracyM: null, altitudeM: -1, attributes: null }],
      refusals: [],
    });
  });

  it("tolerates numbers as text", () => {
    const payload = { _type: "location", lat: "38.4", lon: " 27.1", tst: String(TST), vel: "61", batt: "9", ign: "1" };
    expect(decode(payload)).toMatchObject({
      reports: [
        { lat: 38.4, lon: 27.1, fixTimeMs: TST * 1000, speedKmh: 61, ignition: true, attributes: { batteryPct: 9 } },
      ],
      refusals: [],
    });
  });

  it("falls back to the time of sending", () => {
    const { tst: _, ...timeless } = location;
    expect(decode({ ...timeless, created_at: TST }).reports).toMatchObject([{ fixTimeMs: TST * 1000 }]);
    expect(decode(timeless)).toEqual({ reports: [], refusals: [{ reason: "field_missing", field: "tst" }] });
  });

  it.each<[string, object, string, string]>([
    ["no latitude", { lat: undefined }, "field_missing", "lat"],
    ["a null longitude", { lon: null }, "field_missing", "lon"],
    ["a latitude in words", { lat: "north" }, "field_wrong_type", "lat"],
    ["latitude 91", { lat: 91 }, "latitude_out_of_range", "lat"],
    ["longitude 181", { lon: "181" }, "longitude_out_of_range", "lon"],
    ["a time in words", { tst: "now" }, "time_unreadable", "tst"],
    ["NUL in a text", { tid: "\u0000" }, "stored_value_refused", "tid"],
  ])("is refused with %s", (_name, change, reason, field) => {
    expect(decode({ ...location, ...change })).toEqual({ reports: [], refusals: [{ reason, field }] });
  });

  it("keeps the fix without values that cannot be true", () => {
    const { reports, refusals } = decode({ ...location, vel: 4000, acc: {}, din1: [], batt: "full", ign: "maybe" });
    expect(reports).toMatchObject([{ speedKmh: null, accuracyM: null, ignition: null, attributes: null }]);
    expect(refusals).toEqual([
      { reason: "field_out_of_range", field: "vel" },
      { reason: "field_wrong_type", field: "acc" },
      { reason: "field_wrong_type", field: "din1" },
      { reason: "field_wrong_type", field: "batt" },
      { reason: "field_wrong_type", field: "ign" },
    ]);
  });

  it("comes in lists too", () => {
    const { reports, refusals } = decode([location, { ...location, lat: 100 }, { ...location, lon: 28 }]);
    expect(reports).toMatchObject([{ lon: 27.1 }, { lon: 28 }]);
    expect(refusals).toEqual([{ reason: "latitude_out_of_range", field: "[1].lat" }]);
  });
});

describe("OwnTracks transition", () => {
  it("is a message and, where it is located, a fix", () => {
    const { reports } = decode(transition);
    expect(reports).toMatchObject([
      { kind: "position", lat: 38.4, accuracyM: 12, attributes: { event: "enter", desc: "Depo" } },
      { kind: "message", type: "owntracks.transition", timeMs: TST * 1000, data: { event: "enter", desc: "Depo" } },
    ]);
  });

  it.each([
    ["of a beacon", { lat: 0, lon: 0, acc: 0 }],
    ["without place", { lat: undefined, lon: undefined }],
  ])("%s moves nothing", (_name, change) => {
    const { reports, refusals } = decode({ ...transition, ...change });
    expect(reports.map(({ kind }) => kind)).toEqual(["message"]);
    expect(refusals).toEqual([]);
  });

  it("with a place that cannot be true is a message and a refusal", () => {
    const { reports, refusals } = decode({ ...transition, lat: 95 });
    expect(reports.map(({ kind }) => kind)).toEqual(["message"]);
    expect(refusals).toEqual([{ reason: "latitude_out_of_range", field: "lat" }]);
  });
});

describe("OwnTracks messages", () => {
  it.each([
    "lwt",
    "status",
    "waypoint",
    "waypoints",
    "card",
    "steps",
    "beacon",
    "cmd",
    "configuration",
    "dump",
    "request",
  ])("%s moves nothing", (type) => {
    expect(decode({ _type: type, lat: 1, lon: 2, tst: TST })).toEqual({
      reports: [{ kind: "message", type: `owntracks.${type}`, timeMs: TST * 1000, data: { lat: 1, lon: 2, tst: TST } }],
      refusals: [],
    });
  });

  it("take the time of receipt where they have none", () => {
    expect(decode({ _type: "card", name: "Jane" }).reports).toMatchObject([{ timeMs: RECEIVED_MS }]);
  });

  it("do not bring the phone's passwords into the database", () => {
    const payload = { _type: "configuration", host: "h", password: "s1kr3t", encryptionKey: "k" };
    expect(decode(payload).reports).toMatchObject([{ data: { host: "h", password: "***", encryptionKey: "***" } }]);
  });

  it("that are encrypted, unknown or untyped are refused", () => {
    expect(decode([{ _type: "encrypted", data: "x" }, { _type: "tea" }, { _type: 5 }, {}]).refusals).toEqual([
      { reason: "payload_encrypted", field: "[0]" },
      { reason: "payload_wrong_shape", field: "[1]._type" },
      { reason: "payload_wrong_shape", field: "[2]._type" },
      { reason: "field_missing", field: "[3]._type" },
    ]);
    expect(decode({ _type: "encrypted", data: "x" }).refusals).toEqual([{ reason: "payload_encrypted", field: null }]);
  });

  it("that jsonb cannot hold are refused", () => {
    expect(decode({ _type: "card", name: "\ud800" }).refusals).toEqual([
      { reason: "stored_value_refused", field: "name" },
    ]);
  });
});

describe("OwnTracks encryption", () => {
  const seal = (payload: unknown, password: string): object => {
    const key = new Uint8Array(32);
    key.set(Buffer.from(password));
    const nonce = nacl.randomBytes(24);
    const box = nacl.secretbox(new Uint8Array(Buffer.from(JSON.stringify(payload))), nonce, key);
    return { _type: "encrypted", data: Buffer.concat([nonce, box]).toString("base64") };
  };
  const password = Buffer.from(newSender().secret).toString();

  it("is opened with the password of the device", () => {
    expect(decode(seal(location, password)).reports).toMatchObject([{ kind: "position", lat: 38.4, lon: 27.1 }]);
  });

  it("is refused under another key, and not opened twice", () => {
    const refusals = [{ reason: "payload_encrypted", field: null }];
    expect(decode(seal(location, "another password")).refusals).toEqual(refusals);
    expect(decode(seal(seal(location, password), password)).refusals).toEqual(refusals);
    expect(decode({ ...seal(location, password), data: Buffer.alloc(20).toString("base64") }).refusals).toEqual(
      refusals,
    );
  });
});

describe("OwnTracks trackers behind qtripp", () => {
  it("tell events by their trigger", () => {
    const told = decode({ ...location, t: "h", rty: "2", odometer: 12.5, uext: 12.4, ign: true, don: 30 });
    expect(told.reports).toMatchObject([
      { odometerKm: 12.5, ignition: true, attributes: { supplyV: 12.4, trigger: "h", don: 30 } },
      { kind: "message", type: "event", data: { event: "harsh_driving", kind: "2" } },
    ]);
    expect(decode({ ...location, t: "!" }).reports).toMatchObject([{}, { data: { event: "tow" } }]);
    expect(decode({ ...location, t: "u" }).reports).toHaveLength(1);
  });
});

describe("OwnTracks topics", () => {
  it("are the base topic of any device and its known sub-topics", () => {
    expect(owntracksCodec.channelOf(["phone"])).toBe("base");
    for (const sub of ["event", "waypoint", "waypoints", "status", "step", "info", "dump", "beacon", "cmd"]) {
      expect(owntracksCodec.channelOf(["phone", sub])).toBe(sub);
    }
    expect(owntracksCodec.channelOf([])).toBeNull();
    expect(owntracksCodec.channelOf([""])).toBeNull();
    expect(owntracksCodec.channelOf(["phone", "x"])).toBeNull();
    expect(owntracksCodec.channelOf(["phone", "event", "x"])).toBeNull();
  });

  it("let a device listen to its own commands only", () => {
    expect(owntracksCodec.maySubscribe(["phone", "cmd"])).toBe(true);
    expect(owntracksCodec.maySubscribe(["phone"])).toBe(false);
    expect(owntracksCodec.maySubscribe(["phone", "event"])).toBe(false);
  });
});
