// The fleet in virtual time: for every vehicle where it is at any moment and what its tracker
// reports. Nothing here waits or sends, and nothing depends on when the simulation was started.
import type { City } from "../city/generate-city.ts";
import { createRandom, mixSeed } from "../random.ts";
import type { TrackerFix } from "../tracker-fix.ts";
import { DAY_MS, type DayPlan, type Phase } from "./day-plan.ts";
import type { DemoFleet, DemoVehicle } from "./demo-fleet.ts";
import { outageAt, type Outage } from "./link-outages.ts";
import { dayStartHour, findDutyPlaces, planDutyDay } from "./plan-duty-day.ts";
import { createReceiver } from "./receiver-noise.ts";
import { reportTimes } from "./report-times.ts";
import { createRouter } from "./router.ts";
import { trueMotion, type TrueMotion } from "./true-motion.ts";

export interface VehicleSimulation {
  vehicle: DemoVehicle;
  /** Where it really is, without measuring errors. */
  truthAt(timeMs: number): TrueMotion;
  /** Reports from the first one at or after a moment on, for ever; times rise. */
  reportsFrom(timeMs: number): Generator<TrackerFix, never>;
  outageAt(timeMs: number): Outage | null;
}

export interface FleetSimulationInput {
  city: City;
  fleet: DemoFleet;
  seed: number;
  /** Between reports under way (default 10); 30 while idling. */
  intervalSeconds?: number;
}

const HOUR_MS = 3_600_000;
/** Türkiye keeps UTC+3 all year. */
const LOCAL_OFFSET_MS = 3 * HOUR_MS;
const DEFAULT_INTERVAL_SECONDS = 10;
const IDLING_SECONDS = 30;
const PARKED_SECONDS = [300, 900] as const;
/** Odometers count from some day; even and odd days have different rounds. */
const ODOMETER_FIRST_DAY = Date.UTC(2024, 0, 1) / DAY_MS;
const ODOMETER_START_KM = [8_000, 140_000] as const;

export function createFleetSimulation(input: FleetSimulationInput): VehicleSimulation[] {
  const { city, fleet, seed } = input;
  const router = createRouter(city.graph);
  const places = findDutyPlaces(city);
  return fleet.vehicles.map((vehicle, i): VehicleSimulation => {
    const duty = fleet.duties[i]!;
    const vehicleSeed = mixSeed(seed, "vehicle", i);
    const random = createRandom(vehicleSeed);
    const odometerStartM = random.integer(...ODOMETER_START_KM) * 1000;
    const intervals = {
      movingSeconds: input.intervalSeconds ?? DEFAULT_INTERVAL_SECONDS,
      idlingSeconds: Math.max(IDLING_SECONDS, input.intervalSeconds ?? 0),
      parkedSeconds: random.integer(...PARKED_SECONDS),
    };
    const receiver = createReceiver({
      seed: mixSeed(vehicleSeed, "receiver"),
      heightAt: city.heightAt,
      densityAt: city.densityAt,
    });

    // Rounds alternate between even and odd days, so two plans make every day. Only the one in use is
    // kept: it takes half a megabyte. Of both the length is kept, for the odometer.
    let current: { parity: number; plan: DayPlan } | undefined;
    const drivenM: (number | undefined)[] = [undefined, undefined];
    const makePlan = (parity: number): DayPlan => {
      const planSeed = mixSeed(vehicleSeed, "plan", parity);
      const plan = planDutyDay({ city, router, places, duty, kind: vehicle.kind, seed: planSeed });
      drivenM[parity] = plan.drivenM;
      return plan;
    };
    const planOf = (day: number): DayPlan => {
      const parity = day & 1;
      if (current?.parity !== parity) current = { parity, plan: makePlan(parity) };
      return current.plan;
    };
    const drivenOn = (day: number): number => drivenM[day & 1] ?? makePlan(day & 1).drivenM;
    const shiftMs = LOCAL_OFFSET_MS - dayStartHour(duty) * HOUR_MS;
    const dayOf = (timeMs: number): number => Math.floor((timeMs + shiftMs) / DAY_MS);
    const startOf = (day: number): number => day * DAY_MS - shiftMs;
    const odometerAtStart = (day: number): number => {
      const days = day - ODOMETER_FIRST_DAY;
      const pairM = drivenOn(0) + drivenOn(1);
      return odometerStartM + Math.floor(days / 2) * pairM + (days % 2 === 0 ? 0 : drivenOn(ODOMETER_FIRST_DAY));
    };

    const truthAt = (timeMs: number): TrueMotion => {
      const day = dayOf(timeMs);
      const ms = timeMs - startOf(day);
      return trueMotion(city.graph, phaseAt(planOf(day).phases, ms), ms);
    };
    const reportsFrom = function* (timeMs: number): Generator<TrackerFix, never> {
      for (let day = dayOf(timeMs); ; day++) {
        const { phases } = planOf(day);
        const dayStart = startOf(day);
        const odometerM = odometerAtStart(day);
        for (const phase of phases) {
          if (dayStart + phase.endMs <= timeMs) continue;
          for (const ms of reportTimes(city.graph, phase, intervals)) {
            if (dayStart + ms < timeMs) continue;
            const truth = trueMotion(city.graph, phase, ms);
            yield receiver.measure(truth, dayStart + ms, odometerM + truth.drivenM);
          }
        }
      }
    };
    return { vehicle, truthAt, reportsFrom, outageAt: (timeMs) => outageAt(vehicleSeed, timeMs) };
  });
}

/** Phases cover the day without gaps. */
function phaseAt(phases: readonly Phase[], ms: number): Phase {
  let low = 0;
  let high = phases.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (phases[middle]!.startMs <= ms) low = middle;
    else high = middle - 1;
  }
  return phases[low]!;
}
