import { Writable } from "node:stream";
import { generate, writeToStream, type Packet } from "mqtt-packet";
import { expect, it } from "vitest";
import { createPacketCutter, type SentPacket } from "./packet-cutter.ts";

function cut(...packets: Packet[]): SentPacket[] {
  const cutter = createPacketCutter();
  const found: SentPacket[] = [];
  const stream = new Writable();
  stream.write = (piece: Buffer | string) => {
    const packet = cutter(typeof piece === "string" ? Buffer.from(piece) : piece);
    if (packet) found.push(packet);
    return true;
  };
  for (const packet of packets) writeToStream(packet, stream);
  return found;
}

it("finds whole packets in the pieces mqtt-packet writes", () => {
  const packets: Packet[] = [
    { cmd: "connack", returnCode: 0, sessionPresent: true },
    { cmd: "suback", messageId: 7, granted: [0, 128] },
    { cmd: "pingresp" },
    { cmd: "puback", messageId: 300 },
  ];
  expect(cut(...packets).map(({ bytes }) => bytes)).toEqual(packets.map((packet) => generate(packet)));
});

it("knows the payload of a message as the object it is, also an empty one", () => {
  for (const payload of [Buffer.from("payload"), Buffer.alloc(0), Buffer.alloc(70_000, 1), Buffer.from("a/ü")]) {
    for (const qos of [0, 1, 2] as const) {
      const message = { cmd: "publish", topic: "a/ü", payload, qos, dup: false, retain: true, messageId: 258 } as const;
      const [packet, ...more] = cut(message);
      expect(more).toEqual([]);
      expect(packet?.publish).toMatchObject({ topic: "a/ü", qos, retain: true, messageId: qos > 0 ? 258 : undefined });
      expect(packet?.publish?.payload).toBe(payload);
    }
  }
});
