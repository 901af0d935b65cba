// Messages that pass aedes by (broker/door/short-way): the same outcome as on the general way, however
// the bytes are cut and whatever stands between them.
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnPostgres } from "../harness/database.ts";
import { startTestBroker, type TestBroker, type TestDevice } from "../harness/broker.ts";
import { connectRaw, PINGRESP, pingPacket, publishPacket, PUBREC, type RawClient } from "../harness/raw-mqtt.ts";

const START_MS = Date.UTC(2026, 10, 20, 12);

describeOnPostgres("messages on the short way", (open) => {
  let kentiz: TestBroker;
  let device: TestDevice;
  let client: RawClient;

  const fix = (id: number, more: { qos?: 0 | 1 | 2; dup?: boolean; channel?: string } = {}): Buffer =>
    publishPacket({
      topic: `kentiz/${device.key}/${more.channel ?? "position"}`,
      payload: JSON.stringify({ t: START_MS + id * 1000, lat: 38.4, lon: 27.1, event: "sos" }),
      id,
      qos: more.qos ?? 1,
      ...(more.dup ? { dup: true } : {}),
    });
  const fixTimes = async (): Promise<number[]> =>
    (await kentiz.positionsOf(device)).map(({ fixTime }) => (Date.parse(fixTime) - START_MS) / 1000);

  beforeEach(async () => {
    const { database } = await open();
    kentiz = await startTestBroker(database);
    device = await kentiz.addDevice();
    client = await connectRaw(kentiz.port, device);
    // The first one goes the general way and opens the short one.
    client.send(fix(1));
    await client.until(() => client.acknowledged().length === 1);
  });
  afterEach(async () => {
    client.destroy();
    await kentiz.stop();
  });

  it("may be cut anywhere", async () => {
    const bytes = Buffer.concat([fix(2), fix(3), fix(4)]);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const before = client.acknowledged().length;
      client.stream.write(bytes.subarray(0, cut));
      // Two chunks, as far as a sender can have a say in it.
      await delay(1);
      client.stream.write(bytes.subarray(cut));
      await client.until(() => client.acknowledged().length === before + 3);
    }
    expect(client.acknowledged().slice(-3)).toEqual([2, 3, 4]);
    expect(await fixTimes()).toEqual([1, 2, 3, 4]);
  });

  it("keep their order among everything else a client sends in one chunk", async () => {
    client.stream.write(
      Buffer.concat([
        fix(2),
        pingPacket(),
        fix(3, { dup: true }),
        fix(4, { qos: 0 }),
        fix(5, { qos: 2 }),
        fix(6),
        fix(7, { channel: "event" }),
        fix(8),
      ]),
    );
    await client.until(
      (received) => client.acknowledged().length === 6 && received.some(({ type }) => type === PUBREC),
    );
    expect(client.acknowledged()).toEqual([1, 2, 3, 6, 7, 8]);
    expect(client.received.filter(({ type }) => type === PINGRESP)).toHaveLength(1);
    await expect.poll(fixTimes).toEqual([1, 2, 3, 4, 5, 6, 8]);
  });

  it("refuse what the general way refuses", async () => {
    client.stream.write(
      Buffer.concat([fix(2), publishPacket({ topic: "kentiz/someone/position", payload: "{}", id: 3 })]),
    );
    await client.waitClosed();
    // The connection ends at the refusal, the commit of what came before it may take longer.
    await expect.poll(fixTimes).toEqual([1, 2]);
    const again = await connectRaw(kentiz.port, device);
    again.send(fix(3));
    await again.until(() => again.acknowledged().length === 1);
    expect(await fixTimes()).toEqual([1, 2, 3]);
    again.destroy();
  });
});
