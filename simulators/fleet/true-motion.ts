// Where a vehicle of a day plan really is at a moment: what a perfect tracker would measure.
import type { PlanePoint } from "../city/plane.ts";
import type { StreetGraph } from "../city/street-graph.ts";
import { standingPoint, type DrivePhase, type Inputs, type Phase } from "./day-plan.ts";
import { POINT_SIZE, type DriveLine } from "./drive-line.ts";
import { lastAtOrBefore, motionAt } from "./speed-profile.ts";

export interface TrueMotion {
  at: PlanePoint;
  /** Radians anticlockwise from east. */
  direction: number;
  speedMs: number;
  ignition: boolean;
  inputs: Inputs | null;
  /** Metres driven since the duty day began. */
  drivenM: number;
}

/** On the right-hand side of the street, and straight over corners by looking so far to both sides. */
const KEEP_RIGHT_M = 2;
const LOOK_M = 5;
/** Length on which a vehicle leaves or reaches a parking place beside the street. */
const MERGE_M = 25;

/** `ms` lies within the phase. */
export function trueMotion(graph: StreetGraph, phase: Phase, ms: number): TrueMotion {
  if (phase.kind === "stand") {
    const { at, direction } = standingPoint(graph, phase);
    const onStreet = phase.offset[0] === 0 && phase.offset[1] === 0;
    return {
      at: onStreet ? toTheRight(at, direction, KEEP_RIGHT_M) : at,
      direction,
      speedMs: 0,
      ignition: phase.ignition,
      inputs: phase.inputs,
      drivenM: phase.drivenM,
    };
  }
  const { s, v } = motionAt(phase.profile, (ms - phase.startMs) / 1000);
  const { at, direction } = drivingPoint(phase, s);
  return { at, direction, speedMs: v, ignition: true, inputs: phase.inputs, drivenM: phase.drivenM + s };
}

function drivingPoint({ line, fromOffset, toOffset }: DrivePhase, s: number): { at: PlanePoint; direction: number } {
  const behind = pointAlong(line, s - LOOK_M);
  const ahead = pointAlong(line, s + LOOK_M);
  const centre = pointAlong(line, s);
  const direction = Math.atan2(ahead[1] - behind[1], ahead[0] - behind[0]);
  // Near a parking place the way there replaces keeping right.
  const leaving = Math.max(0, 1 - s / MERGE_M);
  const reaching = Math.max(0, 1 - (line.lengthM - s) / MERGE_M);
  const [x, y] = toTheRight(
    centre,
    direction,
    KEEP_RIGHT_M * (1 - share(fromOffset, leaving) - share(toOffset, reaching)),
  );
  return {
    at: [x + fromOffset[0] * leaving + toOffset[0] * reaching, y + fromOffset[1] * leaving + toOffset[1] * reaching],
    direction,
  };
}

const share = (offset: PlanePoint, weight: number): number => (offset[0] === 0 && offset[1] === 0 ? 0 : weight);

function toTheRight([x, y]: PlanePoint, direction: number, byM: number): PlanePoint {
  return [x + Math.sin(direction) * byM, y - Math.cos(direction) * byM];
}

function pointAlong({ points, lengthM }: DriveLine, s: number): PlanePoint {
  const clamped = Math.min(lengthM, Math.max(0, s));
  const last = points.length / POINT_SIZE - 1;
  const i = Math.min(lastAtOrBefore(points, POINT_SIZE, 2, clamped), last - 1) * POINT_SIZE;
  const j = i + POINT_SIZE;
  const length = points[j + 2]! - points[i + 2]!;
  const t = length === 0 ? 0 : (clamped - points[i + 2]!) / length;
  return [points[i]! + (points[j]! - points[i]!) * t, points[i + 1]! + (points[j + 1]! - points[i + 1]!) * t];
}
