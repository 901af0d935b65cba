// When a tracker reports within a phase: at its start (ignition or an input changed), then by
// interval; in a bend also as soon as the heading has changed enough.
import type { StreetGraph } from "../city/street-graph.ts";
import type { Phase } from "./day-plan.ts";
import { trueMotion } from "./true-motion.ts";

export interface ReportIntervals {
  movingSeconds: number;
  idlingSeconds: number;
  parkedSeconds: number;
}

const EXTRA_POINT_TURN = (20 * Math.PI) / 180;
const TURN_CHECK_SECONDS = 2;
/** Standing at a light a compass heading means nothing. */
const SLOWEST_TURN_MS = 1.2;

/** Milliseconds of the duty day, rising, from the phase's start to before its end. */
export function* reportTimes(graph: StreetGraph, phase: Phase, intervals: ReportIntervals): Generator<number> {
  if (phase.kind === "stand") {
    const everyMs = 1000 * (phase.ignition ? intervals.idlingSeconds : intervals.parkedSeconds);
    for (let ms = phase.startMs; ms < phase.endMs; ms += everyMs) yield ms;
    return;
  }
  const everyMs = intervals.movingSeconds * 1000;
  const checkMs = Math.min(everyMs, TURN_CHECK_SECONDS * 1000);
  let reportedMs = phase.startMs;
  let reportedDirection = trueMotion(graph, phase, phase.startMs).direction;
  yield phase.startMs;
  for (let ms = phase.startMs + checkMs; ms < phase.endMs; ms += checkMs) {
    const { direction, speedMs } = trueMotion(graph, phase, ms);
    const turned = Math.abs(
      Math.atan2(Math.sin(direction - reportedDirection), Math.cos(direction - reportedDirection)),
    );
    const due = ms - reportedMs >= everyMs;
    if (!due && (turned < EXTRA_POINT_TURN || speedMs < SLOWEST_TURN_MS)) continue;
    reportedMs = ms;
    reportedDirection = direction;
    yield ms;
  }
}
