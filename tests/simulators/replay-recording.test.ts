// Replays against a real MQTT broker: order, pace, topics and the count of acknowledgements.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Recording } from "../../simulators/replay/recording.ts";
import { replayRecording, type ReplayOptions } from "../../simulators/replay/replay-recording.ts";
import { startRecordingBroker, type RecordingBroker } from "./recording-broker.ts";

const START = Date.UTC(2019, 7, 26, 22, 17, 27);
const NOW = Date.UTC(2026, 10, 22, 12);

const track: Recording = {
  kind: "fixes",
  problems: [],
  fixes: Array.from({ length: 500 }, (_, i) => ({
    timeMs: START + i * 1000,
    lat: 38.4 + i / 1e5,
    lon: 27.1,
    speedKmh: i === 0 ? null : 12.5,
    headingDeg: null,
    altitudeM: null,
    accuracyM: 4,
  })),
};
const phone: Recording = {
  kind: "owntracks",
  problems: [],
  messages: [
    { timeMs: START, payload: { _type: "location", lat: 1, lon: 2, tst: START / 1000, odd: "kept" } },
    { timeMs: null, payload: { _type: "card", name: "Araç" } },
  ],
};

let broker: RecordingBroker;
beforeEach(async () => {
  broker = await startRecordingBroker();
});
afterEach(() => broker.stop());

const replay = (recording: Recording, options: Partial<ReplayOptions> = {}) =>
  replayRecording(recording, {
    url: broker.url,
    username: "dev-1",
    password: "secret",
    speed: 0,
    shiftToNow: false,
    now: () => NOW,
    onProgress: () => undefined,
    ...options,
  });

describe("replayRecording", () => {
  it("sends every fix in order as native JSON and counts the acknowledgements", async () => {
    const onProgress = vi.fn<ReplayOptions["onProgress"]>();
    expect(await replay(track, { onProgress })).toEqual({ acknowledged: 500 });
    expect(onProgress).toHaveBeenLastCalledWith(500, 500);
    expect(broker.messages.map((message) => message.payload)).toEqual(
      track.fixes.map(({ timeMs, lat, lon, speedKmh }) => ({
        t: timeMs,
        lat,
        lon,
        ...(speedKmh === null ? {} : { speedKmh }),
        accuracyM: 4,
      })),
    );
    for (const message of broker.messages) expect(message).toMatchObject({ topic: "kentiz/dev-1/position", qos: 1 });
  });

  it("sends OwnTracks messages as they were recorded", async () => {
    await replay(phone);
    expect(broker.messages.map(({ topic, payload }) => ({ topic, payload }))).toEqual(
      phone.messages.map(({ payload }) => ({ topic: "owntracks/dev-1/replay", payload })),
    );
  });

  it("moves the recording so that it begins now", async () => {
    await replay(phone, { shiftToNow: true });
    expect(broker.messages[0]?.payload).toMatchObject({ tst: NOW / 1000, odd: "kept" });
    await replay({ ...track, fixes: track.fixes.slice(0, 2) }, { shiftToNow: true });
    expect(broker.messages.slice(-2).map((message) => message.payload)).toMatchObject([{ t: NOW }, { t: NOW + 1000 }]);
  });

  it("keeps the recorded pace times the speed", async () => {
    const began = performance.now();
    await replay({ ...track, fixes: track.fixes.slice(0, 9) }, { speed: 40, now: () => NOW + performance.now() });
    expect(performance.now() - began).toBeGreaterThan(195);
    expect(broker.messages).toHaveLength(9);
  });

  it("ends on request with what was acknowledged", async () => {
    const stop = new AbortController();
    const { acknowledged } = await replay(track, {
      speed: 1,
      now: () => NOW + performance.now(),
      onProgress: () => stop.abort(),
      signal: stop.signal,
    });
    expect(acknowledged).toBe(1);
  });

  it("fails where the broker ends the connection", async () => {
    broker.holdAcknowledgements(true);
    const cutting = vi.waitFor(() => {
      expect(broker.messages.length).toBeGreaterThan(0);
      broker.cutAll();
    });
    await expect(replay(track)).rejects.toThrow("closed the connection");
    await cutting;
  });
});
