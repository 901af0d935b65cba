// Every bad input of the door's daily life: refused with a reason, counted, readable; the good beside
// it is stored.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { RejectionReason } from "../../domain/rejection.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { startTestBroker, type TestBroker, type TestDevice } from "../harness/broker.ts";
import { connectRaw, openRaw, publishPacket, remainingLength, signInRaw, type RawClient } from "../harness/raw-mqtt.ts";

const NOON = "2026-11-20T12:00:00.000Z";
const good = { t: NOON, lat: 38.4, lon: 27.1, speedKmh: 30 };

describeOnBothDatabases("bad input", (open) => {
  let kentiz: TestBroker;
  let device: TestDevice;
  let client: RawClient;
  let topic: string;
  let nextId: number;

  beforeAll(async () => {
    const { database } = await open();
    kentiz = await startTestBroker(database);
  });
  afterAll(() => kentiz.stop());
  beforeEach(async () => {
    device = await kentiz.addDevice();
    client = await connectRaw(kentiz.port, device);
    topic = `kentiz/${device.key}/position`;
    nextId = 0;
  });
  afterEach(() => client.destroy());

  /** Publishes with QoS 1 and waits for the acknowledgement. */
  async function publish(payload: unknown, to = topic): Promise<void> {
    const id = ++nextId;
    const bytes = payload instanceof Uint8Array || typeof payload === "string" ? payload : JSON.stringify(payload);
    client.send(publishPacket({ topic: to, payload: bytes, id }));
    await client.until(() => client.acknowledged().includes(id));
  }

  it.each<[string, unknown, RejectionReason, string | null]>([
    ["broken JSON", '{"t":17', "payload_not_json", null],
    ["a wrong type", { ...good, ignition: "on" }, "field_wrong_type", "ignition"],
    ["numbers as strings", { ...good, lat: "38.4" }, "field_wrong_type", "lat"],
    ["latitude 91", { ...good, lat: 91 }, "latitude_out_of_range", "lat"],
    ["longitude 181", { ...good, lon: 181 }, "longitude_out_of_range", "lon"],
    ["an empty payload", "", "payload_empty", null],
    ["invalid UTF-8", Buffer.from([0x7b, 0xc3, 0x28, 0x7d]), "payload_not_utf8", null],
    ["an unreadable time", { ...good, t: "20.11.2026 12:00" }, "time_unreadable", "t"],
    ["NUL in a text", { ...good, driver: "\0" }, "stored_value_refused", "driver"],
  ])("%s is acknowledged and listed as refused", async (_name, payload, reason, field) => {
    await publish(payload);
    await publish(payload);
    const bytes = Buffer.from(
      payload instanceof Uint8Array || typeof payload === "string" ? payload : JSON.stringify(payload),
    );
    expect(await kentiz.rejectionsOf(device)).toMatchObject([
      {
        reason,
        field,
        topic,
        principal: device.key,
        deviceId: device.id,
        count: 2,
        payloadBytes: bytes.length,
        payloadStart: bytes.toString("utf8"),
      },
    ]);
    expect(await kentiz.positionsOf(device)).toEqual([]);
    expect(kentiz.broker.stats().refused[reason]).toBeGreaterThanOrEqual(2);
    expect(client.closed).toBe(false);
  });

  it("fixes at 0/0, in 1970 and in 2100 are kept and flagged, and move nothing", async () => {
    await publish([
      { ...good, lat: 0, lon: 0 },
      { ...good, t: "1970-01-01T00:00:10Z" },
      { ...good, t: "2100-01-01T00:00:00Z" },
    ]);
    expect(await kentiz.positionsOf(device)).toMatchObject([
      { fixTime: "1970-01-01T00:00:10.000Z", flags: ["ancient"] },
      { fixTime: NOON, flags: ["null_island"] },
      { fixTime: "2100-01-01T00:00:00.000Z", flags: ["future"] },
    ]);
    expect(kentiz.movesOf(device)).toEqual([]);
    expect(await kentiz.rejectionsOf(device)).toEqual([]);
  });

  it("a list keeps its good fixes and names its bad ones", async () => {
    await publish([good, { ...good, lat: 91 }, { ...good, t: "2026-11-20T12:00:05Z" }, "x", { ...good, lat: 92 }]);
    expect(await kentiz.positionsOf(device)).toMatchObject([
      { fixTime: NOON },
      { fixTime: "2026-11-20T12:00:05.000Z" },
    ]);
    const rejections = await kentiz.rejectionsOf(device);
    expect(rejections.map(({ reason, field, count }) => ({ reason, field, count }))).toEqual(
      expect.arrayContaining([
        { reason: "latitude_out_of_range", field: "[1].lat, [4].lat", count: 2 },
        { reason: "payload_wrong_shape", field: "[3]", count: 1 },
      ]),
    );
    expect(rejections).toHaveLength(2);
  });

  it("a list of 5001 is refused as a whole", async () => {
    await publish(Array.from({ length: 5001 }, () => 1));
    expect(await kentiz.rejectionsOf(device)).toMatchObject([{ reason: "batch_too_long", count: 1 }]);
  });

  it("the device of a good fix moves its vehicle", async () => {
    await publish(good);
    expect(kentiz.movesOf(device)).toMatchObject([{ deviceId: device.id, lon: 27.1, lat: 38.4, speedKmh: 30 }]);
  });

  it("duplicates and any order give one history, and never move the marker back", async () => {
    const at = (second: number) => ({
      ...good,
      t: `2026-11-20T12:00:${String(second).padStart(2, "0")}Z`,
      lon: 27 + second / 1000,
    });
    for (const second of [5, 3, 9, 5, 1, 9, 3, 7]) await publish(at(second));
    await publish([at(9), at(1), at(8), at(1)]);
    const fixes = await kentiz.positionsOf(device);
    expect(fixes.map(({ fixTime }) => Number(fixTime.slice(17, 19)))).toEqual([1, 3, 5, 7, 8, 9]);
    const changes = kentiz.movesOf(device);
    expect(changes.map(({ fixTimeMs }) => fixTimeMs)).toEqual(
      changes.map(({ fixTimeMs }) => fixTimeMs).toSorted((a, b) => a - b),
    );
    expect(changes.at(-1)?.lon).toBeCloseTo(27.009);
  });

  it("a resent message (DUP) of QoS 1 and of QoS 2 is stored once", async () => {
    await publish(good);
    client.send(publishPacket({ topic, payload: JSON.stringify(good), id: 1, dup: true }));
    await client.until(() => client.acknowledged().length === 2);
    const second = JSON.stringify({ ...good, t: "2026-11-20T12:00:01Z" });
    client.send(publishPacket({ topic, payload: second, id: 9, qos: 2 }));
    client.send(publishPacket({ topic, payload: second, id: 9, qos: 2, dup: true }));
    await client.until((received) => received.filter(({ type }) => type === 5).length === 2);
    expect(await kentiz.positionsOf(device)).toHaveLength(2);
  });

  it("a payload of 1 MB ends the connection as soon as its length is known", async () => {
    await publish(good);
    const body = Buffer.concat([Buffer.from([0, topic.length]), Buffer.from(topic), Buffer.from([0, 5])]);
    const packetBytes = body.length + 1_000_000;
    client.send(Buffer.concat([Buffer.from([0x32]), remainingLength(packetBytes), body]), Buffer.alloc(100_000, "x"));
    await client.waitClosed();
    await expect
      .poll(() => kentiz.rejectionsOf(device))
      .toMatchObject([{ reason: "payload_too_large", topic, principal: device.key, payloadBytes: packetBytes }]);
    // 200 KB are within the limit.
    client = await connectRaw(kentiz.port, device);
    nextId = 0;
    await publish({ ...good, t: "2026-11-20T12:00:02Z", note: "x".repeat(200_000) });
    expect(await kentiz.positionsOf(device)).toHaveLength(2);
  });

  it("a packet of 200 MB is not gathered in memory", async () => {
    client.send(Buffer.from([0x32]), remainingLength(200_000_000));
    let sent = 0;
    while (!client.closed && sent < 50_000_000) {
      client.send(Buffer.alloc(100_000));
      sent += 100_000;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await client.waitClosed();
    expect(sent).toBeLessThan(50_000_000);
  });

  it("nobody may send more than 16 KiB before signing in", async () => {
    const stranger = await openRaw(kentiz.port);
    stranger.send(Buffer.from([0x10]), remainingLength(120_000_000), Buffer.alloc(20_000));
    await stranger.waitClosed();
    const talker = await openRaw(kentiz.port);
    expect(await signInRaw(talker, { clientId: "a", username: device.key, password: "x".repeat(20_000) })).toBeNull();
    await expect
      .poll(() => kentiz.rejectionsOf("(not signed in)"))
      .toMatchObject([{ reason: "payload_too_large", deviceId: null, count: 2 }]);
  });

  it("what is no MQTT is cut off", async () => {
    for (const bytes of ["GET / HTTP/1.1\r\n\r\n", "\x16\x03\x01\x02\x00", "\x30\x05hello"]) {
      const stranger = await openRaw(kentiz.port);
      stranger.send(Buffer.from(bytes, "latin1"));
      await stranger.waitClosed();
    }
    await publish(good);
    expect(await kentiz.positionsOf(device)).toHaveLength(1);
  });

  it("events and status are messages, observations values; none of them moves anything", async () => {
    await publish({ t: NOON, values: { pm10: 41.2 } }, `kentiz/${device.key}/observation`);
    await publish({ t: NOON, event: "sos" }, `kentiz/${device.key}/event`);
    await publish({ t: NOON, online: true }, `kentiz/${device.key}/status`);
    const stored = await kentiz.database.query<{ type: string; data: object }>(
      "SELECT type, data FROM message ORDER BY type",
    );
    expect(stored).toEqual([
      { type: "event", data: { event: "sos" } },
      { type: "status", data: { online: true } },
    ]);
    const values = await kentiz.database.query<{ key: string; number: number }>(
      "SELECT s.key, o.number FROM observation o JOIN datastream s ON s.id = o.datastream_id",
    );
    expect(values).toEqual([{ key: "pm10", number: 41.2 }]);
    expect(await kentiz.positionsOf(device)).toEqual([]);
  });
});
