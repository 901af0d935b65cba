// The simulated fleet against a real MQTT broker: what it says, and that nothing is lost when links
// break.
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { generateCity } from "../../simulators/city/generate-city.ts";
import { demoFleet } from "../../simulators/fleet/demo-fleet.ts";
import { startFleetPublisher, type FleetPublisher } from "../../simulators/fleet/fleet-publisher.ts";
import { createFleetSimulation } from "../../simulators/fleet/fleet-simulation.ts";
import { startRecordingBroker, type ReceivedMessage, type RecordingBroker } from "./recording-broker.ts";

const SEED = 35;
const MINUTE = 60_000;
/** Half past ten in the morning in Türkiye. */
const MORNING = Date.UTC(2026, 10, 23, 7, 30);
const PATIENCE = { timeout: 20_000, interval: 20 };

const city = generateCity(SEED);
const fleet = demoFleet();
const simulations = createFleetSimulation({ city, fleet, seed: SEED });
const logger = pino({ level: "silent" });

const Native = z.object({ t: z.iso.datetime(), lat: z.number(), lon: z.number() });
const labelOf = (index: number): string => fleet.vehicles[index]!.plate ?? fleet.vehicles[index]!.code!;
const credential = (index: number) => ({ vehicle: labelOf(index), username: `dev-${index}`, password: "secret" });
const indexOf = (kind: string): number => fleet.vehicles.findIndex((vehicle) => vehicle.kind === kind);

/** A clock that starts at `startMs` and runs with the real one. */
function clockFrom(startMs: number): () => number {
  const began = performance.now();
  return () => startMs + (performance.now() - began);
}

const positionsOf = (messages: readonly ReceivedMessage[]): number[] =>
  messages
    .filter((message) => message.topic.endsWith("/position"))
    .flatMap((message) => z.union([z.array(Native), Native.transform((one) => [one])]).parse(message.payload))
    .map((position) => Date.parse(position.t));

let broker: RecordingBroker;
let publisher: FleetPublisher | null = null;

beforeEach(async () => {
  broker = await startRecordingBroker();
});
afterEach(async () => {
  await publisher?.stop();
  publisher = null;
  await broker.stop();
});

describe("startFleetPublisher", () => {
  it("sends the last hour first, then goes on live, native and OwnTracks, all acknowledged", async () => {
    const phone = fleet.vehicles.findIndex((vehicle) => vehicle.format === "owntracks");
    const truck = indexOf("compactor");
    publisher = await startFleetPublisher({
      url: broker.url,
      credentials: [credential(truck), credential(phone)],
      city,
      seed: SEED,
      logger,
      now: clockFrom(MORNING),
      speed: 20,
    });
    await vi.waitFor(() => {
      expect(positionsOf(broker.messages).some((timeMs) => timeMs > MORNING)).toBe(true);
      expect(publisher!.acknowledged()).toBe(publisher!.published());
    }, PATIENCE);
    const times = positionsOf(broker.messages);
    expect(times[0]).toBeGreaterThanOrEqual(MORNING - 60 * MINUTE);
    expect(times[0]).toBeLessThan(MORNING - 40 * MINUTE);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    // A squeezed day stays on the wall clock: nothing is dated in the future.
    expect(Math.max(...times)).toBeLessThan(MORNING + 21_000);
    for (const message of broker.messages) expect(message).toMatchObject({ qos: 1, retain: false });

    const fromPhone = broker.messages.filter((message) => message.username === `dev-${phone}`);
    expect(fromPhone.length).toBeGreaterThan(0);
    for (const message of fromPhone) {
      expect(message.topic).toBe(`owntracks/dev-${phone}/telefon`);
      expect(message.payload).toMatchObject({ _type: "location", conn: "m" });
    }
    expect(broker.messages).toContainEqual(
      expect.objectContaining({ topic: `kentiz/dev-${truck}/status`, payload: { online: true } }),
    );
  });

  it("sends again what was not acknowledged when the connection broke, and loses nothing", async () => {
    const truck = indexOf("sweeper");
    broker.holdAcknowledgements(true);
    publisher = await startFleetPublisher({
      url: broker.url,
      credentials: [credential(truck)],
      city,
      seed: SEED,
      historyMinutes: 30,
      logger,
      now: clockFrom(MORNING),
      speed: 20,
    });
    await vi.waitFor(() => expect(positionsOf(broker.messages).length).toBeGreaterThan(20), PATIENCE);
    expect(publisher.acknowledged()).toBe(0);
    const sentBefore = broker.messages.length;
    broker.cutAll();
    broker.holdAcknowledgements(false);
    await vi.waitFor(() => {
      expect(broker.messages.length).toBeGreaterThan(sentBefore);
      expect(publisher!.published()).toBeGreaterThan(0);
      expect(publisher!.acknowledged()).toBe(publisher!.published());
    }, PATIENCE);
    const expected: number[] = [];
    for (const fix of simulations[truck]!.reportsFrom(MORNING - 30 * MINUTE)) {
      if (fix.fixTimeMs > MORNING) break;
      expected.push(fix.fixTimeMs);
    }
    expect(expected.filter((timeMs) => !positionsOf(broker.messages).includes(timeMs))).toEqual([]);
  });

  it("drops off the network during an outage, its will speaks, and what it kept comes as batches", async () => {
    const outage = findOutage();
    const speed = 400;
    publisher = await startFleetPublisher({
      url: broker.url,
      credentials: [credential(outage.index)],
      city,
      seed: SEED,
      historyMinutes: 0,
      logger,
      speed,
      now: clockFrom(outage.fromMs - MINUTE),
    });
    const name = `dev-${outage.index}`;
    const will = expect.objectContaining({ topic: `kentiz/${name}/status`, payload: { online: false } });
    await vi.waitFor(() => expect(broker.connected).toContain(name), PATIENCE);
    await vi.waitFor(() => expect(broker.messages).toContainEqual(will), PATIENCE);
    expect(broker.connected).not.toContain(name);
    const before = broker.messages.length;
    await vi.waitFor(() => expect(broker.connected).toContain(name), PATIENCE);
    await vi.waitFor(() => expect(publisher!.acknowledged()).toBe(publisher!.published()), PATIENCE);
    const late = broker.messages.slice(before).filter((message) => message.topic.endsWith("/position"));
    expect(late.some((message) => Array.isArray(message.payload) && message.payload.length > 5)).toBe(true);
    const times = positionsOf(broker.messages);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("keeps trying while there is no broker", async () => {
    const { port } = broker;
    await broker.stop();
    publisher = await startFleetPublisher({
      url: `mqtt://127.0.0.1:${port}`,
      credentials: [credential(indexOf("police"))],
      city,
      seed: SEED,
      historyMinutes: 10,
      logger,
      now: clockFrom(MORNING),
    });
    expect(publisher.published()).toBeGreaterThan(0);
    expect(publisher.acknowledged()).toBe(0);
    broker = await startRecordingBroker(port);
    await vi.waitFor(() => expect(publisher!.acknowledged()).toBe(publisher!.published()), PATIENCE);
  });

  it("refuses a credential of a vehicle it does not have", async () => {
    const credentials = [{ vehicle: "34 AAA 111", username: "x", password: "y" }];
    await expect(startFleetPublisher({ url: broker.url, credentials, city, seed: SEED, logger })).rejects.toThrow(
      "34 AAA 111",
    );
  });
});

/** A short outage of a native tracker while its vehicle is out. */
function findOutage(): { index: number; fromMs: number } {
  for (let timeMs = MORNING; timeMs < MORNING + 20 * 24 * 60 * MINUTE; timeMs += 5 * MINUTE) {
    for (const [index, simulation] of simulations.entries()) {
      const outage = simulation.vehicle.format === "kentiz" ? simulation.outageAt(timeMs) : null;
      const isShort = outage && outage.toMs - outage.fromMs < 12 * MINUTE;
      if (isShort && simulation.truthAt(outage.fromMs).ignition) return { index, fromMs: outage.fromMs };
    }
  }
  throw new Error("No vehicle of this seed has a short outage in three weeks.");
}
