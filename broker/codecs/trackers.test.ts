// Formats of vehicle trackers that Kentiz did not lay out: Teltonika, Ruptela, Flespi, PUI.
import { describe, expect, it } from "vitest";
import { flespiCodec } from "./flespi.ts";
import { puiCodec } from "./pui.ts";
import { ruptelaCodec } from "./ruptela.ts";
import { teltonikaCodec } from "./teltonika.ts";
import { recordedLines, recordedMissing, teller } from "./told.ts";

const T_MS = Date.UTC(2026, 10, 22, 11, 59, 58);

describe("Teltonika", () => {
  const tell = teller(teltonikaCodec, "teltonika/350000000000001/data");
  const record = { ts: T_MS, pr: 0, latlng: "38.4,27.1", alt: 12, ang: 90, sat: 9, sp: 40, evt: 0 };

  it("is a fix with its elements in our units", () => {
    const elements = {
      "239": 1,
      "16": 123456,
      "66": 24120,
      "67": 4010,
      "1": 1,
      "179": 0,
      "240": 1,
      "72": 215,
      "200": 7,
    };
    expect(tell({ state: { reported: { ...record, ...elements } } })).toEqual([
      "350000000000001: fix 27.1 38.4 @2026-11-22T11:59:58Z 40km/h 90deg alt 12m 123.456km on " +
        "{supplyV,batteryV,io200,moving,priority,satellites,inputs}",
      "350000000000001: temperature1 = 21.5 Cel @2026-11-22T11:59:58Z",
    ]);
  });

  it("is on the topic of the vendor's own mode, too", () => {
    expect(teller(teltonikaCodec, "350000000000001/data")({ state: { reported: record } })).toHaveLength(1);
    expect(teller(teltonikaCodec, "teltonika/350000000000001/log")({})).toEqual(["no such topic"]);
    expect(teltonikaCodec.maySubscribe(["350000000000001", "commands"])).toBe(true);
  });

  it("lists several records, newest first, and keeps the good ones", () => {
    expect(tell({ state: { reported: [record, { ...record, ts: "x" }, { ...record, ts: T_MS - 1000 }] } })).toEqual([
      "350000000000001: fix 27.1 38.4 @2026-11-22T11:59:58Z 40km/h 90deg alt 12m {priority,satellites}",
      "350000000000001: fix 27.1 38.4 @2026-11-22T11:59:57Z 40km/h 90deg alt 12m {priority,satellites}",
      "refused time_unreadable state.reported[1].ts",
    ]);
  });

  it("does not move a vehicle that sees no satellites", () => {
    expect(tell({ state: { reported: { ...record, sat: 0, sp: 0 } } })).toEqual([
      "350000000000001: teltonika.no-fix @2026-11-22T11:59:58Z",
    ]);
  });

  it("tells crash, towing and jamming as events", () => {
    expect(tell({ state: { reported: { ...record, evt: 247, "247": 1 } } })).toEqual([
      "350000000000001: fix 27.1 38.4 @2026-11-22T11:59:58Z 40km/h 90deg alt 12m {io247,priority,satellites,event}",
      "350000000000001: event @2026-11-22T11:59:58Z",
    ]);
  });

  it("refuses what it cannot read", () => {
    expect(tell({ state: { reported: { ...record, latlng: "north" } } })).toEqual([
      "refused field_wrong_type state.reported.latlng",
    ]);
    expect(tell({ state: {} })).toEqual(["refused field_missing state.reported"]);
    expect(tell({ state: { reported: { ...record, latlng: "91,27" } } })).toEqual([
      "refused latitude_out_of_range state.reported.latlng",
    ]);
  });
});

describe("Ruptela", () => {
  const tell = teller(ruptelaCodec, "ruptela/860000000000001/data");
  const record = {
    ts: T_MS / 1000,
    pos: { lat: 384123456, lon: 271234567 },
    dir: 27050,
    spd: 33,
    alt: 40,
    sat: 8,
    hdop: 0.9,
    data: { "29": "12450", "30": "3900", "65": "98765", "5": "1", "2": "0", "78": "-35", "150": "28601" },
  };

  it("scales its integers", () => {
    expect(tell(record)).toEqual([
      "860000000000001: fix 27.123457 38.412346 @2026-11-22T11:59:58Z 33km/h 270.5deg alt 40m 98.765km on " +
        "{satellites,hdop,inputs,supplyV,batteryV,io150}",
      "860000000000001: temperature1 = -3.5 Cel @2026-11-22T11:59:58Z",
    ]);
  });

  it("without a place is a message; with a wrong one it is refused", () => {
    expect(tell({ ...record, pos: null, data: {} })).toEqual(["860000000000001: ruptela.no-fix @2026-11-22T11:59:58Z"]);
    expect(tell({ ...record, pos: { lat: 1e10, lon: 1 }, data: {} })).toEqual([
      "refused latitude_out_of_range pos.lat",
    ]);
    expect(tell({ ...record, ts: undefined })).toEqual(["refused field_missing ts"]);
  });
});

describe("Flespi", () => {
  const tell = teller(flespiCodec, "flespi/message/gw/devices/42");
  const message = {
    ident: "605630",
    "device.name": "Örnek araç",
    timestamp: T_MS / 1000 + 0.25,
    "position.latitude": 38.4,
    "position.longitude": 27.1,
    "position.speed": 12,
    "position.direction": 181.5,
    "position.altitude": 30,
    "position.valid": true,
    "engine.ignition.status": true,
    "vehicle.mileage": 160.5,
    din: 5,
    "battery.voltage": 4.1,
    "refrigerator.sensor.temperature#1": 4.5,
  };

  it("is a fix with a time in fractions of seconds, and its probes", () => {
    expect(tell(message)).toEqual([
      "605630: fix 27.1 38.4 @2026-11-22T11:59:58.250Z 12km/h 181.5deg alt 30m 160.5km on " +
        "{position.valid,batteryV,inputs}",
      "605630: refrigerator.sensor.temperature#1 = 4.5 Cel @2026-11-22T11:59:58.250Z",
    ]);
  });

  it("does not believe a place that says it is invalid", () => {
    expect(tell({ ...message, "position.valid": false })[0]).toBe("605630: flespi.no-fix @2026-11-22T11:59:58.250Z");
  });

  it("takes the device of its topic where there is no ident", () => {
    expect(tell([{ timestamp: T_MS / 1000 }])).toEqual(["42: flespi.no-fix @2026-11-22T11:59:58Z"]);
  });

  it.skipIf(recordedMissing)("messages of a decoder test (skipped where ../shared/data is absent)", () => {
    expect(recordedLines("fleet/http/traccar_flespi.jsonl").map(tell)).toMatchInlineSnapshot(`
      [
        [
          "605630: fix 27.455848 53.90573 @2017-10-02T14:54:35Z 0km/h 0deg {time.valid.status,satellites,message.buffered.status,business.mode.status,gps.status}",
          "605630: fix 27.455986 53.905569 @2017-09-29T14:36:25Z 0km/h 262.643854deg alt 233.48m 160km {siren.status,business.mode.status,satellites,led.status,gradual.stop.status,hardware.version.enum,message.buffered.status,blinkers.status,immobilizer.status}",
        ],
        [
          "605630: flespi.no-fix @2000-01-01T00:00:40Z",
          "605630: refrigerator.sensor.temperature#1 = 62.5 Cel @2000-01-01T00:00:40Z !ancient",
          "605630: refrigerator.sensor.temperature#3 = 71.4 Cel @2000-01-01T00:00:40Z !ancient",
          "605630: refrigerator.sensor.temperature#4 = 66.7 Cel @2000-01-01T00:00:40Z !ancient",
          "605630: refrigerator.sensor.temperature#2 = 68.2 Cel @2000-01-01T00:00:40Z !ancient",
          "605630: refrigerator.sensor.temperature#6 = 68.9 Cel @2000-01-01T00:00:40Z !ancient",
          "605630: refrigerator.sensor.temperature#5 = 71.3 Cel @2000-01-01T00:00:40Z !ancient",
          "605630: fix 56.207576 57.986744 @2014-02-13T06:15:12Z 0km/h 0deg alt 219m on {geofence.inside.status,position.valid,ain#4,rs232.sensor.value#1,rs232.sensor.value#0,gnss.antenna.cut.status,ain#3,hdop,shock.event.trigger,alarm.mode.status,ibutton.event.connect,internal.battery.voltage.limit.lower.status,ain#2,gsm.signal.level,refrigerator.connection.status,satellites,external.powersource.voltage.range.outside.status,incline.event.trigger,alarm.event.trigger,movement.status,gsm.sim.status,record.seqnum,supplyV,gnss.enum,batteryV,ain#1,internal.bus.supply.voltage.range.outside.status}",
          "605630: refrigerator.sensor.temperature#1 = 74.1 Cel @2014-02-13T06:15:12Z",
          "605630: refrigerator.sensor.temperature#3 = 71.4 Cel @2014-02-13T06:15:12Z",
          "605630: refrigerator.sensor.temperature#4 = 70.5 Cel @2014-02-13T06:15:12Z",
          "605630: refrigerator.sensor.temperature#2 = 71.3 Cel @2014-02-13T06:15:12Z",
          "605630: refrigerator.sensor.temperature#6 = 69.3 Cel @2014-02-13T06:15:12Z",
          "605630: refrigerator.sensor.temperature#5 = 68.1 Cel @2014-02-13T06:15:12Z",
        ],
        [
          "namo:namo: fix 27.524165 53.90821 @2017-10-20T14:08:30.013Z 0km/h 0deg alt 300m {ain#1,ain#2,ain#3,ain#4,alarm.event.trigger,custom.SOS,custom.dparam,custom.ign,custom.iparam,custom.tparam,dout,hdop,satellites,inputs}",
        ],
      ]
    `);
  });
});

describe("PUI", () => {
  const tell = teller(puiCodec, "any/topic/of/theirs");

  it("speaks of centimetres a second", () => {
    const message = { id: "01", ts: "2026-11-22T11:59:58.000Z", rpt: "hf", location: { lat: 38.4, lon: 27.1 } };
    expect(tell({ ...message, bear: 70, spd: 1000, ign: "off" })).toEqual([
      "01: fix 27.1 38.4 @2026-11-22T11:59:58Z 36km/h 70deg off {rpt}",
    ]);
    expect(tell({ ...message, location: null })).toEqual(["refused field_missing location"]);
    expect(tell({ ...message, ts: "x" })).toEqual(["refused time_unreadable ts"]);
  });

  it.skipIf(recordedMissing)("message of a decoder test (skipped where ../shared/data is absent)", () => {
    expect(recordedLines("fleet/http/traccar_pui_mqtt.jsonl").map(tell)).toMatchInlineSnapshot(`
      [
        [
          "015262001044848: fix -84.20784 33.91233 @2023-06-01T03:09:51.362Z 89.352km/h 70deg on {rpt}",
        ],
      ]
    `);
  });
});
