// Mutated packet sequences, of MQTT 3.1, 3.1.1 and 5, of strangers and of signed-in devices: connections may end, the broker may
// not. (An error nobody catches fails the run.)
import { generate, type Packet } from "mqtt-packet";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOnEmbedded } from "../harness/database.ts";
import { startTestBroker, type TestBroker, type TestDevice } from "../harness/broker.ts";
import { connectRaw, openRaw, pingPacket, publishPacket } from "../harness/raw-mqtt.ts";

const SESSIONS = 900;
const AT_ONCE = 20;

/** Mulberry32: the same bytes in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What no library would send is left out here, and comes about by the changed bytes. */
function bytesOf(packet: object, protocolVersion: number): Buffer {
  try {
    return generate(packet as Packet, { protocolVersion });
  } catch {
    return pingPacket();
  }
}

describeOnEmbedded("a storm of broken packets", (open) => {
  let kentiz: TestBroker;
  let device: TestDevice;

  beforeAll(async () => {
    const { database } = await open();
    kentiz = await startTestBroker(database);
    device = await kentiz.addDevice();
  });
  afterAll(() => kentiz.stop());

  function sequence(random: () => number): Buffer {
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    const topics = [
      `kentiz/${device.key}/position`,
      `owntracks/${device.key}/x`,
      "__proto__",
      "constructor",
      "a/b",
      "",
    ];
    const protocolVersion = pick([3, 4, 4, 5, 5, 5] as const);
    const properties = (): object =>
      protocolVersion < 5 || random() < 0.4
        ? {}
        : {
            properties: pick([
              { topicAlias: pick([0, 1, 16, 17]) },
              { messageExpiryInterval: 0, userProperties: { __proto__x: "1", constructor: ["a", "b"] } },
              { sessionExpiryInterval: pick([0, 1, 0xffffffff]), receiveMaximum: pick([0, 1, 65_535]) },
              { subscriptionIdentifier: 1 },
              { responseTopic: pick(["a", "#"]), correlationData: Buffer.alloc(9), payloadFormatIndicator: true },
              { reasonString: "x", maximumPacketSize: pick([0, 1, 20]) },
            ]),
          };
    const topic = pick(topics);
    const messageId = 1 + Math.floor(random() * 3);
    const packets: object[] = [
      {
        cmd: "connect",
        protocolId: protocolVersion === 3 ? "MQIsdp" : "MQTT",
        protocolVersion,
        clientId: pick(["a", "b", "__proto__", "constructor"]),
        clean: random() < 0.7,
        keepalive: pick([0, 1, 60]),
        ...(random() < 0.9 ? { username: pick([device.key, device.key, "x", "__proto__"]) } : { username: "" }),
        password: pick([device.secret, device.secret, "x"]),
        ...(random() < 0.3 ? { will: { topic: topic || "w", payload: "{}", qos: 1, retain: random() < 0.5 } } : {}),
        ...properties(),
      },
    ];
    for (let count = Math.floor(random() * 8); count > 0; count--) {
      const qos = pick([0, 1, 2] as const);
      const payload = pick(["{}", "[]", "", "\0", '{"t":1}']);
      packets.push(
        pick<object>([
          { cmd: "publish", topic, payload, qos, dup: false, retain: random() < 0.2, messageId, ...properties() },
          {
            cmd: "subscribe",
            messageId,
            subscriptions: [
              { topic: topic || "s", qos },
              { topic: "__proto__", qos: 1 },
            ],
            ...properties(),
          },
          { cmd: "unsubscribe", messageId, unsubscriptions: [topic || "u", "constructor"], ...properties() },
          { cmd: "pubrel", messageId },
          { cmd: "pubrel", messageId },
          { cmd: "pubrec", messageId, ...(protocolVersion === 5 ? { reasonCode: pick([0, 0x80]) } : {}) },
          { cmd: "pubcomp", messageId },
          { cmd: "pingreq" },
          { cmd: "disconnect", ...(protocolVersion === 5 ? { reasonCode: pick([0, 4]) } : {}), ...properties() },
          { cmd: "connect", protocolId: "MQTT", protocolVersion: pick([4, 5]), clientId: "twice", clean: true },
          ...(protocolVersion === 5 ? [{ cmd: "auth", reasonCode: 0x18 }] : []),
        ]),
      );
    }
    const bytes = Buffer.concat(packets.map((packet) => bytesOf(packet, protocolVersion)));
    for (let flips = Math.floor(random() * 4); flips > 0; flips--) {
      bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    }
    return bytes.subarray(0, random() < 0.2 ? Math.floor(random() * bytes.length) : bytes.length);
  }

  it("leaves the broker in order", async () => {
    const random = randomFrom(20_261_122);
    const storm = async (): Promise<void> => {
      for (let session = 0; session < SESSIONS / AT_ONCE; session++) {
        const client = await openRaw(kentiz.port);
        client.send(sequence(random), pingPacket());
        // Whatever comes first: an answer, the end of the connection, or nothing.
        await client.until((received) => received.length > 0, 100).catch(() => undefined);
        client.destroy();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, storm));
    const client = await connectRaw(kentiz.port, device);
    const payload = JSON.stringify({ t: "2026-11-20T12:00:00Z", lat: 38.4, lon: 27.1 });
    client.send(publishPacket({ topic: `kentiz/${device.key}/position`, payload }));
    await client.until(() => client.acknowledged().length === 1);
    expect(await kentiz.positionsOf(device)).not.toEqual([]);
    client.destroy();
    await expect.poll(() => kentiz.broker.stats()).toMatchObject({ connections: 0, sessions: 0, inFlight: 0 });
  });
});
