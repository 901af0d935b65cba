// A vehicle's day as a sequence of phases without gaps: standing somewhere, or driving along a line.
// Times are milliseconds, in whole seconds, from the start of its duty day, which begins and ends parked in the depot.
import type { PlanePoint } from "../city/plane.ts";
import { pointOnEdge, type GraphPlace, type StreetGraph } from "../city/street-graph.ts";
import type { Random } from "../random.ts";
import { createDriveLine, type DriveLine } from "./drive-line.ts";
import type { RouteLeg, Router } from "./router.ts";
import { createSpeedProfile, type Agility, type SpeedProfile } from "./speed-profile.ts";

export const DAY_MS = 24 * 3_600_000;

export type Inputs = Readonly<Record<string, boolean | number>>;

interface PhaseBase {
  startMs: number;
  endMs: number;
  inputs: Inputs | null;
  /** Metres driven this day before the phase. */
  drivenM: number;
}

export interface StandPhase extends PhaseBase {
  kind: "stand";
  place: GraphPlace;
  /** Beside the street, metres east and north: a parking place. */
  offset: PlanePoint;
  /** +1 faces the edge's `to`, -1 its `from`. */
  facing: number;
  ignition: boolean;
}

export interface DrivePhase extends PhaseBase {
  kind: "drive";
  line: DriveLine;
  profile: SpeedProfile;
  /** Beside the street at both ends. */
  fromOffset: PlanePoint;
  toOffset: PlanePoint;
}

export type Phase = StandPhase | DrivePhase;

export interface DayPlan {
  phases: Phase[];
  drivenM: number;
}

export interface DriveOptions {
  /** Working speed, km/h. */
  topKmh?: number;
  inputs?: Inputs;
}

/** Writes a day phase by phase; every call moves its clock on. */
export interface DayPlanner {
  readonly graph: StreetGraph;
  readonly random: Random;
  clockMs(): number;
  place(): GraphPlace;
  facing(): number;
  /** Ignition off, until a time of the duty day; nothing happens if that has passed. */
  parkUntil(ms: number): void;
  /** Engine running, standing. */
  idle(seconds: number, inputs?: Inputs): void;
  driveTo(place: GraphPlace, options?: DriveOptions): void;
  driveLegs(legs: readonly RouteLeg[], options?: DriveOptions): void;
  goHome(): void;
  finish(): DayPlan;
}

export interface DayPlannerInput {
  graph: StreetGraph;
  router: Router;
  random: Random;
  home: { place: GraphPlace; offset: PlanePoint };
  agility: Agility;
  topKmh: number;
  /** Share of free speed by time of the duty day: rush hours are slow. */
  paceAt: (clockMs: number) => number;
}

const NOWHERE: PlanePoint = [0, 0];

export function createDayPlanner(input: DayPlannerInput): DayPlanner {
  const { graph, router, random, home } = input;
  const phases: Phase[] = [];
  let clock = 0;
  let place = home.place;
  let offset = home.offset;
  let facing = -1;
  let drivenM = 0;

  const stand = (untilMs: number, ignition: boolean, inputs: Inputs | null): void => {
    const endMs = Math.round(Math.min(untilMs, DAY_MS) / 1000) * 1000;
    if (endMs <= clock) return;
    phases.push({ kind: "stand", startMs: clock, endMs, place, offset, facing, ignition, inputs, drivenM });
    clock = endMs;
  };
  const drive = (legs: readonly RouteLeg[], options: DriveOptions, toOffset: PlanePoint): void => {
    const style = { topKmh: Math.min(options.topKmh ?? input.topKmh, input.topKmh), pace: input.paceAt(clock) };
    const { line, limits } = createDriveLine(graph, legs, style, random);
    const last = legs.at(-1);
    if (!last) return;
    place = { edge: last.edge, alongM: last.toM };
    facing = Math.sign(last.toM - last.fromM) || facing;
    const fromOffset = offset;
    offset = toOffset;
    // Already there.
    if (line.lengthM < 1) return;
    const profile = createSpeedProfile(line, limits, input.agility);
    const endMs = clock + Math.ceil(profile.seconds) * 1000;
    phases.push({
      kind: "drive",
      startMs: clock,
      endMs,
      inputs: options.inputs ?? null,
      drivenM,
      line,
      profile,
      fromOffset,
      toOffset,
    });
    clock = endMs;
    drivenM += line.lengthM;
  };
  return {
    graph,
    random,
    clockMs: () => clock,
    place: () => place,
    facing: () => facing,
    parkUntil: (ms) => stand(ms, false, null),
    idle: (seconds, inputs) => stand(clock + seconds * 1000, true, inputs ?? null),
    driveTo: (to, options = {}) => drive(router.route(place, to, facing), options, NOWHERE),
    driveLegs: (legs, options = {}) => drive(legs, options, NOWHERE),
    goHome: () => drive(router.route(place, home.place, facing), {}, home.offset),
    finish: () => {
      if (clock > DAY_MS) throw new Error("A duty day is planned longer than 24 hours.");
      stand(DAY_MS, false, null);
      return { phases, drivenM };
    },
  };
}

/** Where a standing vehicle is, and the direction it faces (radians anticlockwise from east). */
export function standingPoint(
  graph: StreetGraph,
  { place, offset, facing }: StandPhase,
): { at: PlanePoint; direction: number } {
  const { at, direction } = pointOnEdge(graph.edges[place.edge]!, place.alongM);
  return { at: [at[0] + offset[0], at[1] + offset[1]], direction: facing < 0 ? direction + Math.PI : direction };
}
