// Duties at one place for hours: plant on a road works site, tree care with the lift out, tippers
// between the yard and the sites.
import type { GraphPlace } from "../city/street-graph.ts";
import type { DayPlanner, Inputs } from "./day-plan.ts";

export interface SiteStyle {
  /** How far back and forth the machine moves, metres, and how fast. */
  reachM: readonly [low: number, high: number];
  kmh: readonly [low: number, high: number];
  /** On while working. */
  inputs: Inputs;
  /** Standing still at work between moves. */
  standSeconds: readonly [low: number, high: number];
  hoursPerSite: readonly [low: number, high: number];
}

export const ROAD_WORKS: SiteStyle = {
  reachM: [25, 90],
  kmh: [4, 9],
  inputs: { pto: true },
  standSeconds: [15, 140],
  hoursPerSite: [2, 4],
};
export const TREE_CARE: SiteStyle = {
  reachM: [20, 60],
  kmh: [6, 12],
  inputs: { pto: true },
  standSeconds: [240, 800],
  hoursPerSite: [0.8, 2],
};

export function workOnSitesUntil(
  planner: DayPlanner,
  style: SiteStyle,
  sites: readonly GraphPlace[],
  untilMs: number,
): void {
  const { random, graph } = planner;
  while (planner.clockMs() < untilMs) {
    const site = random.pick(sites);
    const { lengthM } = graph.edges[site.edge]!;
    planner.driveTo(site);
    const leaveMs = Math.min(untilMs, planner.clockMs() + random.between(...style.hoursPerSite) * 3_600_000);
    const lunchMs = planner.clockMs() + random.between(1.2, 2.2) * 3_600_000;
    let hadLunch = false;
    while (planner.clockMs() < leaveMs) {
      planner.idle(random.integer(...style.standSeconds), style.inputs);
      const reach = Math.min(random.between(...style.reachM), lengthM * 0.8);
      const at = planner.place().alongM;
      const ahead = at + reach < lengthM * 0.95 ? at + reach : Math.max(lengthM * 0.05, at - reach);
      // Plant shuttles within its site without turning round in the next street.
      planner.driveLegs([{ edge: site.edge, fromM: at, toM: ahead }], {
        topKmh: random.between(...style.kmh),
        inputs: style.inputs,
      });
      if (!hadLunch && planner.clockMs() > lunchMs) {
        hadLunch = true;
        planner.parkUntil(planner.clockMs() + random.integer(1200, 2400) * 1000);
      }
    }
  }
}

const LOAD_SECONDS = [240, 600] as const;
const TIP_SECONDS = [90, 200] as const;

/** Loads in the yard, tips at a site, comes back. */
export function haulUntil(planner: DayPlanner, sites: readonly GraphPlace[], untilMs: number): void {
  const { random } = planner;
  const daySites = [random.pick(sites), random.pick(sites)];
  let hadLunch = false;
  const lunchMs = planner.clockMs() + random.between(3.4, 4.8) * 3_600_000;
  while (planner.clockMs() < untilMs) {
    planner.idle(random.integer(...LOAD_SECONDS));
    planner.driveTo(random.pick(daySites));
    planner.idle(random.integer(60, 300));
    planner.idle(random.integer(...TIP_SECONDS), { tipper: true });
    planner.goHome();
    if (!hadLunch && planner.clockMs() > lunchMs) {
      hadLunch = true;
      planner.parkUntil(planner.clockMs() + random.integer(1800, 2700) * 1000);
    }
  }
}
