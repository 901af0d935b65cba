// Duties made of trips between places: errands, the shuttle bus, funerals.
import type { City } from "../city/generate-city.ts";
import type { GraphPlace } from "../city/street-graph.ts";
import type { DayPlanner } from "./day-plan.ts";

const ERRAND_SECONDS = [120, 780] as const;
const LUNCH_SECONDS = [1500, 2700] as const;

export function runErrandsUntil(planner: DayPlanner, places: readonly GraphPlace[], untilMs: number): void {
  const { random } = planner;
  const lunchMs = planner.clockMs() + random.between(3.5, 5) * 3_600_000;
  let hadLunch = false;
  while (planner.clockMs() < untilMs) {
    const errands = random.integer(3, 6);
    for (let i = 0; i < errands && planner.clockMs() < untilMs; i++) {
      planner.driveTo(random.pick(places));
      const seconds = random.integer(...ERRAND_SECONDS);
      if (random.chance(0.3)) planner.idle(Math.min(seconds, 400));
      else planner.parkUntil(planner.clockMs() + seconds * 1000);
      planner.idle(random.integer(10, 50));
    }
    if (!hadLunch && planner.clockMs() > lunchMs) {
      hadLunch = true;
      planner.goHome();
      planner.parkUntil(planner.clockMs() + random.integer(...LUNCH_SECONDS) * 1000);
      planner.idle(60);
    }
  }
}

const BUS_KMH = 40;
const STOP_SECONDS = [25, 70] as const;
const TURN_SECONDS = [300, 560] as const;

/** The same loop of stops again and again, with a few minutes at its end. */
export function runShuttleUntil(planner: DayPlanner, stops: readonly GraphPlace[], untilMs: number): void {
  const { random } = planner;
  while (planner.clockMs() < untilMs) {
    for (const stop of stops) {
      if (planner.clockMs() >= untilMs) break;
      planner.driveTo(stop, { topKmh: BUS_KMH });
      planner.idle(random.integer(...STOP_SECONDS), { door: true });
    }
    planner.idle(random.integer(...TURN_SECONDS));
  }
}

/** To the house, to the mosque, to the cemetery on the village road, and home. */
export function runFuneralsUntil(
  planner: DayPlanner,
  city: City,
  houses: readonly GraphPlace[],
  untilMs: number,
): void {
  const { random, graph } = planner;
  const cemeteries = graph.edges.flatMap((edge, e) =>
    edge.name === "Tırazlı Yolu" ? [{ edge: e, alongM: edge.lengthM / 2 }] : [],
  );
  const cemetery = cemeteries[Math.floor(cemeteries.length / 2)] ?? city.containerStops[0]!;
  while (planner.clockMs() < untilMs) {
    planner.driveTo(random.pick(houses));
    planner.idle(random.integer(300, 900));
    planner.driveTo(random.pick(houses));
    planner.parkUntil(planner.clockMs() + random.integer(1200, 2400) * 1000);
    planner.driveTo(cemetery, { topKmh: 35 });
    planner.parkUntil(planner.clockMs() + random.integer(900, 1800) * 1000);
    planner.goHome();
    planner.parkUntil(planner.clockMs() + random.integer(900, 2400) * 1000);
    planner.idle(90);
  }
}
