// Watching the messages of one device: what a real broker receives arrives at whoever may see it, and at
// nobody else.
import { afterEach, beforeEach, expect, it } from "vitest";
import { TailMessage, TailSkipped } from "../../domain/tail.ts";
import { createMessageTail, type MessageTail } from "../../gis/message-tail.ts";
import { PASSWORD, startTestApi, type TestApi, type TestClient } from "../harness/api.ts";
import { startTestBroker, type TestBroker } from "../harness/broker.ts";
import { describeOnBothDatabases } from "../harness/database.ts";
import { openEventStream, type EventStream } from "../harness/event-stream.ts";
import { connectRaw, publishPacket } from "../harness/raw-mqtt.ts";

describeOnBothDatabases("the tail of a device", (open) => {
  let test: TestApi;
  let kentiz: TestBroker | null;
  let tail: MessageTail;
  let deviceId: number;
  let streams: EventStream[];
  beforeEach(async () => {
    const { database } = await open();
    tail = createMessageTail();
    test = await startTestApi(database, { tail });
    kentiz = null;
    streams = [];
    const { id } = await test.admin.call("createDevice", { body: { name: "Takip", unitId: test.root.id } });
    deviceId = id;
  });
  afterEach(async () => {
    for (const stream of streams) stream.close();
    await kentiz?.stop();
    await test.stop();
  });

  const watch = async (client: TestClient, id = deviceId): Promise<EventStream> => {
    const stream = await openEventStream((init) => client.fetch(`/api/devices/${id}/tail`, init));
    streams.push(stream);
    if (stream.status === 200) await stream.next("open");
    return stream;
  };
  const say = (payload: string): void =>
    tail.publish(deviceId, {
      atMs: Date.now(),
      topic: "t",
      qos: 1,
      payload: Buffer.from(payload),
      payloadBytes: payload.length,
      accepted: 1,
      refused: [],
    });

  it("shows good, half good and refused messages as the broker receives them", async () => {
    kentiz = await startTestBroker(test.database, { tail });
    const device = await kentiz.addDevice();
    const neighbour = await kentiz.addDevice();
    const stream = await watch(test.admin, device.id);
    const client = await connectRaw(kentiz.port, device);
    const other = await connectRaw(kentiz.port, neighbour);
    const topic = `kentiz/${device.key}/position`;
    const fix = { t: Date.now(), lat: 38.4, lon: 27.1 };
    other.send(publishPacket({ topic: `kentiz/${neighbour.key}/position`, payload: JSON.stringify(fix) }));
    client.send(publishPacket({ topic, payload: JSON.stringify(fix), id: 1 }));
    client.send(publishPacket({ topic, payload: JSON.stringify([fix, { ...fix, lat: 99 }]), id: 2 }));
    client.send(publishPacket({ topic, payload: "\u0000<b>yok</b>", qos: 0 }));
    const is = (bytes: string) => (data: unknown) => TailMessage.parse(data).payloadStart.includes(bytes);
    const good = await stream.next("message", is('{"t"'));
    expect(TailMessage.strict().parse(good.data)).toMatchObject({ topic, qos: 1, accepted: 1, refused: [] });
    expect((await stream.next("message", is("[{"))).data).toMatchObject({
      accepted: 1,
      refused: [{ reason: "latitude_out_of_range", field: "[1].lat" }],
    });
    expect((await stream.next("message", is("yok"))).data).toMatchObject({
      qos: 0,
      payloadBytes: 11,
      payloadStart: "\uFFFD<b>yok</b>",
      payloadHex: Buffer.from("\u0000<b>yok</b>").toString("hex"),
      accepted: 0,
      refused: [{ reason: "payload_not_json", field: null }],
    });
    client.send(publishPacket({ topic: `kentiz/${neighbour.key}/position`, payload: "{}", id: 3 }));
    const foreign = await stream.next("message", (data) => TailMessage.parse(data).qos === null);
    expect(foreign.data).toMatchObject({ accepted: 0, refused: [{ reason: "topic_foreign", field: null }] });
    expect(stream.events.filter(({ event }) => event === "message")).toHaveLength(4);
  });

  it("costs nothing when the last watcher has gone", async () => {
    const first = await watch(test.admin);
    const second = await watch(test.admin);
    expect(tail.isWatched(deviceId)).toBe(true);
    expect(tail.isWatched(deviceId + 1)).toBe(false);
    first.close();
    say("hâlâ");
    await second.next("message");
    second.close();
    await expect.poll(() => tail.isWatched(deviceId)).toBe(false);
  });

  it("keeps a pace and says how many messages it left out", async () => {
    const stream = await watch(test.admin);
    for (let i = 0; i < 200; i += 1) say(String(i));
    const { data } = await stream.next("skipped");
    const shown = stream.events.filter(({ event }) => event === "message").length;
    expect(TailSkipped.parse(data).count + shown).toBe(200);
    expect(shown).toBeLessThanOrEqual(50);
  });

  it("ends when the session ends, and when the right is lost", async () => {
    const unit = await test.createUnit("Temizlik");
    const device = await test.admin.call("createDevice", { body: { name: "Süpürge", unitId: unit.id } });
    const user = await test.createUser("ayse", "dispatcher", unit);
    const client = await test.signIn("ayse", PASSWORD);
    const stream = await watch(client, device.id);
    const grants = [{ role: "viewer" as const, unitId: unit.id }];
    await test.admin.call("changeUser", { params: { id: user.id }, body: { grants } });
    expect((await stream.next("end")).data).toEqual({ reason: "right_lost" });
    await stream.ended;

    await test.admin.call("changeUser", {
      params: { id: user.id },
      body: { grants: [{ role: "dispatcher", unitId: unit.id }] },
    });
    const again = await watch(client, device.id);
    await client.call("signOut");
    expect((await again.next("end")).data).toEqual({ reason: "signed_out" });
    expect((await watch(client, device.id)).status).toBe(401);
  });

  it("says so when the server stops", async () => {
    const stream = await watch(test.admin);
    const stopped = test.stop();
    expect((await stream.next("end")).data).toEqual({ reason: "restart" });
    await stopped;
    test = await startTestApi(test.database, { tail });
  });
});
