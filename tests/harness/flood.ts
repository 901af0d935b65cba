// Trackers that publish without pause and remember what was acknowledged, as buffered QoS 1 devices do:
// what is not acknowledged when a connection breaks is sent again on the next one.
import { setTimeout } from "node:timers/promises";
import mqtt, { type MqttClient } from "mqtt";
import type { ApiClient } from "../../bin/api-client.ts";
import { nativeTopic } from "../../domain/topic.ts";

export interface FloodDevice {
  vehicleId: number;
  username: string;
  password: string;
}

/** Vehicles with a device each. */
export async function registerFloodDevices(client: ApiClient, count: number): Promise<FloodDevice[]> {
  const { items } = await client.call("listUnits", { query: {} });
  const unitId = items[0]?.id ?? 0;
  const devices: FloodDevice[] = [];
  for (let index = 0; index < count; index += 1) {
    const vehicle = await client.call("createVehicle", { body: { code: `SEL-${index}`, kind: "other", unitId } });
    const { mqtt: credential } = await client.call("createDevice", {
      body: { name: `Sel ${index}`, vehicleId: vehicle.id },
    });
    devices.push({ vehicleId: vehicle.id, ...credential });
  }
  return devices;
}

export interface Flood {
  /** Reports acknowledged so far, over all devices. */
  acknowledgedCount(): number;
  /** Stops sending; resolves when every sent report is acknowledged. */
  finish(): Promise<void>;
  /** Fix times (epoch ms) of the device, in order of sending. */
  sent(device: FloodDevice): readonly number[];
  acknowledged(device: FloodDevice): ReadonlySet<number>;
  /** Cuts every connection. */
  end(): Promise<void>;
}

/** Sent at once every time; several devices give several such bursts in flight. */
const BURST = 5;
const BURST_EVERY_MS = 100;
const RECONNECT_MS = 200;

export function startFlood(port: number, devices: readonly FloodDevice[]): Flood {
  const startMs = Date.now() - 3_600_000;
  const sent = new Map<FloodDevice, number[]>(devices.map((device) => [device, []]));
  const acknowledged = new Map<FloodDevice, Set<number>>(devices.map((device) => [device, new Set()]));
  const waiting = new Set<Promise<unknown>>();
  const ended = new AbortController();

  const clients: [FloodDevice, MqttClient][] = devices.map((device) => [
    device,
    mqtt.connect(`mqtt://127.0.0.1:${port}`, {
      clientId: device.username,
      username: device.username,
      password: device.password,
      reconnectPeriod: RECONNECT_MS,
      connectTimeout: 5000,
    }),
  ]);
  // A broker that is away is what these tests are about.
  for (const [, client] of clients) client.on("error", () => undefined);

  const sendOne = (device: FloodDevice, client: MqttClient): void => {
    const times = sent.get(device) ?? [];
    const timeMs = startMs + times.length * 100;
    times.push(timeMs);
    const fix = { t: timeMs, lat: 38.38 + times.length / 1e6, lon: 27.11, speedKmh: 30 };
    const payload = JSON.stringify(fix);
    // A break may come while the client sends its store again; then it gives the message up, a tracker does not.
    const untilAcknowledged = async (): Promise<void> => {
      while (!ended.signal.aborted) {
        try {
          await client.publishAsync(nativeTopic(device.username, "position"), payload, { qos: 1 });
          acknowledged.get(device)?.add(timeMs);
          return;
        } catch {
          await setTimeout(RECONNECT_MS);
        }
      }
    };
    const done: Promise<void> = untilAcknowledged().finally(() => waiting.delete(done));
    waiting.add(done);
  };

  const timer = setInterval(() => {
    for (const [device, client] of clients) for (let i = 0; i < BURST; i += 1) sendOne(device, client);
  }, BURST_EVERY_MS);

  return {
    acknowledgedCount: () => [...acknowledged.values()].reduce((sum, times) => sum + times.size, 0),
    finish: async () => {
      clearInterval(timer);
      while (waiting.size > 0) await Promise.all(waiting);
    },
    sent: (device) => sent.get(device) ?? [],
    acknowledged: (device) => acknowledged.get(device) ?? new Set(),
    end: async () => {
      ended.abort();
      clearInterval(timer);
      await Promise.all(clients.map(([, client]) => client.endAsync(true)));
    },
  };
}

/** Stored fix times of a vehicle, in the order the API gives them, every page. */
export async function storedTimes(client: ApiClient, vehicleId: number): Promise<number[]> {
  const times: number[] = [];
  let after: string | null = null;
  do {
    const page: { items: { fixTime: string }[]; next: string | null } = await client.call("listPositions", {
      params: { id: vehicleId },
      query: { from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z", limit: 10_000, ...(after ? { after } : {}) },
    });
    times.push(...page.items.map((position) => Date.parse(position.fixTime)));
    after = page.next;
  } while (after);
  return times;
}
