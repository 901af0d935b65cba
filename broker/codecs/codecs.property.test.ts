// No codec ever throws, and what it lets through can be stored, whatever a device sends.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REJECTION_REASONS } from "../../domain/rejection.ts";
import type { Decoded } from "../../domain/report.ts";
import { CODECS, FOREIGN_CODECS } from "./index.ts";
import { newSender } from "./told.ts";

const RECEIVED_MS = Date.UTC(2026, 10, 22, 12);
const CHANNELS: Readonly<Record<string, readonly string[]>> = {
  kentiz: ["position", "observation", "event", "status", "no such channel"],
  owntracks: ["base", "event"],
};
const READING = {
  temperature: 21.5,
  humidity: "44,7",
  switch: "ON",
  gps: { latitude: 38.4, longitude: 27.1 },
  list: [1],
};
/** A topic of each foreign format with payloads of it. */
const FOREIGN_TOPICS: Readonly<Record<string, readonly { topic: string; examples: readonly unknown[] }[]>> = {
  chirpstack: ["up", "status", "join", "location"].map((kind) => ({
    topic: `application/a/device/0101010101010101/event/${kind}`,
    examples: [
      {
        time: "2026-11-22T11:59:58.823500726+00:00",
        deviceInfo: { deviceName: "Örnek", devEui: "0101010101010101" },
        fCnt: 4,
        object: READING,
        rxInfo: [{ rssi: -36, snr: 10 }],
        location: { latitude: 38, longitude: 27 },
        batteryLevel: 5,
      },
    ],
  })),
  senml: [
    {
      topic: "any",
      examples: [
        [
          { bn: "urn:a:", bt: 1.7e9, bu: "Cel", bv: 1, n: "t", v: 23.1, s: 4 },
          { u: "lat", v: 38, t: -5 },
          { u: "lon", v: 27, t: -5 },
          { n: "x", vs: "a" },
        ],
      ],
    },
  ],
  sensorthings: [
    {
      topic: "v1.1/Observations",
      examples: [{ result: READING, phenomenonTime: "2026-11-22T11:59:58Z", Datastream: { "@iot.id": 7 } }],
    },
  ],
  "gtfs-realtime": [{ topic: "gtfs-realtime/vehicle-positions", examples: [] }],
  sparkplug: ["NBIRTH", "NDATA", "NDEATH"].map((kind) => ({ topic: `spBv1.0/g/${kind}/n`, examples: [] })),
  tasmota: [
    {
      topic: "tele/t/SENSOR",
      examples: [{ Time: "2026-11-22T14:59:58", BME280: READING, TempUnit: "F", PressureUnit: "inHg", Pressure: 29 }],
    },
    { topic: "tele/t/LWT", examples: [] },
  ],
  thingsboard: [
    { topic: "v1/devices/me/telemetry", examples: [{ ts: 1.7e12, values: READING }, [READING, { ts: 5, values: {} }]] },
    { topic: "v1/devices/me/attributes", examples: [READING] },
  ],
  "thingsboard-gateway": [
    { topic: "v1/gateway/telemetry", examples: [{ A: [{ ts: 1.7e12, values: READING }], B: [READING] }] },
    { topic: "v1/gateway/connect", examples: [{ device: "A" }] },
    { topic: "v1/gateway/attributes", examples: [{ A: READING }] },
  ],
  tts: ["up", "join", "location/solved"].map((kind) => ({
    topic: `v3/app@tenant/devices/dev1/${kind}`,
    examples: [
      {
        end_device_ids: { device_id: "dev1", dev_eui: "4200000000000000" },
        received_at: "2026-11-22T11:59:58Z",
        uplink_message: {
          f_cnt: 4,
          decoded_payload: READING,
          normalized_payload: [READING],
          rx_metadata: [{ rssi: 1 }],
        },
        location_solved: { location: { latitude: 38, longitude: 27 } },
      },
    ],
  })),
  zigbee2mqtt: [
    { topic: "zigbee2mqtt/Salon/Sensör", examples: [{ ...READING, last_seen: 1.7e12 }] },
    { topic: "zigbee2mqtt/Salon/availability", examples: [{ state: "online" }] },
    { topic: "zigbee2mqtt/bridge/devices", examples: [] },
  ],
  flespi: [
    {
      topic: "flespi/message/gw/devices/7",
      examples: [
        {
          ident: "35",
          timestamp: 1.7e9,
          "position.latitude": 38,
          "position.longitude": 27,
          "position.speed": 4,
          "refrigerator.sensor.temperature#1": 4.5,
          din: 3,
        },
      ],
    },
  ],
  hfp: [
    {
      topic: "/hfp/v2/journey/ongoing/vp/bus/0018/01029/5520/1/X/17:35/4150208/5/60;24/28/65/93",
      examples: [{ VP: { tst: "2026-11-22T11:59:58Z", lat: 38.4, long: 27.1, spd: 4, hdg: 90, odo: 5, desi: "12" } }],
    },
  ],
  "ngsi-ld": [
    {
      topic: "ingest/ngsi-ld",
      examples: [
        {
          data: [
            {
              id: "urn:a",
              type: "Vehicle",
              dateObserved: "2026-11-22T11:59:58",
              pm10: { type: "Property", value: 7, unitCode: "GQ" },
              relativeHumidity: 0.5,
              location: { value: { coordinates: [27, 38] } },
            },
          ],
        },
      ],
    },
  ],
  osmand: [
    {
      topic: "ingest/osmand",
      examples: [
        {
          device_id: "a",
          location: {
            timestamp: "2026-11-22T11:59:58Z",
            coords: { latitude: 38, longitude: 27, speed: 4 },
            extras: {},
          },
        },
      ],
    },
  ],
  pui: [
    {
      topic: "any/topic",
      examples: [{ id: "3", ts: "2026-11-22T11:59:58Z", location: { lat: 38, lon: 27 }, bear: 4, spd: 500, ign: "on" }],
    },
  ],
  ruptela: [
    {
      topic: "ruptela/863/data",
      examples: [
        { ts: 1.7e9, pos: { lat: 384e6, lon: 271e6 }, dir: 9000, spd: 4, data: { "29": "12000", "78": "215" } },
      ],
    },
  ],
  teltonika: [
    {
      topic: "863/data",
      examples: [
        {
          state: {
            reported: { ts: 1.7e12, latlng: "38.4,27.1", sp: 5, ang: 4, alt: 9, evt: 247, "239": 1, "72": 215 },
          },
        },
        { state: { reported: [{ ts: 1.7e12, latlng: "38.4,27.1", "16": 5 }] } },
      ],
    },
  ],
};
const REASONS: ReadonlySet<string> = new Set(REJECTION_REASONS);

function expectStorable({ reports, refusals }: Decoded): void {
  for (const report of reports) {
    const json = JSON.stringify(report);
    // What jsonb refuses.
    expect(json).not.toMatch(/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/);
    expect(JSON.stringify(JSON.parse(json))).toBe(json);
    if (report.kind === "observation") {
      expect(report.name.length).toBeGreaterThan(0);
      expect(typeof report.value !== "number" || Number.isFinite(report.value)).toBe(true);
      expect(Number.isInteger(report.timeMs)).toBe(true);
    }
    if (report.kind !== "position") continue;
    expect(Math.abs(report.lat)).toBeLessThanOrEqual(90);
    expect(Math.abs(report.lon)).toBeLessThanOrEqual(180);
    expect(Number.isInteger(report.fixTimeMs)).toBe(true);
    for (const value of [report.speedKmh, report.headingDeg, report.altitudeM, report.accuracyM, report.odometerKm]) {
      expect(value === null || Number.isFinite(value)).toBe(true);
    }
  }
  for (const { reason, field } of refusals) {
    expect(REASONS.has(reason)).toBe(true);
    expect(field === null || typeof field === "string").toBe(true);
  }
}

/** Objects whose keys are those the formats know, with values of any kind. */
const NAMES = [
  "t",
  "lat",
  "lon",
  "speedKmh",
  "inputs",
  "driver",
  "values",
  "event",
  "_type",
  "tst",
  "vel",
  "batt",
  "din1",
  "ign",
  "created_at",
];
const anyValue = fc.oneof(
  fc.jsonValue({ depthSize: "small" }),
  fc.constantFrom("location", "transition", "card", "2026-11-22T11:59:58Z", "\u0000", "\ud800", 1.7e9, 1e300, -1, true),
);
const element = fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), anyValue, { maxKeys: 12 });
const place = fc.record({ lat: fc.double({ min: -95, max: 95 }), lon: fc.double({ min: -185, max: 185 }) });
const plausible = fc
  .tuple(element, place, fc.oneof(fc.integer(), fc.double(), fc.string()))
  .map(([rest, where, t]) => ({ _type: "location", tst: t, t, ...where, ...rest }));

const nested = fc
  .string({ maxLength: 8 })
  .chain((text) =>
    fc
      .integer({ min: 1, max: 3000 })
      .map((depth) => `${'{"a":['.repeat(depth)}${JSON.stringify(text)}${"]}".repeat(depth)}`),
  );

interface Subject {
  name: string;
  decode: (payload: Uint8Array) => Decoded;
  /** Payloads of the format: whole ones, to be changed a little. */
  examples: readonly unknown[];
}

const ownSubjects = CODECS.flatMap((codec) =>
  (CHANNELS[codec.format] ?? []).map((channel): Subject => ({
    name: `${codec.format} ${channel}`,
    decode: (payload) => codec.decode(payload, channel, RECEIVED_MS, newSender()),
    examples: [],
  })),
);

const foreignSubjects = FOREIGN_CODECS.flatMap((codec) =>
  (FOREIGN_TOPICS[codec.format] ?? []).map(({ topic, examples }): Subject => {
    const channel = codec.channelOf(topic.split("/"));
    if (!channel) throw new Error(`${codec.format} does not know ${topic}`);
    const decode = (payload: Uint8Array): Decoded => {
      const { parts, refusals } = codec.decode(payload, channel, RECEIVED_MS, newSender());
      for (const { device, name } of parts) {
        expect(device === null || device.length > 0).toBe(true);
        expect(name === null || name.length > 0).toBe(true);
      }
      return { reports: parts.flatMap(({ reports }) => reports), refusals };
    };
    return { name: `${codec.format} ${topic}`, decode, examples };
  }),
);

/** One value somewhere in it is replaced. */
function changed(example: unknown, at: number, by: unknown): unknown {
  let left = at;
  function walk(value: unknown): unknown {
    if (left-- === 0) return by;
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, walk(below)]));
  }
  return walk(example);
}

it("every foreign format is tried", () => {
  expect(Object.keys(FOREIGN_TOPICS).toSorted()).toEqual(FOREIGN_CODECS.map(({ format }) => format).toSorted());
});

describe.each([...ownSubjects, ...foreignSubjects])("$name", ({ decode, examples }) => {
  /** Throws what an expectation throws. */
  const survives = (payload: Uint8Array): void => {
    const startedMs = performance.now();
    expectStorable(decode(payload));
    // Generous: it is about payloads that never end.
    expect(performance.now() - startedMs).toBeLessThan(2000);
  };

  it("survives any bytes", () => {
    const property = fc.property(fc.uint8Array({ maxLength: 200 }), survives);
    expect(() => fc.assert(property)).not.toThrow();
  });

  it("survives any JSON, however deep", () => {
    const property = fc.property(fc.oneof(fc.json(), nested), (json) => survives(Buffer.from(json)));
    expect(() => fc.assert(property)).not.toThrow();
  });

  it("survives any object and any list of them", () => {
    const list = fc.array(fc.oneof(plausible, element, anyValue), { maxLength: 5 });
    const property = fc.property(fc.oneof(element, plausible, list), (value) =>
      survives(Buffer.from(JSON.stringify(value))),
    );
    expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow();
  });

  it.skipIf(examples.length === 0)(
    "survives its own payloads with one value changed (skipped where: no examples)",
    () => {
      const property = fc.property(fc.constantFrom(...examples), fc.nat(40), anyValue, (example, at, by) =>
        survives(Buffer.from(JSON.stringify(changed(example, at, by)))),
      );
      expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow();
    },
  );
});
