// Lets the simulated fleet speak to a broker: every vehicle through a session of its own, at the pace
// of the wall clock or faster, with the lost links and late batches of real life.
import { setImmediate } from "node:timers/promises";
import type { Logger } from "pino";
import type { City } from "../city/generate-city.ts";
import type { TrackerFix } from "../tracker-fix.ts";
import { demoFleet } from "./demo-fleet.ts";
import { createFleetSimulation, type VehicleSimulation } from "./fleet-simulation.ts";
import { trackerProtocol } from "./tracker-protocol.ts";
import { createTrackerSession, type TrackerSession } from "./tracker-session.ts";

export interface VehicleCredential {
  /** Plate or machine code, as in `demoFleet()`. */
  vehicle: string;
  username: string;
  password: string;
}

export interface FleetPublisherOptions {
  /** mqtt://, mqtts:// or ws:// address. */
  url: string;
  /** Vehicles without a credential stay silent. */
  credentials: readonly VehicleCredential[];
  city: City;
  seed: number;
  /** Times real time (default 1). Above 1 the day is squeezed: fix times stay on the wall clock. */
  speed?: number;
  /** Between reports of a moving vehicle (default 10). */
  intervalSeconds?: number;
  /** So much of the past is sent first, as a tracker does that was out of reach (default 60). */
  historyMinutes?: number;
  logger: Logger;
  now?: () => number;
}

export interface FleetPublisher {
  /** Fixes measured so far, history included, and those the broker acknowledged. */
  published(): number;
  acknowledged(): number;
  stop(): Promise<void>;
}

interface Tracker {
  simulation: VehicleSimulation;
  session: TrackerSession;
  reports: Generator<TrackerFix, never>;
  next: TrackerFix;
  linked: boolean;
}

const TICK_MS = 200;
const CLOSE_GRACE_MS = 1500;
const DEFAULT_HISTORY_MINUTES = 60;

/**
 * Resolves when every tracker has planned its day and started to connect.
 * @throws Error for a credential of a vehicle that the demo fleet does not have.
 */
export async function startFleetPublisher(options: FleetPublisherOptions): Promise<FleetPublisher> {
  const { city, seed, logger, speed = 1, now = Date.now } = options;
  const fleet = demoFleet();
  const simulations = createFleetSimulation({
    city,
    fleet,
    seed,
    ...(options.intervalSeconds === undefined ? {} : { intervalSeconds: options.intervalSeconds }),
  });
  const byLabel = new Map(
    simulations.map((simulation) => [simulation.vehicle.plate ?? simulation.vehicle.code, simulation]),
  );
  const startMs = now();
  const historyMs = (options.historyMinutes ?? DEFAULT_HISTORY_MINUTES) * 60_000;
  const simulatedNow = (): number => startMs + (now() - startMs) * speed;
  // A squeezed day keeps its true times before the start and is written on the wall clock after it.
  const onWallClock = (fix: TrackerFix): TrackerFix =>
    fix.fixTimeMs <= startMs || speed === 1
      ? fix
      : { ...fix, fixTimeMs: Math.round(startMs + (fix.fixTimeMs - startMs) / speed) };

  let published = 0;
  let acknowledged = 0;
  const measure = (tracker: Tracker, untilMs: number): void => {
    for (; tracker.next.fixTimeMs <= untilMs; tracker.next = tracker.reports.next().value) {
      published += 1;
      tracker.session.report(onWallClock(tracker.next));
    }
  };
  const trackers: Tracker[] = [];
  for (const { vehicle, username, password } of options.credentials) {
    const simulation = byLabel.get(vehicle);
    if (!simulation) throw new Error(`The demo fleet has no vehicle "${vehicle}".`);
    const session = createTrackerSession({
      url: options.url,
      username,
      password,
      protocol: trackerProtocol(simulation.vehicle.format, username, startMs),
      logger,
      onAcknowledged: (fixes) => {
        acknowledged += fixes;
      },
    });
    const reports = simulation.reportsFrom(startMs - historyMs);
    const tracker = { simulation, session, reports, next: reports.next().value, linked: false };
    trackers.push(tracker);
    measure(tracker, startMs);
    // A day takes some milliseconds to plan: others on this thread get their turn in between.
    await setImmediate();
  }

  const step = (): void => {
    const simulatedMs = simulatedNow();
    for (const tracker of trackers) {
      measure(tracker, simulatedMs);
      const linked = tracker.simulation.outageAt(simulatedMs) === null;
      if (linked === tracker.linked) continue;
      tracker.linked = linked;
      if (linked) tracker.session.connect();
      else tracker.session.loseLink();
    }
  };
  step();
  const timer = setInterval(step, TICK_MS);
  logger.info({ vehicles: trackers.length, seed, speed, history: published }, "simulated fleet under way");
  return {
    published: () => published,
    acknowledged: () => acknowledged,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(trackers.map((tracker) => tracker.session.close(CLOSE_GRACE_MS)));
    },
  };
}
