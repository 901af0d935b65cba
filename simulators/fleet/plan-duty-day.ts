// The whole day of one vehicle: shifts, and in each what its duty asks for.
import type { VehicleKind } from "../../domain/vehicle-kind.ts";
import type { City } from "../city/generate-city.ts";
import type { GraphPlace } from "../city/street-graph.ts";
import { createRandom, mixSeed, type Random } from "../random.ts";
import { COLLECTING, COLLECTING_LIGHT, collectUntil, WASHING } from "./collection-round.ts";
import { cruiseUntil, PATROLLING, streetMiddles, SWEEPING, WATERING } from "./cruising.ts";
import { createDayPlanner, type DayPlan, type DayPlanner } from "./day-plan.ts";
import type { Duty } from "./duty-roster.ts";
import type { Router } from "./router.ts";
import { haulUntil, ROAD_WORKS, TREE_CARE, workOnSitesUntil } from "./site-work.ts";
import type { Agility } from "./speed-profile.ts";
import { runErrandsUntil, runFuneralsUntil, runShuttleUntil } from "./trips.ts";
import { yardSlot } from "./yard-slot.ts";

const HOUR_MS = 3_600_000;
/** The duty day starts so long before the first shift, with the vehicle parked. */
const BEFORE_FIRST_SHIFT_HOURS = 1;
/** Shifts of different vehicles start and end at slightly different times. */
const STAGGER_HOURS = 0.35;
/** Time to drive home before a shift ends. */
const HOMEWARD_MS = 20 * 60_000;
const WARM_UP_SECONDS = [100, 420] as const;

/** Local hour at which the duty day of a vehicle begins, 0 to 24. */
export function dayStartHour(duty: Duty): number {
  return (duty.shifts[0]![0] - BEFORE_FIRST_SHIFT_HOURS + 24) % 24;
}

const HEAVY: Agility = { accelerate: 0.75, brake: 1.1 };
const LIGHT: Agility = { accelerate: 1.4, brake: 1.8 };
const AGILITY: Partial<Record<VehicleKind, Agility & { topKmh: number }>> = {
  backhoe: { accelerate: 0.6, brake: 1, topKmh: 30 },
  grader: { accelerate: 0.5, brake: 0.9, topKmh: 28 },
  roller: { accelerate: 0.4, brake: 0.8, topKmh: 14 },
  other: { accelerate: 0.6, brake: 1, topKmh: 30 },
  sweeper: { ...HEAVY, topKmh: 40 },
  motorcycle: { accelerate: 2, brake: 2.2, topKmh: 70 },
  car: { ...LIGHT, topKmh: 70 },
  police: { ...LIGHT, topKmh: 70 },
  pickup: { ...LIGHT, topKmh: 60 },
  van: { ...LIGHT, topKmh: 60 },
  hearse: { ...LIGHT, topKmh: 50 },
};
const TRUCK = { ...HEAVY, topKmh: 52 };

/** What several vehicles of one city share: candidate places, found once. */
export interface DutyPlaces {
  streets: GraphPlace[];
  avenues: GraphPlace[];
  parks: GraphPlace[];
  sites: GraphPlace[];
}

export function findDutyPlaces(city: City): DutyPlaces {
  const streets = streetMiddles(city, ["residential", "tertiary"]);
  return {
    streets,
    avenues: streetMiddles(city, ["primary", "secondary"]),
    parks: city.parkEdges.map(({ edge }) => ({ edge, alongM: city.graph.edges[edge]!.lengthM / 2 })),
    sites: streets.filter(({ edge }) => city.graph.edges[edge]!.lengthM > 90),
  };
}

export interface DutyDayInput {
  city: City;
  router: Router;
  places: DutyPlaces;
  duty: Duty;
  kind: VehicleKind;
  /** Of the vehicle and the day. */
  seed: number;
}

export function planDutyDay(input: DutyDayInput): DayPlan {
  const { city, duty, kind } = input;
  const random = createRandom(input.seed);
  const startHour = dayStartHour(duty);
  const { topKmh, ...agility } = AGILITY[kind] ?? TRUCK;
  const depot = city.depots.find(({ role }) => role === duty.depot);
  if (!depot) throw new Error(`The city has no depot for ${duty.depot}.`);
  const planner = createDayPlanner({
    graph: city.graph,
    router: input.router,
    random,
    home: yardSlot(city.graph, depot, duty.slot),
    agility,
    topKmh,
    paceAt: (clockMs) => paceOfHour((startHour + clockMs / HOUR_MS) % 24),
  });
  // The first shift starts a fixed time after the day does, whatever its hour.
  const toClock = (hour: number): number => (hour - duty.shifts[0]![0] + BEFORE_FIRST_SHIFT_HOURS) * HOUR_MS;
  const stagger = createRandom(mixSeed(input.seed, "stagger")).between(-STAGGER_HOURS, STAGGER_HOURS);
  for (const [from, to] of duty.shifts) {
    planner.parkUntil(toClock(from + stagger));
    planner.idle(random.integer(...WARM_UP_SECONDS));
    work(planner, input, random, toClock(to + stagger) - HOMEWARD_MS);
    planner.goHome();
    planner.idle(random.integer(30, 120));
  }
  return planner.finish();
}

function work(planner: DayPlanner, { city, duty, kind, places }: DutyDayInput, random: Random, untilMs: number): void {
  switch (duty.kind) {
    case "collection":
      return collectUntil(planner, city, kind === "lightWaste" ? COLLECTING_LIGHT : COLLECTING, untilMs);
    case "washing":
      return collectUntil(planner, city, WASHING, untilMs);
    case "sweeping":
      return cruiseUntil(planner, SWEEPING, places.streets, untilMs);
    case "patrol":
      return cruiseUntil(planner, PATROLLING, places.streets, untilMs);
    case "watering":
      return cruiseUntil(planner, WATERING, random.chance(0.5) ? places.parks : places.avenues, untilMs);
    case "plant":
      return workOnSitesUntil(planner, ROAD_WORKS, places.sites, untilMs);
    case "pruning":
      return workOnSitesUntil(
        planner,
        TREE_CARE,
        [...places.parks, ...random.shuffle(places.sites).slice(0, 30)],
        untilMs,
      );
    case "haul":
      return haulUntil(planner, places.sites, untilMs);
    case "errands":
      return runErrandsUntil(planner, places.streets, untilMs);
    case "shuttle":
      return runShuttleUntil(planner, random.shuffle(places.avenues).slice(0, 14), untilMs);
    case "funeral":
      return runFuneralsUntil(planner, city, places.streets, untilMs);
  }
}

/** Share of free speed that the hour's traffic leaves. */
function paceOfHour(hour: number): number {
  if (hour >= 7.5 && hour < 9.5) return 0.74;
  if (hour >= 17 && hour < 19.5) return 0.72;
  if (hour >= 9.5 && hour < 17) return 0.88;
  return hour >= 22 || hour < 6 ? 1.05 : 0.95;
}
