// Mutated packet sequences of strangers and of signed-in devices: connections may end, the broker may
// not. (An error nobody catches fails the run.)
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOnEmbedded } from "../harness/database.ts";
import { startTestBroker, type TestBroker, type TestDevice } from "../harness/broker.ts";
import {
  connectPacket,
  connectRaw,
  openRaw,
  pingPacket,
  publishPacket,
  pubrelPacket,
  subscribePacket,
} from "../harness/raw-mqtt.ts";

const SESSIONS = 600;
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
    const topic = pick([
      `kentiz/${device.key}/position`,
      `owntracks/${device.key}/x`,
      "__proto__",
      "constructor",
      "a/b",
    ]);
    const id = Math.floor(random() * 4);
    const packets = [
      connectPacket({
        clientId: pick(["a", "", "__proto__", "constructor"]),
        username: pick([device.key, "x", "__proto__"]),
        password: pick([device.secret, "x"]),
        clean: random() < 0.7,
        protocolLevel: pick([3, 4, 4, 4, 5]),
        ...(random() < 0.3 ? { will: { topic, payload: "{}", retain: random() < 0.5 } } : {}),
      }),
    ];
    for (let count = Math.floor(random() * 8); count > 0; count--) {
      packets.push(
        pick([
          publishPacket({ topic, payload: pick(["{}", "[]", "", "\0", '{"t":1}']), qos: pick([0, 1, 2]), id }),
          subscribePacket(id, [topic, "__proto__"]),
          pubrelPacket(id),
          pubrelPacket(id),
          pingPacket(),
          connectPacket({ clientId: "twice" }),
        ]),
      );
    }
    const bytes = Buffer.concat(packets);
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
