// Formats of sensors and buildings: SenML, SensorThings, zigbee2mqtt, Tasmota.
import { encode as encodeCbor } from "cborg";
import { describe, expect, it } from "vitest";
import { senmlCodec } from "./senml.ts";
import { sensorthingsCodec } from "./sensorthings.ts";
import { tasmotaCodec } from "./tasmota.ts";
import { recordedBytes, recordedFiles, recordedMissing, teller } from "./told.ts";
import { zigbee2mqttCodec } from "./zigbee2mqtt.ts";

const T = "2026-11-22T11:59:58Z";

describe("SenML", () => {
  const tell = teller(senmlCodec, "any/topic");
  const bt = Date.parse(T) / 1000;

  it("resolves base fields, and times relative to now", () => {
    expect(
      tell([
        { bn: "urn:dev:1:", bt, bu: "Cel", n: "in", v: 21 },
        { n: "out", t: -60, v: 4.5 },
        { n: "door", u: "/", vb: true, bt: 0, t: -10 },
        { n: "count", u: "count", s: 7 },
      ]),
    ).toEqual([
      `in = 21 Cel @${T}`,
      "out = 4.5 Cel @2026-11-22T11:58:58Z",
      "door = true @2026-11-22T11:59:50Z",
      "count sum = 7 @now !received_time",
    ]);
  });

  it("tells values apart by unit where the device alone is named, and joins places", () => {
    expect(
      tell([
        { bn: "urn:dev:1", bt, u: "%RH", v: 20 },
        { u: "lon", v: 27.1 },
        { u: "lat", v: 38.4 },
        { u: "%EL", v: 98 },
      ]),
    ).toEqual([`urn:dev:1 (%RH) = 20 % @${T}`, `fix 27.1 38.4 @${T} {}`, `urn:dev:1 (%EL) = 98 % @${T}`]);
  });

  it("is CBOR, too, with numbers for names", () => {
    const pack = [
      new Map<number, unknown>([
        [-2, "urn:dev:1:"],
        [-3, bt],
        [0, "in"],
        [1, "Cel"],
        [2, 21.5],
      ]),
    ];
    expect(tell(encodeCbor(pack))).toEqual([`in = 21.5 Cel @${T}`]);
    expect(tell(Buffer.from([0x9f, 0x01]))).toEqual(["refused payload_wrong_shape"]);
  });

  it("refuses what it must understand and does not", () => {
    expect(tell([{ n: "a", v: 1, new_: 2 }, 5, { n: "b", v: 2 }])).toEqual([
      "b = 2 @now !received_time",
      "refused field_unknown [0]",
      "refused payload_wrong_shape [1]",
    ]);
    expect(tell([{ bver: 11, n: "a", v: 1 }])).toEqual(["refused payload_wrong_shape [0]"]);
  });

  it.skipIf(recordedMissing)(
    "examples of RFC 8428 and their resolved form (skipped where ../shared/data is absent)",
    () => {
      const values = (told: string[]): number => told.filter((line) => line.includes(" = ")).length;
      for (const file of ["ex1", "ex2", "ex3", "ex4", "ex6"]) {
        const resolved = JSON.parse(recordedBytes(`iot/senml/${file}.json`).toString("utf8")) as { v?: number }[];
        const expected = resolved.filter((record) => record.v !== undefined || "vs" in record || "vb" in record).length;
        expect(values(tell(recordedBytes(`iot/senml/${file}.json`))), file).toBe(expected);
      }
      expect(tell(recordedBytes("iot/senml/ex5.json"))).toMatchInlineSnapshot(`
        [
          "urn:dev:ow:10e2073a01080063 (%RH) = 20 % @2011-10-31T13:24:24Z",
          "fix 24.30621 60.07965 @2011-10-31T13:24:24Z {}",
          "urn:dev:ow:10e2073a01080063 (%RH) = 20.3 % @2011-10-31T13:25:24Z",
          "fix 24.30622 60.07965 @2011-10-31T13:25:24Z {}",
          "urn:dev:ow:10e2073a01080063 (%RH) = 20.7 % @2011-10-31T13:26:24Z",
          "fix 24.30623 60.07966 @2011-10-31T13:26:24Z {}",
          "urn:dev:ow:10e2073a01080063 (%EL) = 98 % @2011-10-31T13:26:54Z",
          "urn:dev:ow:10e2073a01080063 (%RH) = 21.2 % @2011-10-31T13:27:24Z",
          "fix 24.30628 60.07967 @2011-10-31T13:27:24Z {}",
        ]
      `);
      expect(tell(recordedBytes("iot/senml/ex3.gen.cbor"))).toEqual(tell(recordedBytes("iot/senml/ex3.json")));
    },
  );
});

describe("SensorThings observations", () => {
  it("name their datastream in the topic or in themselves", () => {
    const observation = { result: 21.5, phenomenonTime: T };
    expect(teller(sensorthingsCodec, "v1.1/Datastreams(7)/Observations")(observation)).toEqual([
      `Datastreams(7) = 21.5 @${T}`,
    ]);
    const tell = teller(sensorthingsCodec, "v1.1/Observations");
    expect(tell({ ...observation, Datastream: { "@iot.id": 8 } })).toEqual([`Datastreams(8) = 21.5 @${T}`]);
    expect(tell(observation)).toEqual(["refused field_missing Datastream"]);
    expect(teller(sensorthingsCodec, "v1.1/Things(7)/Observations")({})).toEqual(["no such topic"]);
  });

  it("may hold intervals, objects, and no time", () => {
    const tell = teller(sensorthingsCodec, "v1.1/MultiDatastreams(7)/Observations");
    expect(tell({ result: [1, 2], phenomenonTime: `2026-11-22T11:00:00Z/${T}` })).toEqual([
      `Datastreams(7).0 = 1 @${T}`,
      `Datastreams(7).1 = 2 @${T}`,
    ]);
    expect(tell({ result: "open" })).toEqual(['Datastreams(7) = "open" @now !received_time']);
    expect(tell({ result: 1, phenomenonTime: "x" })).toEqual(["refused time_unreadable phenomenonTime"]);
    expect(tell({})).toEqual(["refused field_missing result"]);
  });
});

describe("zigbee2mqtt", () => {
  it("is an observation for every value, with units where they are certain", () => {
    expect(
      teller(
        zigbee2mqttCodec,
        "zigbee2mqtt/Kat 1/Salon",
      )({ temperature: 27.3, voltage: 3000, linkquality: 120, last_seen: T }),
    ).toEqual([
      `Kat 1/Salon: temperature = 27.3 Cel @${T}`,
      `Kat 1/Salon: voltage = 3000 @${T}`,
      `Kat 1/Salon: linkquality = 120 @${T}`,
    ]);
  });

  it("tells availability in both its forms, and leaves the bridge alone", () => {
    const tell = teller(zigbee2mqttCodec, "zigbee2mqtt/Salon/availability");
    expect(tell("online")).toEqual(["Salon: zigbee2mqtt.availability @now"]);
    expect(tell({ state: "offline" })).toEqual(["Salon: zigbee2mqtt.availability @now"]);
    expect(tell("x")).toEqual(["refused payload_wrong_shape"]);
    expect(teller(zigbee2mqttCodec, "zigbee2mqtt/bridge/devices")([{}])).toEqual([]);
    expect(teller(zigbee2mqttCodec, "zigbee2mqtt/Salon/set")({})).toEqual(["no such topic"]);
  });

  it.skipIf(recordedMissing)("documented states (skipped where ../shared/data is absent)", () => {
    const tell = teller(zigbee2mqttCodec, "zigbee2mqtt/x");
    expect(["state-1", "state-4"].map((file) => tell(recordedBytes(`iot/zigbee2mqtt/${file}.json`))))
      .toMatchInlineSnapshot(`
      [
        [
          "x: temperature = 27.34 Cel @now !received_time",
          "x: humidity = 44.72 % @now !received_time",
        ],
        [
          "x: state = "ON" @now !received_time",
          "x: brightness = 215 @now !received_time",
          "x: color_temp = 325 @now !received_time",
        ],
      ]
    `);
  });
});

describe("Tasmota", () => {
  const tell = teller(tasmotaCodec, "tele/bahçe/SENSOR");

  it("finds the zone of its local time", () => {
    expect(tell({ Time: "2026-11-22T14:59:58", DS18B20: { Temperature: 4.5 }, TempUnit: "C" })).toEqual([
      `bahçe: DS18B20.Temperature = 4.5 Cel @${T}`,
    ]);
    expect(tell({ Time: "1970-01-01T00:00:12", Switch1: "ON" })).toEqual(["bahçe: Switch1 = true @now !received_time"]);
    expect(tell({ Time: "2026-11-22T14:59:58+03:00", A: 1 })).toEqual([`bahçe: A = 1 @${T}`]);
  });

  it("turns Fahrenheit and inches of mercury into °C and hPa", () => {
    const message = { Time: "2026-11-22T11:59:58", BME280: { Temperature: 68, Pressure: 30 } };
    expect(tell({ ...message, TempUnit: "F", PressureUnit: "inHg" })).toEqual([
      `bahçe: BME280.Temperature = 20 Cel @${T}`,
      `bahçe: BME280.Pressure = 1015.9167 hPa @${T}`,
    ]);
  });

  it("knows its will, and the status it is asked for", () => {
    expect(teller(tasmotaCodec, "tele/bahçe/LWT")("Offline")).toEqual(["bahçe: tasmota.lwt @now"]);
    expect(
      teller(tasmotaCodec, "stat/bahçe/STATUS8")({ StatusSNS: { Time: "2026-11-22T11:59:58", ENERGY: { Power: 5 } } }),
    ).toEqual([`bahçe: ENERGY.Power = 5 W @${T}`]);
    expect(teller(tasmotaCodec, "cmnd/bahçe/POWER")("ON")).toEqual(["no such topic"]);
    expect(tasmotaCodec.maySubscribe(["cmnd", "bahçe", "#"])).toBe(true);
    expect(tasmotaCodec.maySubscribe(["cmnd", "#"])).toBe(false);
  });

  it.skipIf(recordedMissing)("documented messages (skipped where ../shared/data is absent)", () => {
    const told = recordedFiles("iot/tasmota").map((file) => {
      const lines = tell(recordedBytes(`iot/tasmota/${file}`));
      return `${file}: ${lines.map((line) => line.replace(/^bahçe: | @.*$/g, "")).join(" · ")}`;
    });
    expect(told).toMatchInlineSnapshot(`
      [
        "APDS-9960-006.json: APDS9960.None = 1",
        "APDS-9960-012.json: APDS9960.Down = 1",
        "BME680-018.json: BME680.Temperature = 24.5 Cel · BME680.Humidity = 33 % · BME680.DewPoint = 7.1 Cel · BME680.Pressure = 987.7 hPa · BME680.Gas = 1086.43",
        "Bluetooth_ESP32-024.json: IBEACON.MAC = "A4C1387FC1E1" · IBEACON.RSSI = -56 · IBEACON.STATE = false",
        "Buttons-and-Switches-030.json: Switch1 = true",
        "DeepSleep-036.json: Uptime = "0T00:00:14" · UptimeSec = 14 s · Heap = 24 · SleepMode = "Dynamic" · Sleep = 50 · LoadAvg = 20 · MqttCount = 1 · Wifi.AP = 1 · Wifi.Channel = 11 · Wifi.RSSI = 100 · Wifi.LinkCount = 1 · Wifi.Downtime = "0T00:00:08" · Wifi.DeepSleep = 300 · Wifi.Heap = 25160",
        "HLK-LD2410-042.json: LD2410.Distance.0 = 200 · LD2410.Distance.1 = 181 · LD2410.Distance.2 = 144 · LD2410.Energy.0 = 13 · LD2410.Energy.1 = 100",
        "HLK-LD2410S-048.json: LD2410S.Update threshold = "3%"",
        "JSON-Status-Responses-054.json: Uptime = "1 02:33:26" · Vcc = 3.504 V · POWER = false · Wifi.AP = 1 · Wifi.RSSI = 100",
        "JSON-Status-Responses-060.json: DS18B20.Temperature = 19.7 Cel",
        "MCP230xx-066.json: MCP230XX_INT.D1 = 0 · MCP230XX_INT.MS = 519",
        "MFRC522-072.json: RC522.UID = "BA839D07" · RC522.Type = "MIFARE 1KB"",
        "MQTT-078.json: DS18B20.Temperature = 20.6 Cel",
        "NeoPool-083.json: NeoPool.Time = "2021-06-01T11:00:00" · NeoPool.Type = "Oxilife" · NeoPool.Modules.pH = 1 · NeoPool.Modules.Redox = 1 · NeoPool.Modules.Hydrolysis = 1 · NeoPool.Modules.Chlorine = 1 · NeoPool.Modules.Conductivity = 1 · NeoPool.Modules.Ionization = 1 · NeoPool.Temperature = 23.5 Cel · NeoPool.Powerunit.Version = "V3.45" · NeoPool.Powerunit.NodeID = "XXXX XXXX XXXX XXXX XXXX 442A" · NeoPool.Powerunit.5V = 5.017 · NeoPool.Powerunit.12V = 13.904 · NeoPool.Powerunit.24-30V = 33.721 · NeoPool.Powerunit.4-20mA = 0.01 · NeoPool.pH.Data = 7.2 · NeoPool.pH.Min = 7 · NeoPool.pH.Max = 7.2 · NeoPool.pH.State = 0 · NeoPool.pH.Pump = 2 · NeoPool.pH.FL1 = 0 · NeoPool.pH.Tank = 1 · NeoPool.Redox.Data = 752 · NeoPool.Redox.Setpoint = 750 · NeoPool.Chlorine.Data = 0.7 · NeoPool.Chlorine.Setpoint = 1 · NeoPool.Conductivity = 0 · NeoPool.Ionization.Data = 0 · NeoPool.Ionization.Setpoint = 0 · NeoPool.Ionization.Max = 0 · NeoPool.Hydrolysis.Data = 100 · NeoPool.Hydrolysis.Unit = "%" · NeoPool.Hydrolysis.Setpoint = 100 · NeoPool.Hydrolysis.Max = 100 · NeoPool.Hydrolysis.Runtime.Total = "28T22:13:19" · NeoPool.Hydrolysis.Runtime.Part = "28T22:13:02" · NeoPool.Hydrolysis.Runtime.Pol1 = "14T12:32:46" · NeoPool.Hydrolysis.Runtime.Pol2 = "14T09:40:33" · NeoPool.Hydrolysis.Runtime.Changes = 258 · NeoPool.Hydrolysis.State = "Pol1" · NeoPool.Hydrolysis.Cover = 0 · NeoPool.Hydrolysis.Boost = 0 · NeoPool.Hydrolysis.Low = 0 · NeoPool.Hydrolysis.FL1 = 0 · NeoPool.Hydrolysis.Redox = 1 · NeoPool.Filtration.State = 1 · NeoPool.Filtration.Speed = 2 · NeoPool.Filtration.Mode = 1 · NeoPool.Light = 0 · NeoPool.Relay.State.0 = 0 · NeoPool.Relay.State.1 = 1 · NeoPool.Relay.State.2 = 0 · NeoPool.Relay.State.3 = 0 · NeoPool.Relay.State.4 = 0 · NeoPool.Relay.State.5 = 1 · NeoPool.Relay.State.6 = 0 · NeoPool.Relay.Aux.0 = 0 · NeoPool.Relay.Aux.1 = 0 · NeoPool.Relay.Aux.2 = 1 · NeoPool.Relay.Aux.3 = 0 · NeoPool.Relay.Acid = 0 · NeoPool.Connection.Time = "2024-08-14T15:00:00" · NeoPool.Connection.MBRequests = 9040 · NeoPool.Connection.MBNoError = 9039 · NeoPool.Connection.MBIllegalFunc = 0 · NeoPool.Connection.MBIllegalDataAddr = 0 · NeoPool.Connection.MBIllegalDataValue = 0 · NeoPool.Connection.MBSlaveError = 0 · NeoPool.Connection.MBAck = 0 · NeoPool.Connection.MBSlaveBusy = 0 · NeoPool.Connection.MBNotEnoughData = 0 · NeoPool.Connection.MBMemParityErr = 0 · NeoPool.Connection.MBCRCErr = 0 · NeoPool.Connection.MBGWPath = 0 · NeoPool.Connection.MBGWTarget = 0 · NeoPool.Connection.MBRegErr = 0 · NeoPool.Connection.MBRegData = 0 · NeoPool.Connection.MBTooManyReg = 0 · NeoPool.Connection.MBUnknownErr = 0 · NeoPool.Connection.MBNoResponse = 1 · NeoPool.Connection.DataOutOfRange = 0",
        "PCF8574-089.json: PCF8574-1_INP.D0 = 0",
        "PN532-095.json: PN532.UID = "53BB1F05110001" · PN532.Data = "I love tasmota" · PN532.Auth = "None"",
        "Sonoff-Pow-113.json: ENERGY.TotalStartTime = "2018-11-14T18:39:40" · ENERGY.Total = 6.294 kW.h · ENERGY.Yesterday = 5.34 kW.h · ENERGY.Today = 0.954 kW.h · ENERGY.Period = 217 · ENERGY.Power = 2635 W · ENERGY.ApparentPower = 2650 V.A · ENERGY.ReactivePower = 282 V.A{reactive} · ENERGY.Factor = 0.99 · ENERGY.Voltage = 227 V · ENERGY.Current = 11.661 A",
        "Tasmota-IR-103.json: IrReceived.Protocol = "PANASONIC_AC" · IrReceived.Bits = 216 · IrReceived.Data = "0x0220E004000000060220E00400032C805F06000EE0000081000089" · IrReceived.Repeat = 0 · IrReceived.IRHVAC.Vendor = "PANASONIC_AC" · IrReceived.IRHVAC.Model = 2 · IrReceived.IRHVAC.Power = "on" · IrReceived.IRHVAC.Mode = "auto" · IrReceived.IRHVAC.Celsius = "on" · IrReceived.IRHVAC.Temp = 22 · IrReceived.IRHVAC.FanSpeed = "medium" · IrReceived.IRHVAC.SwingV = "auto" · IrReceived.IRHVAC.SwingH = "middle" · IrReceived.IRHVAC.Quiet = "off" · IrReceived.IRHVAC.Turbo = "off" · IrReceived.IRHVAC.Econo = "off" · IrReceived.IRHVAC.Light = "off" · IrReceived.IRHVAC.Filter = "off" · IrReceived.IRHVAC.Clean = "off" · IrReceived.IRHVAC.Beep = "off" · IrReceived.IRHVAC.Sleep = -1",
        "VL53Lxx-109.json: VL53L1X.Distance = 263",
        "openHAB-119.json: Total = 0.64 kW.h · Yesterday = 0.007 kW.h · Today = 0.003 kW.h · Period = 0 · Power = 0 W · Factor = 0 · Voltage = 0 V · Current = 0 A",
      ]
    `);
  });
});
