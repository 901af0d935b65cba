// Network servers and gateways that speak for many devices: ChirpStack, The Things Stack, ThingsBoard.
import { describe, expect, it } from "vitest";
import { chirpstackCodec } from "./chirpstack.ts";
import { thingsboardCodec, thingsboardGatewayCodec } from "./thingsboard.ts";
import { newSender, RECEIVED_MS, recordedBytes, recordedMissing, teller } from "./told.ts";
import { ttsCodec } from "./tts.ts";

const T = "2026-11-22T11:59:58Z";
const EUI = "0101010101010101";

describe("ChirpStack v4", () => {
  const topic = (kind: string): string => `application/app/device/${EUI}/event/${kind}`;
  const event = { time: "2026-11-22T11:59:58.823500726+00:00", deviceInfo: { deviceName: "Örnek sayaç", devEui: EUI } };
  const up = teller(chirpstackCodec, topic("up"));

  it("is an observation for every decoded value, and the radio's own", () => {
    const rxInfo = [
      { rssi: -90, snr: 1 },
      { rssi: -36, snr: 10.5 },
    ];
    const object = { temperature: 21.5, "pm2.5": 12, tilt: "normal", nested: { level: "7,5" }, empty: null };
    expect(up({ ...event, fCnt: 5, fPort: 2, object, rxInfo })).toEqual([
      `${EUI}: temperature = 21.5 @2026-11-22T11:59:58.823Z`,
      `${EUI}: pm2.5 = 12 @2026-11-22T11:59:58.823Z`,
      `${EUI}: tilt = "normal" @2026-11-22T11:59:58.823Z`,
      `${EUI}: nested.level = 7.5 @2026-11-22T11:59:58.823Z`,
      `${EUI}: rssi = -36 dB[mW] @2026-11-22T11:59:58.823Z`,
      `${EUI}: snr = 10.5 dB @2026-11-22T11:59:58.823Z`,
    ]);
  });

  it("counts frames, and an absent counter is 0", () => {
    const channel = chirpstackCodec.channelOf(topic("up").split("/")) ?? { kind: "", device: null };
    const sequenceOf = (fCnt?: number): unknown =>
      chirpstackCodec.decode(Buffer.from(JSON.stringify({ ...event, fCnt })), channel, RECEIVED_MS, newSender()).parts;
    expect(sequenceOf(7)).toMatchObject([{ device: EUI, name: "Örnek sayaç", sequence: 7 }]);
    expect(sequenceOf()).toMatchObject([{ sequence: 0 }]);
  });

  it("keeps the bytes where nothing decoded them, and moves trackers", () => {
    expect(up({ ...event, fPort: 1, data: "qg==" })).toEqual([`${EUI}: chirpstack.raw @2026-11-22T11:59:58.823Z`]);
    expect(
      up({ ...event, object: { gps_1: { latitude: 38.4, longitude: 27.1, altitude: 12 }, battery: 3.6 } }),
    ).toEqual([
      `${EUI}: fix 27.1 38.4 @2026-11-22T11:59:58.823Z alt 12m {}`,
      `${EUI}: battery = 3.6 @2026-11-22T11:59:58.823Z`,
    ]);
  });

  it("knows its other events", () => {
    expect(teller(chirpstackCodec, topic("status"))({ ...event, margin: 10 })).toEqual([
      `${EUI}: batteryLevel = 0 % @2026-11-22T11:59:58.823Z`,
      `${EUI}: margin = 10 dB @2026-11-22T11:59:58.823Z`,
    ]);
    expect(teller(chirpstackCodec, topic("status"))({ ...event, externalPowerSource: true })).toEqual([
      `${EUI}: margin = 0 dB @2026-11-22T11:59:58.823Z`,
    ]);
    const location = { latitude: 38.4, longitude: 27.1, source: "GEO_RESOLVER_TDOA", accuracy: 40 };
    expect(teller(chirpstackCodec, topic("location"))({ ...event, location })).toEqual([
      `${EUI}: fix 27.1 38.4 @2026-11-22T11:59:58.823Z ±40m {source}`,
    ]);
    expect(teller(chirpstackCodec, topic("join"))(event)).toEqual([
      `${EUI}: chirpstack.join @2026-11-22T11:59:58.823Z`,
    ]);
    expect(teller(chirpstackCodec, topic("x"))(event)).toEqual(["no such topic"]);
    expect(up(Buffer.from([0x0a, 0x10, 0xff]))).toEqual(["refused payload_not_utf8"]);
  });

  it.skipIf(recordedMissing)("documented events (skipped where ../shared/data is absent)", () => {
    const tell = (kind: string): string[] =>
      teller(chirpstackCodec, topic(kind))(recordedBytes(`iot/chirpstack/event-${kind}.json`));
    expect(["up", "status", "join"].map(tell)).toMatchInlineSnapshot(`
      [
        [
          "0101010101010101: chirpstack.raw @2022-07-18T09:34:15.775Z",
          "0101010101010101: rssi = -36 dB[mW] @2022-07-18T09:34:15.775Z",
          "0101010101010101: snr = 10.5 dB @2022-07-18T09:34:15.775Z",
        ],
        [
          "0101010101010101: batteryLevel = 88.3 % @2022-07-18T09:35:06.927Z",
          "0101010101010101: margin = 10 dB @2022-07-18T09:35:06.927Z",
        ],
        [
          "0101010101010101: chirpstack.join @2022-07-18T09:33:28.823Z",
        ],
      ]
    `);
  });
});

describe("The Things Stack v3", () => {
  const up = teller(ttsCodec, "v3/app@tenant/devices/dev1/up");
  const ids = { end_device_ids: { device_id: "dev1", dev_eui: "4200000000000000" } };
  const uplink = { f_cnt: 3, f_port: 1, received_at: T, rx_metadata: [{ rssi: -40, snr: 9 }] };

  it("is an observation for every decoded value", () => {
    expect(up({ ...ids, received_at: T, uplink_message: { ...uplink, decoded_payload: { distance: 30 } } })).toEqual([
      `4200000000000000: distance = 30 @${T}`,
      `4200000000000000: rssi = -40 dB[mW] @${T}`,
      `4200000000000000: snr = 9 dB @${T}`,
    ]);
  });

  it("takes normalized values with their units instead", () => {
    const normalized = [{ air: { temperature: 21.3, relativeHumidity: 44 }, battery: 3.1 }];
    const message = { ...uplink, rx_metadata: [], decoded_payload: { t: 213 }, normalized_payload: normalized };
    expect(up({ ...ids, uplink_message: message })).toEqual([
      `4200000000000000: air.temperature = 21.3 Cel @${T}`,
      `4200000000000000: air.relativeHumidity = 44 % @${T}`,
      `4200000000000000: battery = 3.1 V @${T}`,
    ]);
  });

  it("keeps raw frames, refuses simulated ones, and falls back to the topic's device", () => {
    expect(up({ uplink_message: { frm_payload: "qg==", received_at: T } })).toEqual([`app@tenant/dev1: tts.raw @${T}`]);
    expect(up({ ...ids, simulated: true, uplink_message: { decoded_payload: { a: 1 } } })).toEqual([
      "refused payload_simulated",
    ]);
    const solved = { ...ids, received_at: T, location_solved: { location: { latitude: 38.4, longitude: 27.1 } } };
    expect(teller(ttsCodec, "v3/app/devices/dev1/location/solved")(solved)).toEqual([
      `4200000000000000: fix 27.1 38.4 @${T} {}`,
    ]);
    expect(teller(ttsCodec, "v3/app/devices/dev1/down/ack")({ ...ids, received_at: T })).toEqual([
      `4200000000000000: tts.down.ack @${T}`,
    ]);
  });

  it.skipIf(recordedMissing)("documented messages (skipped where ../shared/data is absent)", () => {
    const join = teller(ttsCodec, "v3/app1/devices/dev1/join");
    expect(["data-formats-1", "mqtt-1"].map((file) => join(recordedBytes(`iot/tts/${file}.json`))))
      .toMatchInlineSnapshot(`
      [
        [
          "0004a30b001c0530: tts.join @2020-02-17T07:49:09.935Z",
        ],
        [
          "4200000000000000: tts.join @now",
        ],
      ]
    `);
  });
});

describe("ThingsBoard", () => {
  const telemetry = teller(thingsboardCodec, "v1/devices/me/telemetry");
  const T_MS = Date.parse(T);

  it("takes all four shapes of telemetry", () => {
    expect(telemetry({ temperature: "21.5", open: true })).toEqual([
      "temperature = 21.5 @now !received_time",
      "open = true @now !received_time",
    ]);
    expect(telemetry([{ a: 1 }, { b: 2 }])).toEqual(["a = 1 @now !received_time", "b = 2 @now !received_time"]);
    expect(telemetry({ ts: T_MS, values: { a: { b: 1 } } })).toEqual([`a.b = 1 @${T}`]);
    expect(telemetry([{ ts: T_MS, values: { a: 1 } }, { ts: "x", values: { a: 2 } }, 5])).toEqual([
      `a = 1 @${T}`,
      "refused time_unreadable [1].ts",
      "refused payload_wrong_shape [2]",
    ]);
  });

  it("moves trackers, and keeps attributes as messages", () => {
    expect(telemetry({ ts: T_MS, values: { latitude: 38.4, longitude: 27.1, fuel: 5 } })).toEqual([
      `fix 27.1 38.4 @${T} {}`,
      `fuel = 5 @${T}`,
    ]);
    expect(teller(thingsboardCodec, "v2/a")({ firmware: "1.2" })).toEqual(["thingsboard.attributes @now"]);
    expect(teller(thingsboardCodec, "v1/gateway/telemetry")({})).toEqual(["no such topic"]);
  });

  it("tells the devices of a gateway apart", () => {
    const tell = teller(thingsboardGatewayCodec, "v1/gateway/telemetry");
    expect(tell({ "Sayaç A": [{ ts: T_MS, values: { a: 1 } }], "Sayaç B": [{ b: 2 }], "": [] })).toEqual([
      `Sayaç A: a = 1 @${T}`,
      "Sayaç B: b = 2 @now !received_time",
      "refused stored_value_refused",
    ]);
    expect(teller(thingsboardGatewayCodec, "v1/gateway/connect")({ device: "Sayaç A" })).toEqual([
      "Sayaç A: thingsboard.connect @now",
    ]);
    expect(tell([1])).toEqual(["refused payload_wrong_shape"]);
  });

  it.skipIf(recordedMissing)("documented telemetry (skipped where ../shared/data is absent)", () => {
    expect(telemetry(recordedBytes("iot/thingsboard/telemetry-data-with-ts.json"))).toMatchInlineSnapshot(`
      [
        "key1 = "value1" @2016-01-01T12:00:00.512Z",
        "key2 = "value2" @2016-01-01T12:00:00.512Z",
      ]
    `);
  });
});
