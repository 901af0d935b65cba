// Formats that come by HTTP: OsmAnd and Traccar Client, NGSI-LD notifications.
import { describe, expect, it } from "vitest";
import { ngsiLdCodec } from "./ngsi-ld.ts";
import { osmandCodec, osmandIdOf } from "./osmand.ts";
import { recordedBytes, recordedLines, recordedMissing, teller } from "./told.ts";

const T = "2026-11-22T11:59:58Z";

describe("OsmAnd and Traccar Client", () => {
  const tell = teller(osmandCodec, "ingest/osmand");

  it("speaks of knots in the address, and of metres a second in JSON", () => {
    const seconds = Date.parse(T) / 1000;
    expect(
      tell(`id=k.p&lat=38.4&lon=27.1&timestamp=${seconds}&speed=10&bearing=90&altitude=12&accuracy=5&batt=80`),
    ).toEqual([`fix 27.1 38.4 @${T} 18.52km/h 90deg alt 12m ±5m {batteryPct}`]);
    const coords = { latitude: 38.4, longitude: 27.1, speed: 10, heading: -1, accuracy: 5, altitude: 12 };
    const location = {
      timestamp: T,
      coords,
      odometer: 1500,
      is_moving: true,
      battery: { level: 0.79, is_charging: false },
    };
    expect(tell({ device_id: "k.p", location })).toEqual([
      `fix 27.1 38.4 @${T} 36km/h alt 12m ±5m 1.5km {batteryPct,charging,moving}`,
    ]);
  });

  it.each([
    ["1763812798", T],
    ["1763812798000", T],
    ["2025-11-22T11:59:58Z", T],
    ["2025-11-22 11:59:58", T],
  ])("reads the time %s", (timestamp, expected) => {
    const text = new URLSearchParams({ lat: "38.4", lon: "27.1", timestamp }).toString();
    expect(tell(text)).toEqual([`fix 27.1 38.4 @${expected.replace("2026", "2025")} {}`]);
  });

  it("marks the time of receipt, and moves nothing without a place", () => {
    expect(tell("location=38.4,27.1")).toEqual(["fix 27.1 38.4 @now {timeSource}"]);
    expect(tell(`timestamp=${T}&cell=257,02,16,2224`)).toEqual([`osmand.no-fix @${T}`]);
    expect(tell("lat=95&lon=27")).toEqual(["refused latitude_out_of_range lat"]);
    expect(tell("lat=38&lon=27&timestamp=x")).toEqual(["refused time_unreadable timestamp"]);
    expect(tell("")).toEqual(["refused payload_empty"]);
  });

  it("finds who sends, and keeps neither id nor password", () => {
    expect(osmandIdOf(Buffer.from("lat=1&id=key.secret"))).toBe("key.secret");
    expect(osmandIdOf(Buffer.from("deviceid=key.secret"))).toBe("key.secret");
    expect(osmandIdOf(Buffer.from('{"device_id":"key.secret"}'))).toBe("key.secret");
    expect(osmandIdOf(Buffer.from("lat=1"))).toBeNull();
    expect(JSON.stringify(tell("lat=38&lon=27&id=key.secret&password=secret"))).not.toContain("secret");
  });

  it.skipIf(recordedMissing)("requests of a decoder test (skipped where ../shared/data is absent)", () => {
    const query = recordedLines("fleet/http/traccar_osmand_query.txt").map((line) => tell(line.replace("/?", "")));
    expect(query).toMatchInlineSnapshot(`
      [
        [
          "osmand.no-fix @2013-08-22T13:14:27Z",
        ],
        [
          "fix 30 60 @2013-08-22T13:14:27Z {}",
        ],
        [
          "fix -88.23412 42.06288 @2016-01-27T18:55:47Z 0km/h alt 224m {hdop}",
        ],
        [
          "fix -88.23412 42.06288 @2015-09-12T14:38:06.579Z 0km/h alt 224m {hdop}",
        ],
        [
          "fix 6.15788 49.60688 @2014-06-04T09:10:11Z 0km/h alt 384.7m {}",
        ],
        [
          "fix 30 60 @2013-08-22T13:14:27Z 0km/h 0deg alt 0m {hdop}",
        ],
        [
          "fix 30 60 @2013-08-22T13:14:27Z {}",
        ],
        [
          "fix 30 60 @now 0km/h 0deg alt 0m ±0m {vacc,timeSource}",
        ],
        [
          "fix -0.883333 41.666667 @now 0km/h alt 350.059479m {batteryPct,timeSource}",
        ],
        [
          "fix 30 60 @2013-08-22T13:14:27Z {}",
        ],
        [
          "fix -74.006141 40.723295 @2017-09-07T05:56:50Z 74.08km/h 7.198898deg on {rpm,fuel}",
        ],
      ]
    `);
    expect(recordedLines("fleet/http/traccar_osmand_json.jsonl").map(tell)).toMatchInlineSnapshot(`
      [
        [
          "fix -122.084 37.421998 @2025-06-15T13:45:12.862Z 0km/h alt 5m ±5m 0km {batteryPct,charging,moving,event,activity,extras}",
        ],
        [
          "fix -122.084 37.421998 @2025-06-15T13:45:12.862Z 0km/h alt 5m ±5m 0km {batteryPct,charging,moving,event,activity,extras}",
        ],
        [
          "fix -122.406417 37.785834 @2025-05-09T04:11:30.579Z alt 0m ±5m 0km {charging,moving,event,activity,extras}",
        ],
        [
          "fix 106.683702 -6.11481 @2021-07-21T08:06:34.444Z 67.212km/h 63deg alt 35.7m ±3.8m 0km {batteryPct,charging,moving,event,activity,extras}",
        ],
      ]
    `);
  });
});

describe("NGSI-LD", () => {
  const tell = teller(ngsiLdCodec, "ingest/ngsi-ld");

  it("reads notifications of normalized entities, with their units", () => {
    const entity = {
      id: "urn:ngsi-ld:AirQualityObserved:1",
      type: "AirQualityObserved",
      dateObserved: { type: "Property", value: "2026-11-22T11:59:58" },
      no2: { type: "Property", value: 69, unitCode: "GQ" },
      pm10: { type: "Property", value: 7, unitCode: "GQ", observedAt: "2026-11-22T11:00:00Z" },
      relativeHumidity: { type: "Property", value: 0.54 },
      refPointOfInterest: { type: "Relationship", object: "urn:x" },
      location: { type: "GeoProperty", value: { type: "Point", coordinates: [27.1, 38.4] } },
    };
    expect(tell({ subscriptionId: "s", notifiedAt: T, data: [entity, 5] })).toEqual([
      `${entity.id}: no2 = 69 ug/m3 @${T}`,
      `${entity.id}: pm10 = 7 ug/m3 @2026-11-22T11:00:00Z`,
      `${entity.id}: relativeHumidity = 54 % @${T}`,
      "refused payload_wrong_shape [1]",
    ]);
  });

  it("reads key-values, moves vehicles, and marks what has no time", () => {
    const location = { type: "Point", coordinates: [27.1, 38.4] };
    expect(tell({ id: "v", type: "Vehicle", speed: 12, location, observationDateTime: T })).toEqual([
      `v: speed = 12 @${T}`,
      `v: fix 27.1 38.4 @${T} {}`,
    ]);
    expect(tell([{ id: "s", type: "Device", batteryLevel: 0.75 }])).toEqual([
      "s: batteryLevel = 0.75 @now !received_time",
    ]);
    expect(tell({ type: "x" })).toEqual(["refused field_missing id"]);
  });

  it.skipIf(recordedMissing)("published examples (skipped where ../shared/data is absent)", () => {
    const example = (end: string): string[] =>
      tell(recordedBytes(`iot/smart-data-models/AirQualityObserved-example${end}`)).map((line) => line.slice(-60));
    expect(["-normalized.json", "-normalized.jsonld", ".json", ".jsonld"].map(example)).toMatchInlineSnapshot(`
      [
        [
          "11:00:00: airQualityLevel = "moderate" @2016-03-15T11:00:00Z",
          "04-2016-03-15T11:00:00: co = 500 mg/m3 @2016-03-15T11:00:00Z",
          "016-03-15T11:00:00: temperature = 12.2 @2016-03-15T11:00:00Z",
          "004-2016-03-15T11:00:00: no = 45 ug/m3 @2016-03-15T11:00:00Z",
          "16-03-15T11:00:00: windDirection = 176 @2016-03-15T11:00:00Z",
          "-2016-03-15T11:00:00: windSpeed = 0.64 @2016-03-15T11:00:00Z",
          "04-2016-03-15T11:00:00: so2 = 11 ug/m3 @2016-03-15T11:00:00Z",
          "4-2016-03-15T11:00:00: nox = 139 ug/m3 @2016-03-15T11:00:00Z",
          "6-03-15T11:00:00: airQualityIndex = 65 @2016-03-15T11:00:00Z",
          "2016-03-15T11:00:00: reliability = 0.7 @2016-03-15T11:00:00Z",
          "3-15T11:00:00: relativeHumidity = 54 % @2016-03-15T11:00:00Z",
          "-03-15T11:00:00: precipitation = false @2016-03-15T11:00:00Z",
          "04-2016-03-15T11:00:00: no2 = 69 ug/m3 @2016-03-15T11:00:00Z",
          "6-03-15T11:00:00: coLevel = "moderate" @2016-03-15T11:00:00Z",
          "28079004-2016-03-15T11:00:00: pm4 = 37 @2016-03-15T11:00:00Z",
          "8079004-2016-03-15T11:00:00: tpc = 108 @2016-03-15T11:00:00Z",
          "079004-2016-03-15T11:00:00: tsp = 73.3 @2016-03-15T11:00:00Z",
          "04-2016-03-15T11:00:00: pressure = 1.1 @2016-03-15T11:00:00Z",
          "079004-2016-03-15T11:00:00: charge = 5 @2016-03-15T11:00:00Z",
        ],
        [
          "04-2016-03-15T11:00:00: co = 500 mg/m3 @2016-03-15T11:00:00Z",
          "6-03-15T11:00:00: coLevel = "moderate" @2016-03-15T11:00:00Z",
          "004-2016-03-15T11:00:00: no = 45 ug/m3 @2016-03-15T11:00:00Z",
          "04-2016-03-15T11:00:00: no2 = 69 ug/m3 @2016-03-15T11:00:00Z",
          "4-2016-03-15T11:00:00: nox = 139 ug/m3 @2016-03-15T11:00:00Z",
          "04-2016-03-15T11:00:00: so2 = 11 ug/m3 @2016-03-15T11:00:00Z",
          "6-03-15T11:00:00: airQualityIndex = 65 @2016-03-15T11:00:00Z",
          "11:00:00: airQualityLevel = "moderate" @2016-03-15T11:00:00Z",
          "2016-03-15T11:00:00: precipitation = 0 @2016-03-15T11:00:00Z",
          "3-15T11:00:00: relativeHumidity = 54 % @2016-03-15T11:00:00Z",
          "2016-03-15T11:00:00: reliability = 0.7 @2016-03-15T11:00:00Z",
          "016-03-15T11:00:00: temperature = 12.2 @2016-03-15T11:00:00Z",
          "16-03-15T11:00:00: windDirection = 186 @2016-03-15T11:00:00Z",
          "-2016-03-15T11:00:00: windSpeed = 0.64 @2016-03-15T11:00:00Z",
          "28079004-2016-03-15T11:00:00: pm4 = 37 @2016-03-15T11:00:00Z",
          "8079004-2016-03-15T11:00:00: tpc = 108 @2016-03-15T11:00:00Z",
          "079004-2016-03-15T11:00:00: tsp = 73.3 @2016-03-15T11:00:00Z",
          "04-2016-03-15T11:00:00: pressure = 1.1 @2016-03-15T11:00:00Z",
          "079004-2016-03-15T11:00:00: charge = 5 @2016-03-15T11:00:00Z",
        ],
        [
          "2016-03-15T11:00:00: precipitation = 0 @2016-03-15T11:00:00Z",
          "3-15T11:00:00: relativeHumidity = 54 % @2016-03-15T11:00:00Z",
          "016-03-15T11:00:00: temperature = 12.2 @2016-03-15T11:00:00Z",
          "16-03-15T11:00:00: windDirection = 176 @2016-03-15T11:00:00Z",
          "-2016-03-15T11:00:00: windSpeed = 0.64 @2016-03-15T11:00:00Z",
          "11:00:00: airQualityLevel = "moderate" @2016-03-15T11:00:00Z",
          "6-03-15T11:00:00: airQualityIndex = 65 @2016-03-15T11:00:00Z",
          "2016-03-15T11:00:00: reliability = 0.7 @2016-03-15T11:00:00Z",
          "28079004-2016-03-15T11:00:00: co = 500 @2016-03-15T11:00:00Z",
          "-28079004-2016-03-15T11:00:00: no = 45 @2016-03-15T11:00:00Z",
          "28079004-2016-03-15T11:00:00: co2 = 69 @2016-03-15T11:00:00Z",
          "8079004-2016-03-15T11:00:00: nox = 139 @2016-03-15T11:00:00Z",
          "28079004-2016-03-15T11:00:00: so2 = 11 @2016-03-15T11:00:00Z",
          "6-03-15T11:00:00: coLevel = "moderate" @2016-03-15T11:00:00Z",
          "28079004-2016-03-15T11:00:00: pm4 = 37 @2016-03-15T11:00:00Z",
          "8079004-2016-03-15T11:00:00: tpc = 108 @2016-03-15T11:00:00Z",
          "079004-2016-03-15T11:00:00: tsp = 73.3 @2016-03-15T11:00:00Z",
          "04-2016-03-15T11:00:00: pressure = 1.1 @2016-03-15T11:00:00Z",
          "079004-2016-03-15T11:00:00: charge = 5 @2016-03-15T11:00:00Z",
        ],
        [
          "28079004-2016-03-15T11:00:00: co = 500 @2016-03-15T11:00:00Z",
          "6-03-15T11:00:00: coLevel = "moderate" @2016-03-15T11:00:00Z",
          "-28079004-2016-03-15T11:00:00: no = 45 @2016-03-15T11:00:00Z",
          "28079004-2016-03-15T11:00:00: no2 = 69 @2016-03-15T11:00:00Z",
          "8079004-2016-03-15T11:00:00: nox = 139 @2016-03-15T11:00:00Z",
          "28079004-2016-03-15T11:00:00: so2 = 11 @2016-03-15T11:00:00Z",
          "6-03-15T11:00:00: airQualityIndex = 65 @2016-03-15T11:00:00Z",
          "11:00:00: airQualityLevel = "moderate" @2016-03-15T11:00:00Z",
          "2016-03-15T11:00:00: precipitation = 0 @2016-03-15T11:00:00Z",
          "3-15T11:00:00: relativeHumidity = 54 % @2016-03-15T11:00:00Z",
          "2016-03-15T11:00:00: reliability = 0.7 @2016-03-15T11:00:00Z",
          "016-03-15T11:00:00: temperature = 12.2 @2016-03-15T11:00:00Z",
          "16-03-15T11:00:00: windDirection = 180 @2016-03-15T11:00:00Z",
          "-2016-03-15T11:00:00: windSpeed = 0.64 @2016-03-15T11:00:00Z",
        ],
      ]
    `);
  });
});
