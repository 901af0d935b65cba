// Publishes a recording over MQTT as the device would have: in recorded order, QoS 1, at a multiple of
// the recorded pace or as fast as the broker acknowledges.
import { connectAsync, type MqttClient } from "mqtt";
import { nativeTopic } from "../../domain/topic.ts";
import type { RecordedFix, RecordedMessage, Recording } from "./recording.ts";

export interface ReplayOptions {
  /** mqtt://, mqtts:// or ws:// address. */
  url: string;
  /** Device key. */
  username: string;
  password: string;
  /** Times the recorded pace; 0 = as fast as acknowledged. */
  speed: number;
  /** Moves the recording so that its first message is sent with the present time. */
  shiftToNow: boolean;
  now: () => number;
  onProgress: (acknowledged: number, total: number) => void;
  signal?: AbortSignal;
}

interface Outgoing {
  timeMs: number | null;
  topic: string;
  payload: Record<string, unknown>;
}

/** Messages that may wait for their acknowledgement at once. */
const IN_FLIGHT = 200;

function nativePayload(fix: RecordedFix, shiftMs: number): Record<string, unknown> {
  const { timeMs, lat, lon, ...rest } = fix;
  const known = Object.entries(rest).filter(([, value]) => value !== null);
  return { t: timeMs + shiftMs, lat, lon, ...Object.fromEntries(known) };
}

function shiftedOwnTracks({ payload }: RecordedMessage, shiftMs: number): Record<string, unknown> {
  if (shiftMs === 0) return payload;
  const moved = ["tst", "created_at"].filter((key) => typeof payload[key] === "number");
  return {
    ...payload,
    ...Object.fromEntries(moved.map((key) => [key, Number(payload[key]) + Math.round(shiftMs / 1000)])),
  };
}

function outgoingOf(recording: Recording, key: string, shiftMs: number): Outgoing[] {
  if (recording.kind === "owntracks") {
    const topic = `owntracks/${key}/replay`;
    return recording.messages.map((message) => ({
      timeMs: message.timeMs,
      topic,
      payload: shiftedOwnTracks(message, shiftMs),
    }));
  }
  const topic = nativeTopic(key, "position");
  return recording.fixes.map((fix) => ({ timeMs: fix.timeMs, topic, payload: nativePayload(fix, shiftMs) }));
}

async function waitUntil(dueMs: number, options: ReplayOptions): Promise<void> {
  const waitMs = dueMs - options.now();
  if (waitMs <= 0) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, waitMs);
    options.signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function publishAll(client: MqttClient, messages: readonly Outgoing[], options: ReplayOptions): Promise<number> {
  const startedMs = options.now();
  const firstMs = messages.find((message) => message.timeMs !== null)?.timeMs ?? 0;
  const waiting = new Set<Promise<unknown>>();
  let acknowledged = 0;
  for (const { timeMs, topic, payload } of messages) {
    if (options.speed > 0 && timeMs !== null) await waitUntil(startedMs + (timeMs - firstMs) / options.speed, options);
    if (options.signal?.aborted) break;
    const acknowledge = (): void => {
      acknowledged += 1;
      options.onProgress(acknowledged, messages.length);
    };
    // A message fails only with its connection, and that ends the replay by itself.
    const sent = client
      .publishAsync(topic, JSON.stringify(payload), { qos: 1 })
      .then(acknowledge, () => undefined)
      .finally(() => waiting.delete(sent));
    waiting.add(sent);
    if (waiting.size >= IN_FLIGHT) await Promise.race(waiting);
  }
  await Promise.all(waiting);
  return acknowledged;
}

/**
 * Resolves when every message is acknowledged.
 * @throws Error where the broker refuses the credential, or ends the connection for a refused message.
 */
export async function replayRecording(recording: Recording, options: ReplayOptions): Promise<{ acknowledged: number }> {
  const times = recording.kind === "fixes" ? recording.fixes : recording.messages;
  const firstMs = times.find((item) => item.timeMs !== null)?.timeMs ?? null;
  const shiftMs = options.shiftToNow && firstMs !== null ? options.now() - firstMs : 0;
  const client = await connectAsync(options.url, {
    clientId: options.username,
    username: options.username,
    password: options.password,
    reconnectPeriod: 0,
    keepalive: 60,
  });
  const lost = new Promise<never>((_, reject) => {
    client.once("error", reject);
    client.once("close", () => reject(new Error("The broker closed the connection; GET /api/rejections says why.")));
  });
  let finished = false;
  try {
    const messages = outgoingOf(recording, options.username, shiftMs);
    const acknowledged = await Promise.race([publishAll(client, messages, options), lost]);
    finished = true;
    return { acknowledged };
  } finally {
    client.removeAllListeners("close");
    // A polite end waits for acknowledgements that will not come any more.
    await client.endAsync(!finished);
  }
}
