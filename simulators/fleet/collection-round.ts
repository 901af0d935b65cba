// Refuse trucks (lift and press by PTO) and container washers: round after round of container stops,
// refuse trucks unload at the transfer station in between.
import type { City } from "../city/generate-city.ts";
import type { ContainerStop } from "../city/place-containers.ts";
import { distance, type PlanePoint } from "../city/plane.ts";
import { pointOnEdge, type GraphPlace } from "../city/street-graph.ts";
import type { DayPlanner } from "./day-plan.ts";

export interface CollectionStyle {
  stopsPerRound: number;
  stopSeconds: readonly [low: number, high: number];
  /** Input that is on at a stop, and the one that is on all round. */
  stopInput: string;
  roundInput: string;
  unloads: boolean;
}

export const COLLECTING: CollectionStyle = {
  stopsPerRound: 34,
  stopSeconds: [30, 60],
  stopInput: "lift",
  roundInput: "pto",
  unloads: true,
};
export const COLLECTING_LIGHT: CollectionStyle = { ...COLLECTING, stopsPerRound: 22, stopSeconds: [30, 45] };
export const WASHING: CollectionStyle = {
  stopsPerRound: 20,
  stopSeconds: [70, 130],
  stopInput: "wash",
  roundInput: "pump",
  unloads: false,
};

const SECTOR_STOPS = 90;
const WORKING_KMH = 24;
const UNLOAD_SECONDS = [300, 600] as const;
const REFILL_SECONDS = 420;
const BREAK_SECONDS = [900, 1500] as const;

export function collectUntil(planner: DayPlanner, city: City, style: CollectionStyle, untilMs: number): void {
  const { random } = planner;
  // A shift's rounds lie in one part of the town.
  const sector = nearestStops(city, random.pick(city.containerStops), SECTOR_STOPS);
  const breakMs = planner.clockMs() + random.between(1.8, 4.5) * 3_600_000;
  let hadBreak = false;
  while (planner.clockMs() < untilMs) {
    const round = nearestTour(city, nearestStops(city, random.pick(sector), style.stopsPerRound), planner.place());
    for (const stop of round) {
      if (planner.clockMs() >= untilMs) break;
      const first = stop === round[0];
      planner.driveTo(stop, first ? {} : { topKmh: WORKING_KMH, inputs: { [style.roundInput]: true } });
      planner.idle(random.integer(...style.stopSeconds), { [style.roundInput]: true, [style.stopInput]: true });
    }
    if (style.unloads) {
      const lane = city.graph.edges[city.transferStation.edge]!;
      planner.driveTo({ edge: city.transferStation.edge, alongM: lane.lengthM * random.between(0.6, 0.95) });
      planner.idle(random.integer(...UNLOAD_SECONDS), { pto: true });
    } else {
      planner.idle(REFILL_SECONDS);
    }
    if (!hadBreak && planner.clockMs() > breakMs) {
      hadBreak = true;
      planner.parkUntil(planner.clockMs() + random.integer(...BREAK_SECONDS) * 1000);
    }
  }
}

function pointOf(city: City, { edge, alongM }: GraphPlace): PlanePoint {
  return pointOnEdge(city.graph.edges[edge]!, alongM).at;
}

function nearestStops(city: City, around: ContainerStop, count: number): ContainerStop[] {
  const centre = pointOf(city, around);
  return city.containerStops
    .map((stop) => ({ stop, away: distance(pointOf(city, stop), centre) }))
    .sort((a, b) => a.away - b.away)
    .slice(0, count)
    .map(({ stop }) => stop);
}

/** The stops in an order that always goes on to the nearest one left. */
function nearestTour(city: City, stops: readonly ContainerStop[], from: GraphPlace): ContainerStop[] {
  const left = stops.map((stop) => ({ stop, at: pointOf(city, stop) }));
  const tour: ContainerStop[] = [];
  let at = pointOf(city, from);
  while (left.length > 0) {
    const nearest = left.reduce((best, next) => (distance(next.at, at) < distance(best.at, at) ? next : best));
    left.splice(left.indexOf(nearest), 1);
    tour.push(nearest.stop);
    at = nearest.at;
  }
  return tour;
}
