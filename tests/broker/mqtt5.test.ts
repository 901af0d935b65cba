// MQTT 5 at the door: the same contract as 3.1.1, and what version 5 adds to it.
import { connectAsync } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { REASON } from "../../broker/mqtt5/reason-code.ts";
import { describeOnPostgres } from "../harness/database.ts";
import { startTestBroker, type TestBroker, type TestDevice } from "../harness/broker.ts";
import { openMqtt5, publish5, signInMqtt5 } from "../harness/mqtt5-client.ts";
import { connectRaw } from "../harness/raw-mqtt.ts";

const START_MS = Date.UTC(2026, 10, 20, 12);
const fix = (second: number): string => JSON.stringify({ t: START_MS + second * 1000, lat: 38.4, lon: 27.1 });

describeOnPostgres("MQTT 5", (open) => {
  let kentiz: TestBroker;
  let device: TestDevice;
  let topic: string;

  beforeAll(async () => {
    const { database } = await open();
    kentiz = await startTestBroker(database);
  });
  afterAll(() => kentiz.stop());

  async function signIn(more: Parameters<typeof signInMqtt5>[2] = {}) {
    device = await kentiz.addDevice();
    topic = `kentiz/${device.key}/position`;
    return signInMqtt5(kentiz.port, device, more);
  }

  describe("CONNECT", () => {
    it("is answered with what the door grants, and with what it does not do", async () => {
      const { client, connack } = await signIn({
        keepalive: 0,
        clientId: "",
        properties: { sessionExpiryInterval: 0xffffffff },
      });
      expect(connack).toMatchObject({
        reasonCode: REASON.success,
        sessionPresent: false,
        properties: {
          receiveMaximum: 100,
          maximumPacketSize: 256 * 1024,
          topicAliasMaximum: 16,
          sessionExpiryInterval: 86_400,
          serverKeepAlive: 3600,
          sharedSubscriptionAvailable: false,
          subscriptionIdentifiersAvailable: false,
          assignedClientIdentifier: expect.stringMatching(/^auto-/),
        },
      });
      client.destroy();
    });

    it("that is refused hears why", async () => {
      const { client, connack } = await signIn({ password: Buffer.from("wrong") });
      expect(connack).toMatchObject({
        reasonCode: REASON.badCredentials,
        properties: { reasonString: /credentials_wrong/ },
      });
      await client.waitClosed();
      const taken = await signInMqtt5(kentiz.port, device, { clientId: (await kentiz.addDevice()).key });
      expect(taken.connack).toMatchObject({ reasonCode: REASON.clientIdNotValid });
      const foreign = await signInMqtt5(kentiz.port, device, {
        will: { topic: "kentiz/else/status", payload: "x", properties: { willDelayInterval: 1 } },
      });
      expect(foreign.connack).toMatchObject({ reasonCode: REASON.notAuthorized });
      const method = await signInMqtt5(kentiz.port, device, { properties: { authenticationMethod: "SCRAM" } });
      expect(method.connack).toMatchObject({ reasonCode: REASON.badAuthenticationMethod });
      await method.client.waitClosed();
    });

    it("twice, AUTH, or a message without topic end the connection with a reason", async () => {
      for (const [packet, reason] of [
        [{ cmd: "connect", clientId: "x", protocolId: "MQTT", protocolVersion: 5 }, REASON.protocolError],
        [{ cmd: "auth", reasonCode: 0x18, properties: { authenticationMethod: "x" } }, REASON.protocolError],
        [publish5("", "{}"), REASON.protocolError],
        [publish5("", "{}", { properties: { topicAlias: 3 } }), REASON.topicAliasInvalid],
        [publish5("a", "{}", { properties: { topicAlias: 17 } }), REASON.topicAliasInvalid],
        [publish5("a/#", "{}"), REASON.topicNameInvalid],
        [publish5("a", "{}", { properties: { responseTopic: "a/#" } }), REASON.topicNameInvalid],
      ] as const) {
        const { client } = await signIn();
        client.send(packet);
        expect(await client.next("disconnect")).toMatchObject({ reasonCode: reason });
        await client.waitClosed();
      }
    });
  });

  describe("a message", () => {
    it("is acknowledged once it is stored, whatever way it takes", async () => {
      const { client } = await signIn();
      const properties = {
        userProperties: { source: "test" },
        contentType: "application/json",
        messageExpiryInterval: 1,
      };
      client.send(
        publish5(topic, fix(1), { messageId: 1 }),
        publish5(topic, fix(2), { messageId: 2 }),
        publish5(topic, fix(3), { messageId: 3, properties }),
        publish5(topic, fix(4), { messageId: 4, qos: 2 }),
        publish5(topic, fix(5), { messageId: 5, properties: { topicAlias: 16 } }),
        publish5("", fix(6), { messageId: 6, properties: { topicAlias: 16 } }),
        publish5(topic, fix(7), { messageId: 7, dup: true }),
      );
      await client.next("puback", 6);
      await client.next("pubrec");
      expect(client.all("puback").map(({ messageId, reasonCode }) => [messageId, reasonCode])).toEqual(
        [1, 2, 3, 5, 6, 7].map((id) => [id, 0]),
      );
      expect(await kentiz.positionsOf(device)).toHaveLength(7);
      client.send({ cmd: "pubrel", messageId: 4 }, { cmd: "pingreq" });
      await client.next("pubcomp");
      await client.next("pingresp");
      client.destroy();
    });

    it("that is refused hears why, in its place, and the connection goes on", async () => {
      const { client } = await signIn();
      client.send(
        publish5(topic, fix(1), { messageId: 1 }),
        publish5("kentiz/else/position", fix(2), { messageId: 2 }),
        publish5(topic, fix(3), { messageId: 3 }),
        publish5(topic, "no json", { messageId: 4 }),
        publish5("$SYS/x", "{}", { messageId: 5, qos: 2 }),
        publish5(topic, "[", { messageId: 6, qos: 2 }),
        publish5("nowhere", "{}", { qos: 0 }),
        publish5(topic, fix(7), { messageId: 7 }),
      );
      await client.next("puback", 5);
      await client.next("pubrec", 2);
      expect(client.received.slice(1)).toMatchObject([
        { cmd: "puback", messageId: 1, reasonCode: REASON.success },
        {
          cmd: "puback",
          messageId: 2,
          reasonCode: REASON.notAuthorized,
          properties: { reasonString: /^topic_foreign: / },
        },
        { cmd: "puback", messageId: 3, reasonCode: REASON.success },
        {
          cmd: "puback",
          messageId: 4,
          reasonCode: REASON.payloadFormatInvalid,
          properties: { reasonString: "payload_not_json" },
        },
        { cmd: "pubrec", messageId: 5, reasonCode: REASON.notAuthorized },
        { cmd: "pubrec", messageId: 6, reasonCode: REASON.payloadFormatInvalid },
        { cmd: "puback", messageId: 7, reasonCode: REASON.success },
      ]);
      expect(await kentiz.positionsOf(device)).toHaveLength(3);
      await expect
        .poll(async () => (await kentiz.rejectionsOf(device)).map(({ reason }) => reason).toSorted())
        .toEqual(["payload_not_json", "topic_foreign", "topic_system", "topic_unknown"]);
      client.destroy();
    });

    it("too large ends the connection before it is read", async () => {
      const { client } = await signIn();
      client.send(publish5(topic, "x".repeat(300_000)));
      await client.waitClosed();
      await expect.poll(() => kentiz.rejectionsOf(device)).toMatchObject([{ reason: "payload_too_large" }]);
    });

    it("of QoS 2 beyond the receive maximum ends it too", async () => {
      const { client } = await signIn();
      for (let id = 1; id <= 101; id++) client.send(publish5(topic, fix(id), { messageId: id, qos: 2 }));
      expect(await client.next("disconnect")).toMatchObject({ reasonCode: REASON.receiveMaximumExceeded });
      await client.waitClosed();
    });
  });

  describe("a session", () => {
    const filters = () => [{ topic: `kentiz/${device.key}/command`, qos: 1 as const }];

    it("subscribes to its commands only, and hears what was wrong with the others", async () => {
      const { client } = await signIn();
      client.send({
        cmd: "subscribe",
        messageId: 1,
        subscriptions: [
          ...filters(),
          { topic: "$share/g/x", qos: 1 },
          { topic: "kentiz/else/command", qos: 1 },
          ...filters(),
        ],
      });
      expect(await client.next("suback")).toMatchObject({
        granted: [1, REASON.sharedSubscriptionsUnsupported, REASON.notAuthorized, 1],
      });
      client.send({ cmd: "unsubscribe", messageId: 2, unsubscriptions: [filters()[0]?.topic ?? "", "never"] });
      expect(await client.next("unsuback")).toMatchObject({ granted: [REASON.success, REASON.noSubscriptionExisted] });
      client.send({
        cmd: "subscribe",
        messageId: 3,
        subscriptions: filters(),
        properties: { subscriptionIdentifier: 7 },
      });
      expect(await client.next("disconnect")).toMatchObject({ reasonCode: REASON.subscriptionIdentifiersUnsupported });
    });

    it("is kept as long as asked for, and starts clean when asked to", async () => {
      const kept = { clean: false, properties: { sessionExpiryInterval: 3600 } };
      const { client } = await signIn(kept);
      client.send({ cmd: "subscribe", messageId: 1, subscriptions: filters() });
      await client.next("suback");
      client.send({ cmd: "disconnect", reasonCode: 0 });
      await client.waitClosed();
      const again = await signInMqtt5(kentiz.port, device, kept);
      expect(again.connack.sessionPresent).toBe(true);
      const clean = await signInMqtt5(kentiz.port, device, { ...kept, clean: true });
      expect(clean.connack.sessionPresent).toBe(false);
      expect(await again.client.next("disconnect")).toMatchObject({ reasonCode: REASON.sessionTakenOver });
      clean.client.send({ cmd: "subscribe", messageId: 1, subscriptions: filters() });
      await clean.client.next("suback");
      // The last word about its length is said with the goodbye.
      clean.client.send({ cmd: "disconnect", reasonCode: 0, properties: { sessionExpiryInterval: 0 } });
      await clean.client.waitClosed();
      const last = await signInMqtt5(kentiz.port, device, kept);
      expect(last.connack.sessionPresent).toBe(false);
      last.client.destroy();
    });

    it("that is revoked ends with a reason", async () => {
      const { client } = await signIn();
      await kentiz.database.query("UPDATE device SET revoked_at = now() WHERE id = $1", [device.id]);
      kentiz.feed.publish({ type: "devices" });
      expect(await client.next("disconnect")).toMatchObject({ reasonCode: REASON.administrativeAction });
      await client.waitClosed();
    });
  });

  describe("a will", () => {
    it("waits for its delay, and is silent when the client comes back before", async () => {
      const will = {
        topic: "",
        payload: Buffer.from("{}"),
        qos: 1 as const,
        retain: false,
        properties: { willDelayInterval: 3 },
      };
      const lost = await kentiz.addDevice();
      const found = await kentiz.addDevice();
      const told = async (one: TestDevice): Promise<number> => {
        const rows = await kentiz.database.query("SELECT 1 FROM message WHERE device_id = $1", [one.id]);
        return rows.length;
      };
      const connect = (one: TestDevice) =>
        signInMqtt5(kentiz.port, one, {
          clean: false,
          properties: { sessionExpiryInterval: 60 },
          will: { ...will, topic: `kentiz/${one.key}/status` },
        });
      const [first, second] = [await connect(lost), await connect(found)];
      second.client.destroy();
      await second.client.waitClosed();
      const back = await connect(found);
      first.client.destroy();
      await expect.poll(() => told(lost), { timeout: 10_000 }).toBe(1);
      expect(await told(found)).toBe(0);
      // A goodbye silences it, unless the client asks for it.
      back.client.send({ cmd: "disconnect", reasonCode: 4 });
      await expect.poll(() => told(found), { timeout: 10_000 }).toBe(1);
    });
  });

  it("is spoken by a common library, beside 3.1.1", async () => {
    device = await kentiz.addDevice();
    const options = { username: device.key, password: device.secret, port: kentiz.port };
    const client = await connectAsync({ ...options, protocolVersion: 5, properties: { topicAliasMaximum: 5 } });
    await client.publishAsync(`kentiz/${device.key}/position`, fix(1), { qos: 1 });
    await expect(client.publishAsync("kentiz/else/position", fix(2), { qos: 1 })).rejects.toThrow(/Not authorized/);
    const old = await connectRaw(kentiz.port, device, { clientId: "old" });
    expect(await kentiz.positionsOf(device)).toHaveLength(1);
    old.destroy();
    await client.endAsync();
  });

  it("is not read where the packet is broken", async () => {
    const { client } = await signIn();
    // A property length that reaches beyond the packet.
    client.socket.write(Buffer.from([0x32, 0x08, 0, 1, 0x61, 0, 1, 0x7f, 0x7b, 0x7d]));
    expect(await client.next("disconnect")).toMatchObject({ reasonCode: REASON.malformedPacket });
    await client.waitClosed();
    // One that reaches into the next packet.
    const { client: other } = await signIn();
    const pings = Buffer.alloc(8, Buffer.from([0x1f, 0x00]));
    other.socket.write(Buffer.concat([Buffer.from([0x32, 0x06, 0, 1, 0x61, 0, 1, 0x04]), pings]));
    expect(await other.next("disconnect")).toMatchObject({ reasonCode: REASON.malformedPacket });
    await other.waitClosed();
    const stranger = await openMqtt5(kentiz.port);
    stranger.send({ cmd: "pingreq" });
    await stranger.waitClosed();
  });
});
