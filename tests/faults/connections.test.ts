// Faults of connections: what a bad network, a power cut or a broken tracker does to the door, with
// the set of acknowledged messages compared with the table.
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnPostgres } from "../harness/database.ts";
import { startTestBroker, type TestBroker, type TestDevice } from "../harness/broker.ts";
import { publish5, signInMqtt5 } from "../harness/mqtt5-client.ts";
import { connectPacket, connectRaw, eventually, publishPacket, type RawClient } from "../harness/raw-mqtt.ts";

const START_MS = Date.UTC(2026, 10, 20, 12);
const PATIENCE_MS = 60_000;
const fix = (second: number): string => JSON.stringify({ t: START_MS + second * 1000, lat: 38.4, lon: 27.1 });

describeOnPostgres("connections that fail", (open) => {
  let kentiz: TestBroker;
  let device: TestDevice;
  let topic: string;

  beforeEach(async () => {
    const { database } = await open();
    kentiz = await startTestBroker(database);
    device = await kentiz.addDevice();
    topic = `kentiz/${device.key}/position`;
  });
  afterEach(() => kentiz.stop());

  const storedSeconds = async (of = device): Promise<number[]> =>
    (await kentiz.positionsOf(of)).map(({ fixTime }) => (Date.parse(fixTime) - START_MS) / 1000);
  const allGone = (): Promise<void> =>
    eventually(
      "nothing is left of the connections",
      () => {
        const { connections, sessions, inFlight } = kentiz.broker.stats();
        return connections === 0 && sessions === 0 && inFlight === 0;
      },
      PATIENCE_MS,
    );

  it("a storm of resets loses nothing acknowledged and leaves nothing behind", async () => {
    const acknowledged = new Set<number>();
    let next = 1;
    const storm = async (name: string): Promise<void> => {
      for (let round = 0; round < 15; round++) {
        const client = await connectRaw(kentiz.port, device, { clientId: name });
        const first = next;
        next += 20;
        for (let second = first; second < next; second++) {
          client.send(publishPacket({ topic, payload: fix(second), id: (second % 60_000) + 1 }));
        }
        const enough = 1 + (round % 20);
        await client.until(() => client.acknowledged().length >= enough, PATIENCE_MS);
        for (const id of client.acknowledged()) acknowledged.add(id - 1);
        (client.stream as Socket).resetAndDestroy();
      }
    };
    await Promise.all(["a", "b", "c", "d", "e", "f"].map(storm));
    await allGone();
    const stored = await storedSeconds();
    expect(new Set(stored).size).toBe(stored.length);
    expect([...acknowledged].filter((second) => !stored.includes(second))).toEqual([]);
    expect(stored.every((second) => second >= 1 && second < next)).toBe(true);
  }, 90_000);

  it("a thousand that come back at once are all let in, each hears of its own message only", async () => {
    const COUNT = 1000;
    const clients = Array.from({ length: COUNT }, (_, index) => {
      const socket = connect({ port: kentiz.port, host: "127.0.0.1", noDelay: true });
      socket.on("error", () => undefined);
      const bytes: Buffer[] = [];
      socket.on("data", (chunk) => bytes.push(chunk));
      const sessionOf = Math.floor(index / 20);
      return { socket, bytes, sessionOf, index };
    });
    const devices = await Promise.all(Array.from({ length: COUNT / 20 }, () => kentiz.addDevice()));
    for (const { socket, sessionOf, index } of clients) {
      const own = devices[sessionOf];
      if (!own) throw new Error("no device");
      const login = { clientId: `c${index}`, username: own.key, password: own.secret };
      const message = { topic: `kentiz/${own.key}/position`, payload: fix(index), id: 1 + (index % 20) };
      socket.write(Buffer.concat([connectPacket(login), publishPacket(message)]));
    }
    const CONNACK_AND_PUBACK_BYTES = 8;
    const answered = (): number =>
      clients.filter(({ bytes }) => Buffer.concat(bytes).length === CONNACK_AND_PUBACK_BYTES).length;
    await eventually("all are answered", () => answered() === COUNT, PATIENCE_MS);
    for (const { bytes, index } of clients) {
      expect(Buffer.concat(bytes)).toEqual(Buffer.from([0x20, 2, 0, 0, 0x40, 2, 0, 1 + (index % 20)]));
    }
    expect((await storedSeconds(devices[0])).length).toBe(20);
    for (const { socket } of clients) socket.resetAndDestroy();
    await allGone();
  }, 90_000);

  it("a tracker's buffer of 3,000 fixes arrives once, in order, and disturbs nobody", async () => {
    const neighbour = await kentiz.addDevice();
    const tracker = await connectRaw(kentiz.port, device);
    const other = await connectRaw(kentiz.port, neighbour);
    const seconds = Array.from({ length: 3000 }, (_, index) => index + 1);
    tracker.send(...seconds.map((second) => publishPacket({ topic, payload: fix(second), id: second })));
    other.send(publishPacket({ topic: `kentiz/${neighbour.key}/position`, payload: fix(1) }));
    await other.until(() => other.acknowledged().length === 1, PATIENCE_MS);
    await tracker.until(() => tracker.acknowledged().length === 3000, PATIENCE_MS);
    expect(tracker.acknowledged()).toEqual(seconds);
    expect(await storedSeconds()).toEqual(seconds);
    tracker.destroy();
    other.destroy();
  }, 90_000);

  it("two connections of one device store both, and the same fix once", async () => {
    const clients = await Promise.all(["1", "2"].map((clientId) => connectRaw(kentiz.port, device, { clientId })));
    for (const [index, client] of clients.entries()) {
      for (let second = 1; second <= 60; second++) {
        // Every third is sent by both.
        if (second % 3 !== 0 && second % 2 !== index) continue;
        client.send(publishPacket({ topic, payload: fix(second), id: second }));
      }
    }
    await Promise.all(clients.map((client) => client.until(() => client.acknowledged().length === 40, PATIENCE_MS)));
    expect(await storedSeconds()).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    // The same client id takes over, and what was on its way is sent again.
    const before = clients[0] as RawClient;
    const after = await connectRaw(kentiz.port, device, { clientId: "1" });
    await before.waitClosed();
    after.send(publishPacket({ topic, payload: fix(60), id: 60, dup: true }));
    await after.until(() => after.acknowledged().length === 1);
    expect(await storedSeconds()).toHaveLength(60);
    for (const client of [...clients, after]) client.destroy();
  });

  it("half-open sockets are noticed by their silence, in every version", async () => {
    const old = await connectRaw(kentiz.port, device, { clientId: "3", keepalive: 1 });
    const { client } = await signInMqtt5(kentiz.port, device, { clientId: "5", keepalive: 1 });
    client.send(publish5(topic, fix(1)));
    await client.next("puback");
    // Neither says goodbye nor anything else: the other side is gone and no FIN ever comes.
    expect(await client.next("disconnect")).toMatchObject({ reasonCode: 0x8d });
    await old.waitClosed();
    await allGone();
  });
});
