// Duties that follow streets rather than go to places: sweeping, patrolling, watering.
import type { StreetClass } from "../../domain/base-map.ts";
import type { City } from "../city/generate-city.ts";
import type { GraphPlace } from "../city/street-graph.ts";
import type { DayPlanner, Inputs } from "./day-plan.ts";
import { roam } from "./roam.ts";

export interface CruiseStyle {
  classes: readonly StreetClass[];
  /** Working speed, km/h; drawn anew for each stretch. */
  kmh: readonly [low: number, high: number];
  inputs: Inputs | null;
  stretchM: readonly [low: number, high: number];
  /** After a stretch the vehicle stands so long, engine running. */
  pauseSeconds: readonly [low: number, high: number];
  /** After so many stretches it goes elsewhere. */
  stretchesPerArea: number;
  /** Chance of a longer stop with the engine off after an area, and its length. */
  restChance: number;
  restSeconds: readonly [low: number, high: number];
}

export const SWEEPING: CruiseStyle = {
  classes: ["tertiary", "secondary", "residential"],
  kmh: [5.5, 12],
  inputs: { broom: true },
  stretchM: [700, 1600],
  pauseSeconds: [20, 150],
  stretchesPerArea: 5,
  restChance: 0.5,
  restSeconds: [600, 1300],
};
export const PATROLLING: CruiseStyle = {
  classes: ["tertiary", "residential", "secondary"],
  kmh: [18, 30],
  inputs: null,
  stretchM: [1800, 4500],
  pauseSeconds: [60, 420],
  stretchesPerArea: 3,
  restChance: 0.35,
  restSeconds: [400, 1200],
};
export const WATERING: CruiseStyle = {
  classes: ["secondary", "primary", "tertiary"],
  kmh: [7, 12],
  inputs: { pump: true },
  stretchM: [500, 1100],
  pauseSeconds: [40, 200],
  stretchesPerArea: 4,
  restChance: 0.9,
  restSeconds: [400, 900],
};

/** `starts` are the places at which an area may begin. */
export function cruiseUntil(
  planner: DayPlanner,
  style: CruiseStyle,
  starts: readonly GraphPlace[],
  untilMs: number,
): void {
  const { random, graph } = planner;
  const visits = new Map<number, number>();
  while (planner.clockMs() < untilMs) {
    planner.driveTo(random.pick(starts));
    for (let i = 0; i < style.stretchesPerArea && planner.clockMs() < untilMs; i++) {
      const legs = roam(graph, planner.place(), planner.facing(), random, {
        lengthM: random.between(...style.stretchM),
        classes: style.classes,
        visits,
      });
      const topKmh = random.between(...style.kmh);
      planner.driveLegs(legs, style.inputs ? { topKmh, inputs: style.inputs } : { topKmh });
      planner.idle(random.integer(...style.pauseSeconds));
    }
    if (random.chance(style.restChance)) {
      planner.parkUntil(planner.clockMs() + random.integer(...style.restSeconds) * 1000);
    }
  }
}

/** Middles of all streets of some classes in the dense town. */
export function streetMiddles(city: City, classes: readonly StreetClass[]): GraphPlace[] {
  return city.graph.edges.flatMap((edge, e): GraphPlace[] => {
    const [x, y] = edge.points[0]!;
    const wanted = classes.includes(edge.class) && edge.lengthM > 30 && city.densityAt(x, y) > 0.15;
    return wanted ? [{ edge: e, alongM: edge.lengthM / 2 }] : [];
  });
}
