// The live stream by question and answer: the same frames and rights as on the WebSocket.
import { afterAll, beforeAll, expect, it } from "vitest";
import { decodeLiveParts, LIVE_POLL_PATH } from "../../domain/live-poll.ts";
import {
  decodeLiveFrame,
  LIVE_PROTOCOL_VERSION,
  type LiveFrame,
  LiveServerMessage,
} from "../../domain/live-protocol.ts";
import { startTestApi, type TestApi, type TestClient } from "../harness/api.ts";
import { describeOnEmbedded } from "../harness/database.ts";
import { createTracked, storeFixes, type Tracked } from "./store-fixes.ts";

const VIEW = { bbox: null, keep: [], hidden: false };

describeOnEmbedded("asking for the live picture", (open) => {
  let test: TestApi;
  let car: Tracked;
  beforeAll(async () => {
    test = await startTestApi((await open()).database);
    car = await createTracked(test, "35 ABC 101", test.root.id);
    await move(27.1);
  });
  afterAll(() => test.stop());

  const move = (lon: number): Promise<unknown> =>
    storeFixes(test, car.deviceId, [{ fixTimeMs: Date.now(), lon, lat: 38.4, speedKmh: 40 }]);
  const post = (client: TestClient, body: object, headers: Record<string, string> = {}): Promise<Response> =>
    client.fetch(LIVE_POLL_PATH, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });

  async function ask(
    client: TestClient,
    resume: { epoch?: string; lastSeq?: number } = {},
  ): Promise<{ messages: LiveServerMessage[]; frame: LiveFrame }> {
    const response = await post(client, { type: "hello", protocol: LIVE_PROTOCOL_VERSION, ...resume, view: VIEW });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const messages: LiveServerMessage[] = [];
    const frames: LiveFrame[] = [];
    for (const { kind, bytes } of decodeLiveParts(await response.arrayBuffer())) {
      if (kind === "frame") frames.push(decodeLiveFrame(bytes.slice().buffer));
      else messages.push(LiveServerMessage.parse(JSON.parse(new TextDecoder().decode(bytes))));
    }
    expect(frames).toHaveLength(1);
    return { messages, frame: frames[0] as LiveFrame };
  }

  const resumeOf = ({ messages, frame }: Awaited<ReturnType<typeof ask>>): { epoch: string; lastSeq: number } => {
    const welcome = messages.find((message) => message.type === "welcome");
    return { epoch: welcome?.type === "welcome" ? welcome.epoch : "", lastSeq: frame.seq };
  };

  it("gives everything at first, then what changed", async () => {
    await expect.poll(async () => (await ask(test.admin)).frame.records.map(({ lon }) => lon)).toEqual([27.1]);
    const first = await ask(test.admin);
    expect(first.frame.kind).toBe("snapshot");
    expect(first.messages).toContainEqual({ type: "ingest", state: "ok" });
    await move(27.2);
    await expect
      .poll(async () => {
        const { frame, messages } = await ask(test.admin, resumeOf(first));
        expect(frame.kind).toBe("delta");
        expect(frame.baseSeq).toBe(first.frame.seq);
        expect(messages[0]).toMatchObject({ type: "welcome", resumed: true });
        return frame.records.map(({ lon }) => lon);
      })
      .toEqual([27.2]);
  });

  it("tells that the registry changed since", async () => {
    const first = await ask(test.admin);
    await test.admin.call("createVehicle", { body: { plate: "35 ABC 102", kind: "car", unitId: test.root.id } });
    await expect
      .poll(async () => (await ask(test.admin, resumeOf(first))).messages)
      .toContainEqual({ type: "vehicles-changed" });
  });

  it("shows nobody more than their rights, at once also after they changed", async () => {
    const parks = await test.createUnit("Park ve Bahçeler Müdürlüğü");
    const other = await test.clientOf("parkci", "dispatcher", parks);
    expect((await ask(other)).frame.records).toEqual([]);
    const first = await ask(test.admin);
    const foreign = await ask(other, resumeOf(first));
    expect(foreign.messages[0]).toMatchObject({ resumed: false });
    expect(foreign.frame).toMatchObject({ kind: "snapshot", records: [] });
  });

  it("refuses strangers, foreign pages and what is no hello, each with its reason", async () => {
    const hello = { type: "hello", protocol: LIVE_PROTOCOL_VERSION, view: VIEW };
    expect((await post(test.anonymous(), hello)).status).toBe(401);
    expect((await post(test.admin, hello, { origin: "https://boese.example" })).status).toBe(403);
    const refused = await post(test.admin, { type: "view", view: VIEW });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: "input_invalid" });
    expect((await test.admin.fetch(LIVE_POLL_PATH)).status).toBe(404);
  });
});
