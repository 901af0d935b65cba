// Who gets in, where they may publish and what they may hear.
import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RejectionReason } from "../../domain/rejection.ts";
import { revokeDevice, rotateDevice } from "../../gis/device.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { hashOf, startTestBroker, type TestBroker, type TestDevice } from "../harness/broker.ts";
import {
  connectPacket,
  connectRaw,
  disconnectPacket,
  openRaw,
  PINGRESP,
  pingPacket,
  publishPacket,
  signInRaw,
  SUBACK,
  subscribePacket,
  type ConnectFields,
  type RawClient,
} from "../harness/raw-mqtt.ts";

const FIX = JSON.stringify({ t: "2026-11-20T12:00:00Z", lat: 38.4, lon: 27.1 });

describeOnBothDatabases("access", (open) => {
  let kentiz: TestBroker;
  let device: TestDevice;
  let other: TestDevice;
  const clients: RawClient[] = [];

  beforeAll(async () => {
    const { database } = await open();
    kentiz = await startTestBroker(database);
    other = await kentiz.addDevice();
  });
  afterAll(() => kentiz.stop());
  beforeEach(async () => {
    device = await kentiz.addDevice();
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.destroy();
  });

  async function connect(fields: Partial<ConnectFields> = {}, as = device): Promise<RawClient> {
    const client = await connectRaw(kentiz.port, as, fields);
    clients.push(client);
    return client;
  }

  /** CONNACK return code. */
  async function tryToConnect(fields: Partial<ConnectFields>, as = device): Promise<number | null> {
    const client = await openRaw(kentiz.port);
    clients.push(client);
    return signInRaw(client, { clientId: as.key, username: as.key, password: as.secret, ...fields });
  }

  const listed = (reason: RejectionReason, topic: string, who: TestDevice | string = device) =>
    expect
      .poll(async () => (await kentiz.rejectionsOf(who)).filter((row) => row.reason === reason))
      .toMatchObject([{ reason, topic }]);

  describe("signing in", () => {
    it("needs the device's own secret", async () => {
      expect(await tryToConnect({ password: other.secret })).toBe(4);
      expect(await tryToConnect({ password: "" })).toBe(4);
      expect(await tryToConnect({})).toBe(0);
      await expect
        .poll(() => kentiz.rejectionsOf(device))
        .toMatchObject([{ reason: "credentials_wrong", deviceId: device.id, count: 2 }]);
    });

    it("is refused to unknown devices, and they are listed", async () => {
      expect(await tryToConnect({ username: `x${device.key}` })).toBe(4);
      await listed("credentials_wrong", "", `x${device.key}`);
      expect((await kentiz.rejectionsOf(`x${device.key}`))[0]?.deviceId).toBeNull();
    });

    it("is refused to names that mean something else", async () => {
      for (const username of ["+", "#", "$SYS", "__proto__", "constructor", `${device.key}/..`]) {
        expect(await tryToConnect({ username })).toBe(4);
      }
    });

    it("is refused to revoked devices", async () => {
      await revokeDevice(kentiz.database, device.id);
      expect(await tryToConnect({})).toBe(5);
      await listed("device_revoked", "");
    });

    it("is refused without user name, and to versions nobody knows", async () => {
      const anonymous = await openRaw(kentiz.port);
      clients.push(anonymous);
      expect(await signInRaw(anonymous, { clientId: "nobody" })).toBe(4);
      const unknown = await openRaw(kentiz.port);
      clients.push(unknown);
      unknown.send(connectPacket({ clientId: "", protocolLevel: 6, username: device.key, password: device.secret }));
      await unknown.waitClosed();
    });
  });

  describe("client ids", () => {
    it("belong to the device that uses them", async () => {
      await connect({ clientId: "shared-id" });
      expect(await tryToConnect({ clientId: "shared-id" }, other)).toBe(2);
      await listed("client_id_taken", "", other);
    });

    it("stay with an owner who is away but left a persistent session", async () => {
      const owner = await connect({ clientId: `phone-${device.key}`, clean: false });
      owner.send(subscribePacket(1, [`kentiz/${device.key}/command`]));
      await owner.until((received) => received.some(({ type }) => type === SUBACK));
      owner.send(disconnectPacket());
      await owner.waitClosed();
      expect(await tryToConnect({ clientId: `phone-${device.key}` }, other)).toBe(2);
      expect(await tryToConnect({ clientId: `phone-${device.key}`, clean: false })).toBe(0);
    });

    it("are free again after a clean session", async () => {
      const first = await connect({ clientId: `loan-${device.key}` });
      first.destroy();
      await expect.poll(() => tryToConnect({ clientId: `loan-${device.key}` }, other)).toBe(0);
    });

    it("that are another device's key are kept for that device", async () => {
      expect(await tryToConnect({ clientId: other.key })).toBe(2);
    });

    it("let a device replace its own connection", async () => {
      const old = await connect();
      const young = await connect();
      await old.waitClosed();
      expect(young.closed).toBe(false);
      young.send(publishPacket({ topic: `kentiz/${device.key}/position`, payload: FIX }));
      await young.until(() => young.acknowledged().length === 1);
    });

    it.each(["__proto__", "constructor", "toString", "a\0b", "$SYS/x", "+", "x".repeat(200)])(
      "like %j are refused",
      async (clientId) => {
        expect(await tryToConnect({ clientId })).toBe(2);
        await listed("client_id_invalid", "");
      },
    );

    it("may be empty for a clean session only", async () => {
      expect(await tryToConnect({ clientId: "" })).toBe(0);
      expect(await tryToConnect({ clientId: "", clean: false })).toBe(2);
    });
  });

  describe("publishing", () => {
    it.each<[string, RejectionReason]>([
      ["kentiz/{other}/position", "topic_foreign"],
      ["owntracks/{other}/phone", "topic_foreign"],
      ["kentiz/{own}/command", "topic_unknown"],
      ["something/else", "topic_unknown"],
      ["kentiz/+/position", "topic_wildcard"],
      ["kentiz/{own}/#", "topic_wildcard"],
      ["$SYS/broker/new/clients", "topic_system"],
      ["kentiz/{own}/position/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21/22/23/24", "topic_too_deep"],
    ])("to %s is refused as %s, listed, and ends the connection", async (pattern, reason) => {
      const topic = pattern.replace("{other}", other.key).replace("{own}", device.key);
      const client = await connect();
      client.send(publishPacket({ topic, payload: FIX }));
      await client.waitClosed();
      expect(client.acknowledged()).toEqual([]);
      await listed(reason, topic);
      expect((await kentiz.rejectionsOf(device))[0]).toMatchObject({ payloadStart: FIX, deviceId: device.id });
      expect(await kentiz.positionsOf(other)).toEqual([]);
    });

    it("a forged $SYS message disconnects nobody", async () => {
      const victim = await connect({}, other);
      const forger = await connect();
      forger.send(publishPacket({ topic: "$SYS/x/new/clients", payload: other.key, qos: 0 }));
      await forger.waitClosed();
      victim.send(pingPacket());
      await victim.until((received) => received.some(({ type }) => type === PINGRESP));
    });

    it("with retain is refused but on the own status topic", async () => {
      const client = await connect();
      client.send(publishPacket({ topic: `kentiz/${device.key}/status`, payload: '{"online":true}', retain: true }));
      await client.until(() => client.acknowledged().length === 1);
      client.send(publishPacket({ topic: `kentiz/${device.key}/position`, payload: FIX, retain: true, id: 2 }));
      await client.waitClosed();
      await listed("retain_not_allowed", `kentiz/${device.key}/position`);
      expect(await kentiz.positionsOf(device)).toEqual([]);
    });

    it("retained OwnTracks locations are taken, as the apps send them so", async () => {
      const client = await connect();
      const payload = JSON.stringify({ _type: "location", lat: 38.4, lon: 27.1, tst: 1_763_640_000 });
      client.send(publishPacket({ topic: `owntracks/${device.key}/phone`, payload, retain: true }));
      await client.until(() => client.acknowledged().length === 1);
      expect(await kentiz.positionsOf(device)).toHaveLength(1);
    });
  });

  describe("wills", () => {
    it.each([
      ["kentiz/{own}/position"],
      ["kentiz/{other}/status"],
      ["kentiz/+/status"],
      ["kentiz/{own}/#"],
      ["$SYS/x"],
    ])("to %s are refused at CONNECT", async (pattern) => {
      const topic = pattern.replace("{other}", other.key).replace("{own}", device.key);
      expect(await tryToConnect({ will: { topic, payload: "gone", retain: true } })).toBe(5);
      await listed("will_not_allowed", topic);
    });

    it("of a lost device are stored on its status and move nothing", async () => {
      const topic = `kentiz/${device.key}/status`;
      const client = await connect({ will: { topic, payload: '{"online":false}', retain: true } });
      client.destroy();
      await expect
        .poll(() => kentiz.database.query("SELECT type, data FROM message WHERE device_id = $1", [device.id]))
        .toEqual([{ type: "status", data: { online: false } }]);
      expect(await kentiz.positionsOf(device)).toEqual([]);
    });

    it("of a device that says goodbye are not", async () => {
      const topic = `owntracks/${device.key}/phone`;
      const will = { topic, payload: '{"_type":"lwt","tst":1763640000}' };
      const polite = await connect({ will });
      polite.send(disconnectPacket());
      await polite.waitClosed();
      const lost = await connect({ will, clientId: "second" });
      lost.destroy();
      await expect
        .poll(() => kentiz.database.query("SELECT type FROM message WHERE device_id = $1", [device.id]))
        .toEqual([{ type: "owntracks.lwt" }]);
    });
  });

  describe("subscribing", () => {
    it("is granted for the own commands and refused for everything else, without a fuss", async () => {
      const client = await connect();
      const filters = [
        `kentiz/${device.key}/command`,
        `owntracks/${device.key}/phone/cmd`,
        "#",
        "$SYS/#",
        "owntracks/+/+",
        `kentiz/${other.key}/command`,
        `kentiz/${device.key}/position`,
        "constructor",
        "__proto__",
      ];
      client.send(subscribePacket(7, filters));
      await client.until((received) => received.some(({ type }) => type === SUBACK));
      const granted = client.received.find(({ type }) => type === SUBACK)?.body.subarray(2);
      expect([...(granted ?? [])]).toEqual([1, 1, 128, 128, 128, 128, 128, 128, 128]);
      await expect
        .poll(async () =>
          (await kentiz.rejectionsOf(device)).map(({ reason, topic }) => `${reason} ${topic}`).toSorted(),
        )
        .toEqual([
          "topic_foreign kentiz/" + other.key + "/command",
          "topic_system $SYS/#",
          "topic_unknown __proto__",
          "topic_unknown constructor",
          "topic_unknown kentiz/" + device.key + "/position",
          "topic_wildcard #",
          "topic_wildcard owntracks/+/+",
        ]);
      client.send(pingPacket());
      await client.until((received) => received.some(({ type }) => type === PINGRESP));
    });

    it("nothing others publish ever arrives, not even in a persistent session with a refused filter", async () => {
      const id = `listener-${device.key}`;
      const listener = await connect({ clientId: id, clean: false });
      listener.send(subscribePacket(1, [`kentiz/${device.key}/command`, "#", `kentiz/${other.key}/position`]));
      await listener.until((received) => received.some(({ type }) => type === SUBACK));
      listener.send(disconnectPacket());
      await listener.waitClosed();
      const talker = await connect({}, other);
      talker.send(publishPacket({ topic: `kentiz/${other.key}/position`, payload: FIX }));
      await talker.until(() => talker.acknowledged().length === 1);
      const back = await connect({ clientId: id, clean: false });
      talker.send(publishPacket({ topic: `kentiz/${other.key}/position`, payload: FIX, id: 2 }));
      await talker.until(() => talker.acknowledged().length === 2);
      back.send(pingPacket());
      await back.until((received) => received.some(({ type }) => type === PINGRESP));
      expect(back.received.map(({ type }) => type)).not.toContain(3);
    });
  });

  describe("revoking and rotating", () => {
    async function endsWithin5s(client: RawClient): Promise<void> {
      const startedMs = performance.now();
      await client.waitClosed(5000);
      expect(performance.now() - startedMs).toBeLessThan(5000);
    }

    it("ends the open session at once where this process did it", async () => {
      const client = await connect();
      await revokeDevice(kentiz.database, device.id);
      kentiz.feed.publish({ type: "devices" });
      await endsWithin5s(client);
      expect(await tryToConnect({})).toBe(5);
    });

    it("ends the open session within 5 s where another process did it", async () => {
      const client = await connect();
      await revokeDevice(kentiz.database, device.id);
      await endsWithin5s(client);
    });

    it("lets the new secret in and not the old one", async () => {
      const client = await connect({ will: { topic: `kentiz/${device.key}/status`, payload: "{}" } });
      await rotateDevice(kentiz.database, device.id, hashOf("new secret"));
      kentiz.feed.publish({ type: "devices" });
      await endsWithin5s(client);
      expect(await tryToConnect({})).toBe(4);
      expect(await tryToConnect({ password: "new secret" })).toBe(0);
      // The will of one who was sent away does not speak.
      expect(await kentiz.database.query("SELECT type FROM message WHERE device_id = $1", [device.id])).toEqual([]);
    });
  });

  describe("an ordinary client library", () => {
    let library: MqttClient | null = null;
    afterEach(() => library?.endAsync(true));

    it("publishes with QoS 0, 1 and 2", async () => {
      library = await connectAsync(`mqtt://127.0.0.1:${kentiz.port}`, {
        username: device.key,
        password: device.secret,
      });
      for (const qos of [0, 1, 2] as const) {
        const payload = JSON.stringify({ t: `2026-11-20T12:00:0${qos}Z`, lat: 38.4, lon: 27.1 });
        await library.publishAsync(`kentiz/${device.key}/position`, payload, { qos });
      }
      await expect.poll(() => kentiz.positionsOf(device)).toHaveLength(3);
    });
  });

  it("links tell who is connected", async () => {
    const link = async () =>
      (await kentiz.database.query("SELECT connected FROM device_link WHERE device_id = $1", [device.id]))[0];
    const client = await connect();
    await expect.poll(link, { timeout: 5000 }).toEqual({ connected: true });
    client.destroy();
    await expect.poll(link, { timeout: 5000 }).toEqual({ connected: false });
    const told = kentiz.events.flatMap((event) => (event.type === "links" ? event.links : []));
    expect(told.filter(({ deviceId }) => deviceId === device.id)).toMatchObject([
      { vehicleId: device.vehicleId, connected: true },
      { vehicleId: device.vehicleId, connected: false },
    ]);
  });
});
