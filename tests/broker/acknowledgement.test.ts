// Acknowledged means stored: what a held commit does to clients, and what clients that misbehave do
// to the others.
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnBothDatabases, describeOnPostgres } from "../harness/database.ts";
import { startTestBroker, type TestBroker, type TestBrokerOptions, type TestDevice } from "../harness/broker.ts";
import {
  connectPacket,
  connectRaw,
  eventually,
  openRaw,
  PINGRESP,
  pingPacket,
  publishPacket,
  PUBREC,
  type RawClient,
} from "../harness/raw-mqtt.ts";

const START_MS = Date.UTC(2026, 10, 20, 12);

function fixOf(second: number, extra: object = {}): string {
  return JSON.stringify({ t: START_MS + second * 1000, lat: 38.4, lon: 27.1, ...extra });
}

/** The door's own bound on speed would be quicker than what is tested here. */
const AS_FAST_AS_IT_CAN = { messagesPerSecond: 1e9, bytesPerSecond: 1e12, burstSeconds: 1 };

/** QoS 1 messages with the ids and seconds from … to. */
function publishes(device: TestDevice, from: number, to: number, extra: object = {}): Buffer[] {
  const topic = `kentiz/${device.key}/position`;
  return Array.from({ length: to - from + 1 }, (_, index) =>
    publishPacket({ topic, payload: fixOf(from + index, extra), id: from + index }),
  );
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

describeOnPostgres("a commit that is held up", (open) => {
  let kentiz: TestBroker;
  let device: TestDevice;
  let neighbour: TestDevice;
  let client: RawClient;
  let blocker: Client;

  async function start(options: TestBrokerOptions = {}): Promise<void> {
    const { database, connection } = await open();
    kentiz = await startTestBroker(database, options);
    device = await kentiz.addDevice();
    neighbour = await kentiz.addDevice();
    client = await connectRaw(kentiz.port, device, { keepalive: 2 });
    // The first fix makes its partition; the lock shall hold up nothing but the insert.
    client.send(...publishes(device, 1, 1));
    await client.until(() => client.acknowledged().length === 1);
    blocker = new Client({ connectionString: connection });
    await blocker.connect();
    await blocker.query("BEGIN");
    await blocker.query("LOCK TABLE vehicle_state IN ACCESS EXCLUSIVE MODE");
  }
  afterEach(async () => {
    client.destroy();
    await blocker.end();
    await kentiz.stop();
  });

  it("holds acknowledgements back, answers pings, keeps clients alive, and then acknowledges in order", async () => {
    await start({ limits: { commitDeadlineMs: 60_000 } });
    client.send(...publishes(device, 2, 51));
    const second = await connectRaw(kentiz.port, neighbour, { keepalive: 2 });
    second.send(...publishes(neighbour, 1, 3));
    // Three and a half times 1.5 keepalive of silence but for pings that wait behind 50 held messages.
    for (let ping = 1; ping <= 5; ping++) {
      await delay(1000);
      client.send(pingPacket());
      await client.until((received) => received.filter(({ type }) => type === PINGRESP).length === ping, 3000);
    }
    expect(client.acknowledged()).toEqual([1]);
    expect(second.acknowledged()).toEqual([]);
    expect(kentiz.broker.stats()).toMatchObject({ inFlight: 53, acknowledged: 1 });
    await blocker.query("ROLLBACK");
    await client.until(() => client.acknowledged().length === 51);
    await second.until(() => second.acknowledged().length === 3);
    expect(client.acknowledged()).toEqual(upTo(51));
    expect(await kentiz.positionsOf(device)).toHaveLength(51);
    second.destroy();
  });

  it("that is overdue goes to the spool: acknowledged from there, stored once", async () => {
    await start({ limits: { commitDeadlineMs: 500 } });
    client.send(...publishes(device, 2, 20));
    await client.until(() => client.acknowledged().length === 20);
    expect(kentiz.broker.stats()).toMatchObject({ state: "spooling" });
    expect(kentiz.events.at(-1)).toEqual({ type: "ingest", state: "spooling" });
    expect(kentiz.broker.stats().spool.batches).toBeGreaterThan(0);
    await blocker.query("ROLLBACK");
    await eventually("the spool is empty", () => kentiz.broker.stats().state === "ok");
    client.send(...publishes(device, 21, 25));
    await client.until(() => client.acknowledged().length === 25);
    expect(client.acknowledged()).toEqual(upTo(25));
    expect(await kentiz.positionsOf(device)).toHaveLength(25);
    expect(kentiz.events.filter(({ type }) => type === "ingest")).toEqual([
      { type: "ingest", state: "spooling" },
      { type: "ingest", state: "ok" },
    ]);
  });

  it("with a full spool acknowledges nothing, keeps connections, and goes on by itself", async () => {
    await start({ limits: { commitDeadlineMs: 300, maxSpoolBytes: 100 } });
    client.send(...publishes(device, 2, 10));
    await eventually("ingest is blocked", () => kentiz.broker.stats().state === "blocked");
    client.send(...publishes(device, 11, 20), pingPacket());
    await client.until((received) => received.some(({ type }) => type === PINGRESP));
    expect(client.acknowledged()).toEqual([1]);
    expect(kentiz.events.at(-1)).toEqual({ type: "ingest", state: "blocked" });
    await blocker.query("ROLLBACK");
    await client.until(() => client.acknowledged().length === 20);
    expect(client.acknowledged()).toEqual(upTo(20));
    expect(await kentiz.positionsOf(device)).toHaveLength(20);
    await eventually("all is well", () => kentiz.broker.stats().state === "ok");
  });

  it("holds a flood back in the sockets, not in memory", async () => {
    await start({ limits: { commitDeadlineMs: 60_000, maxHeldPerClient: 100, devicePace: AS_FAST_AS_IT_CAN } });
    const messages = Buffer.concat(publishes(device, 2, 20_001, { note: "x".repeat(500) }));
    client.send(messages);
    // Small pieces, each a read of its own: what aedes alone would not bound.
    const slow = await connectRaw(kentiz.port, device, { clientId: "slow" });
    for (const message of publishes(device, 30_000, 30_400)) {
      slow.send(message);
      await delay(1);
    }
    await delay(500);
    // One socket chunk of 64 KiB may come on top for each client.
    expect(kentiz.broker.stats().inFlight).toBeLessThan(600);
    await blocker.query("ROLLBACK");
    await client.until(() => client.acknowledged().length === 20_001, 40_000);
    await slow.until(() => slow.acknowledged().length === 401);
    expect(client.acknowledged()).toEqual(upTo(20_001));
    slow.destroy();
  });
});

describeOnBothDatabases("acknowledgements", (open) => {
  let kentiz: TestBroker;
  let device: TestDevice;

  beforeEach(async () => {
    const { database } = await open();
    kentiz = await startTestBroker(database, {
      limits: { unreadTimeoutMs: 1500, maxUnreadBytes: 4096, devicePace: AS_FAST_AS_IT_CAN },
    });
    device = await kentiz.addDevice();
  });
  afterEach(() => kentiz.stop());

  it("come in order of arrival, for every client of a crowd, and only for what is stored", async () => {
    const devices = await Promise.all(Array.from({ length: 8 }, () => kentiz.addDevice()));
    await Promise.all(
      devices.map(async (own) => {
        const client = await connectRaw(kentiz.port, own);
        for (let from = 1; from <= 400; from += 20) client.send(...publishes(own, from, from + 19));
        await client.until(() => client.acknowledged().length === 400);
        expect(client.acknowledged()).toEqual(upTo(400));
        expect(await kentiz.positionsOf(own)).toHaveLength(400);
        client.destroy();
      }),
    );
    expect(kentiz.broker.stats()).toMatchObject({ accepted: 3200, acknowledged: 3200, inFlight: 0, state: "ok" });
  });

  it("come for messages sent together with CONNECT too", async () => {
    const client = await openRaw(kentiz.port);
    const hello = connectPacket({ clientId: device.key, username: device.key, password: device.secret });
    client.send(hello, ...publishes(device, 1, 300));
    await client.until(() => client.acknowledged().length === 300);
    expect(client.acknowledged()).toEqual(upTo(300));
    expect(await kentiz.positionsOf(device)).toHaveLength(300);
    client.destroy();
  });

  it("of QoS 2 come in order too, and QoS 0 is stored as well", async () => {
    const client = await connectRaw(kentiz.port, device);
    const topic = `kentiz/${device.key}/position`;
    for (const id of upTo(50)) client.send(publishPacket({ topic, payload: fixOf(id), id, qos: 2 }));
    for (const second of upTo(20)) client.send(publishPacket({ topic, payload: fixOf(100 + second), qos: 0 }));
    await client.until((received) => received.filter(({ type }) => type === PUBREC).length === 50);
    const order = client.received.filter(({ type }) => type === PUBREC).map(({ body }) => body.readUInt16BE(0));
    expect(order).toEqual(upTo(50));
    await expect.poll(() => kentiz.positionsOf(device)).toHaveLength(70);
    client.destroy();
  });

  it("left unread end the client in the end, cost no memory, and hold up nobody", async () => {
    const mute = await connectRaw(kentiz.port, device);
    mute.stream.pause();
    let sent = 0;
    const flood = (): void => {
      // Empty payloads: 30 bytes in, 4 bytes of acknowledgement out.
      const topic = `kentiz/${device.key}/position`;
      while (!mute.closed && mute.stream.writableLength < 1e6) {
        const burst = Array.from({ length: 1000 }, (_, index) => publishPacket({ topic, payload: "", id: index + 1 }));
        mute.send(...burst);
        sent += 1000;
      }
    };
    const before = process.memoryUsage().rss;
    const pump = setInterval(flood, 5);
    try {
      await eventually(
        "the client that never reads is ended",
        () => mute.stream.destroyed || mute.stream.errored !== null,
        90_000,
      );
    } finally {
      clearInterval(pump);
    }
    expect(sent).toBeGreaterThan(10_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
    const startedMs = performance.now();
    const other = await kentiz.addDevice();
    const lively = await connectRaw(kentiz.port, other);
    lively.send(...publishes(other, 1, 10));
    await lively.until(() => lively.acknowledged().length === 10);
    expect(performance.now() - startedMs).toBeLessThan(5000);
    lively.destroy();
  });

  it("of others go on while one client floods", async () => {
    const flooder = await connectRaw(kentiz.port, device);
    const calm = await kentiz.addDevice();
    const client = await connectRaw(kentiz.port, calm);
    const flooding = new AbortController();
    const topic = `kentiz/${device.key}/position`;
    let second = 0;
    const flood = (async () => {
      while (!flooding.signal.aborted) {
        const burst = Array.from({ length: 500 }, () => publishPacket({ topic, payload: fixOf(++second), qos: 0 }));
        flooder.send(...burst);
        await delay(1);
      }
    })();
    const waits: number[] = [];
    for (const id of upTo(20)) {
      const startedMs = performance.now();
      client.send(...publishes(calm, id, id));
      await client.until(() => client.acknowledged().length === id);
      waits.push(performance.now() - startedMs);
    }
    flooding.abort();
    await flood;
    expect(Math.max(...waits)).toBeLessThan(3000);
    flooder.destroy();
    client.destroy();
  });

  it("survive a restart of the broker: nothing is stored twice", async () => {
    const client = await connectRaw(kentiz.port, device);
    client.send(...publishes(device, 1, 50));
    await client.until(() => client.acknowledged().length === 50);
    await kentiz.restart();
    await client.waitClosed();
    const again = await connectRaw(kentiz.port, device);
    again.send(...publishes(device, 1, 60));
    await again.until(() => again.acknowledged().length === 60);
    expect(await kentiz.positionsOf(device)).toHaveLength(60);
    again.destroy();
  });
});
