// Every published weakness of aedes, aedes-persistence and mqtt-packet, tried on the door itself. (An
// error nobody catches fails the run.)
import { connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOnPostgres } from "../harness/database.ts";
import { startTestBroker, type TestBroker, type TestDevice } from "../harness/broker.ts";
import { publish5, signInMqtt5 } from "../harness/mqtt5-client.ts";
import {
  connectRaw,
  openRaw,
  publishPacket,
  PUBREC,
  pubrelPacket,
  signInRaw,
  SUBACK,
  subscribePacket,
  type RawClient,
} from "../harness/raw-mqtt.ts";

const PUBCOMP = 7;
const FIX = JSON.stringify({ t: "2026-11-20T12:00:00Z", lat: 38.4, lon: 27.1 });
const INHERITED = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];

const count = (client: RawClient, type: number): number => client.received.filter((one) => one.type === type).length;

describeOnPostgres("known weaknesses", (open) => {
  let kentiz: TestBroker;
  let device: TestDevice;
  let topic: string;

  beforeAll(async () => {
    const { database } = await open();
    kentiz = await startTestBroker(database);
    device = await kentiz.addDevice();
    topic = `kentiz/${device.key}/position`;
  });
  afterAll(async () => {
    // Whatever was tried, the door still works.
    const client = await connectRaw(kentiz.port, device, { clientId: "last" });
    client.send(publishPacket({ topic, payload: FIX }));
    await client.until(() => client.acknowledged().length === 1);
    client.destroy();
    await kentiz.stop();
  });

  it("GHSA-52qw-whmv-87c5: names of Object.prototype as client id, topic or filter", async () => {
    for (const name of INHERITED) {
      const stranger = await openRaw(kentiz.port);
      expect(await signInRaw(stranger, { clientId: name, username: device.key, password: device.secret })).toBe(2);
      for (const clean of [true, false]) {
        const client = await connectRaw(kentiz.port, device, { clientId: "filters", clean });
        client.send(subscribePacket(1, [name, `kentiz/${device.key}/command`, name]));
        await client.until(() => count(client, SUBACK) === 1);
        client.send(publishPacket({ topic: name, payload: "{}" }));
        await client.waitClosed();
      }
      const { client } = await signInMqtt5(kentiz.port, device);
      const filters = [
        { topic: name, qos: 1 as const },
        { topic: `kentiz/${device.key}/command`, qos: 1 as const },
      ];
      client.send({ cmd: "subscribe", messageId: 1, subscriptions: filters });
      expect((await client.next("suback")).granted).toEqual([0x87, 1]);
      client.send(publish5(topic, FIX, { properties: { userProperties: { [name]: name } } }));
      expect(await client.next("puback")).toMatchObject({ reasonCode: 0 });
      client.destroy();
    }
  });

  it("GHSA-5jvp-3p2v-5qgf: QoS 2 without PUBREL fills no memory: the window is a hundred", async () => {
    const client = await connectRaw(kentiz.port, device, { clientId: "flood" });
    for (let id = 1; id <= 500; id++) client.send(publishPacket({ topic, payload: FIX, qos: 2, id }));
    await client.waitClosed();
    expect(count(client, PUBREC)).toBeLessThanOrEqual(100);
  });

  it("GHSA-p8r9-qf8w-p73r: the state of QoS 2 ends with a clean session", async () => {
    const first = await connectRaw(kentiz.port, device, { clientId: "half" });
    first.send(publishPacket({ topic, payload: FIX, qos: 2, id: 7 }));
    await first.until(() => count(first, PUBREC) === 1);
    first.destroy();
    await expect.poll(() => kentiz.broker.stats().sessions).toBe(0);
    const second = await connectRaw(kentiz.port, device, { clientId: "half" });
    const later = FIX.replace("12:00:00", "12:34:56");
    // The same id means another message now.
    second.send(publishPacket({ topic, payload: later, qos: 2, id: 7 }));
    await second.until(() => count(second, PUBREC) === 1);
    second.send(pubrelPacket(7));
    await second.until(() => count(second, PUBCOMP) === 1);
    expect((await kentiz.positionsOf(device)).map(({ fixTime }) => fixTime)).toContain("2026-11-20T12:34:56.000Z");
    second.destroy();
  });

  it("PUBREL again and again, for ids that were never used", async () => {
    const client = await connectRaw(kentiz.port, device, { clientId: "pubrel" });
    client.send(publishPacket({ topic, payload: FIX, qos: 2, id: 9 }));
    await client.until(() => count(client, PUBREC) === 1);
    client.send(...Array.from({ length: 50 }, () => pubrelPacket(9)), pubrelPacket(4711));
    await client.until(() => count(client, PUBCOMP) === 51);
    client.destroy();
  });

  it("topics of thousands of levels, published, subscribed and as a will", async () => {
    const deep = Array.from({ length: 5000 }, () => "a").join("/");
    const publisher = await connectRaw(kentiz.port, device, { clientId: "deep" });
    publisher.send(publishPacket({ topic: deep, payload: "{}" }));
    await publisher.waitClosed();
    const subscriber = await connectRaw(kentiz.port, device, { clientId: "deep" });
    subscriber.send(subscribePacket(1, [deep]));
    await subscriber.waitClosed();
    const will = await openRaw(kentiz.port);
    const login = { clientId: "deep", username: device.key, password: device.secret };
    expect(await signInRaw(will, { ...login, will: { topic: deep, payload: "x" } })).toBe(5);
  });

  it("a will is judged like a message (aedes before 0.35.1 did not)", async () => {
    for (const forbidden of ["kentiz/else/status", "kentiz/+/status", "$SYS/x/new/clients", topic]) {
      const client = await openRaw(kentiz.port);
      const login = { clientId: "will", username: device.key, password: device.secret };
      expect(await signInRaw(client, { ...login, will: { topic: forbidden, payload: "x", retain: true } })).toBe(5);
    }
  });

  it("aedes#597: a forged $SYS message disconnects nobody, and nobody hears $SYS", async () => {
    const victim = await connectRaw(kentiz.port, device, { clientId: "victim" });
    const attacker = await connectRaw(kentiz.port, device, { clientId: "attacker" });
    attacker.send(subscribePacket(1, ["$SYS/#", "#", "+/+/new/clients"]));
    await attacker.until(() => count(attacker, SUBACK) === 1);
    expect(attacker.received.find(({ type }) => type === SUBACK)?.body.subarray(2)).toEqual(Buffer.alloc(3, 0x80));
    attacker.send(publishPacket({ topic: "$SYS/other/new/clients", payload: "victim" }));
    await attacker.waitClosed();
    expect(victim.closed).toBe(false);
    victim.destroy();
  });

  it("aedes#612, CVE-2021-28166, CVE-2023-3592: lengths that lie, packets only a server sends, wills cut off", async () => {
    for (const bytes of [
      [0x10, 0x0c, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 60, 0xff, 0xff],
      [0x10, 0x0a, 0, 4, 0x4d, 0x51, 0x54, 0x54, 5, 2, 0, 60],
      [0x10, 0x13, 0, 4, 0x4d, 0x51, 0x54, 0x54, 5, 6, 0, 60, 0, 0, 1, 0x61, 0x7f, 0x18, 0, 0, 0],
      [0x20, 0x02, 0, 0],
      [0x20, 0x03, 0, 0, 0],
      [0x10, 0xff, 0xff, 0xff, 0xff, 0xff],
      [0x82, 0x00],
      [0x00, 0x00],
    ]) {
      const client = await openRaw(kentiz.port);
      client.send(Buffer.from(bytes), Buffer.alloc(64));
      await client.waitClosed();
    }
  });

  it("nothing is kept of a connection that ends in the middle of its CONNECT", async () => {
    for (let round = 0; round < 50; round++) {
      const socket = connect({ port: kentiz.port, host: "127.0.0.1" });
      socket.on("error", () => undefined);
      socket.write(Buffer.from([0x10, 0x7f, 0, 4, 0x4d, 0x51]), () => socket.resetAndDestroy());
    }
    await expect.poll(() => kentiz.broker.stats().connections).toBe(0);
  });
});
