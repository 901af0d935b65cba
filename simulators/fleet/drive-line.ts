// Legs of a route as one line to drive, with how fast each stretch may be taken and where to stop.
import type { StreetClass } from "../../domain/base-map.ts";
import { distance, type PlanePoint } from "../city/plane.ts";
import type { StreetGraph } from "../city/street-graph.ts";
import type { Random } from "../random.ts";
import type { RouteLeg } from "./router.ts";

/** Single precision (a millimetre at the far end of the district) halves the memory of a planned day. */
export interface DriveLine {
  /** Three numbers per point: x, y, metres from the start. */
  points: Float32Array;
  lengthM: number;
}

export const POINT_SIZE = 3;

export interface DriveLimits {
  /** Highest speed on the stretch that begins at each point, metres per second. */
  stretchSpeed: number[];
  /** Highest speed at each point: bends, junctions, red lights. */
  pointSpeed: number[];
  /** Seconds to wait at each point (only where its speed is 0). */
  waitSeconds: number[];
}

export interface DriveStyle {
  /** Never faster than this, km/h. */
  topKmh: number;
  /** Share of the usual speed of traffic this driver and hour allow. */
  pace: number;
}

const FREE_KMH: Readonly<Record<StreetClass, number>> = {
  motorway: 80,
  primary: 50,
  secondary: 45,
  tertiary: 37,
  residential: 26,
  service: 13,
  track: 22,
};
/** Greater numbers have right of way over smaller ones. */
const RANK: Readonly<Record<StreetClass, number>> = {
  motorway: 5,
  primary: 4,
  secondary: 3,
  tertiary: 2,
  residential: 1,
  service: 0,
  track: 0,
};

export function createDriveLine(
  graph: StreetGraph,
  legs: readonly RouteLeg[],
  style: DriveStyle,
  random: Random,
): { line: DriveLine; limits: DriveLimits } {
  const points: PlanePoint[] = [];
  const limits: DriveLimits = { stretchSpeed: [], pointSpeed: [], waitSeconds: [] };
  const { stretchSpeed, pointSpeed, waitSeconds } = limits;
  legs.forEach((leg, i) => {
    const edge = graph.edges[leg.edge]!;
    const speed = Math.min(style.topKmh, FREE_KMH[edge.class] * style.pace * random.between(0.86, 1.06)) / 3.6;
    for (const point of pointsOfLeg(edge.points, edge.lengthM, leg)) {
      const last = points.at(-1);
      if (last && Math.abs(last[0] - point[0]) + Math.abs(last[1] - point[1]) < 0.05) {
        stretchSpeed[stretchSpeed.length - 1] = speed;
        continue;
      }
      points.push(point);
      stretchSpeed.push(speed);
      pointSpeed.push(Infinity);
      waitSeconds.push(0);
    }
    const next = legs[i + 1];
    if (!next) return;
    const node = leg.toM > leg.fromM ? edge.to : edge.from;
    const junction = passJunction(graph, node, leg.edge, next.edge, random);
    pointSpeed[pointSpeed.length - 1] = junction.speed;
    waitSeconds[waitSeconds.length - 1] = junction.waitSeconds;
  });
  const flat = new Float32Array(points.length * POINT_SIZE);
  let lengthM = 0;
  points.forEach((point, i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    if (before) lengthM += distance(before, point);
    if (before && after) pointSpeed[i] = Math.min(pointSpeed[i]!, speedInBend(before, point, after));
    flat.set([point[0], point[1], lengthM], i * POINT_SIZE);
  });
  return { line: { points: flat, lengthM }, limits };
}

function pointsOfLeg(points: readonly PlanePoint[], lengthM: number, { fromM, toM }: RouteLeg): PlanePoint[] {
  const forwards = toM >= fromM;
  const ordered = forwards ? points : points.toReversed();
  const [begin, end] = forwards ? [fromM, toM] : [lengthM - fromM, lengthM - toM];
  const line: PlanePoint[] = [];
  let passed = 0;
  for (let i = 1; i < ordered.length; i++) {
    const a = ordered[i - 1]!;
    const b = ordered[i]!;
    const length = distance(a, b);
    const at = (along: number): PlanePoint => {
      const t = length === 0 ? 0 : (along - passed) / length;
      return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    };
    if (line.length === 0 && begin <= passed + length) line.push(at(begin));
    if (line.length > 0) {
      if (end <= passed + length) {
        line.push(at(end));
        return line;
      }
      line.push(b);
    }
    passed += length;
  }
  return line;
}

/** What slows a vehicle at a junction: a light, someone with right of way, or nothing. */
function passJunction(
  graph: StreetGraph,
  node: number,
  from: number,
  onto: number,
  random: Random,
): { speed: number; waitSeconds: number } {
  const own = RANK[graph.edges[from]!.class];
  const next = RANK[graph.edges[onto]!.class];
  const others = graph.edgesAt[node]!.filter((edge) => edge !== from && edge !== onto);
  const crossing = Math.max(0, ...others.map((edge) => RANK[graph.edges[edge]!.class]));
  const free = { speed: Infinity, waitSeconds: 0 };
  if (others.length === 0 && own === next) return free;
  const hasLights = others.length >= 2 && crossing >= 3 && Math.max(own, next) >= 3;
  if (hasLights)
    return random.chance(0.45) ? { speed: 0, waitSeconds: random.between(6, 42) } : { speed: 9, waitSeconds: 0 };
  if (Math.max(next, crossing) > own) {
    if (Math.max(next, crossing) >= 2 && random.chance(0.4)) return { speed: 0, waitSeconds: random.between(1, 7) };
    return { speed: 3, waitSeconds: 0 };
  }
  if (own === crossing) return { speed: own === 1 ? 4.5 : 8, waitSeconds: 0 };
  return free;
}

function speedInBend(a: PlanePoint, b: PlanePoint, c: PlanePoint): number {
  const inX = b[0] - a[0];
  const inY = b[1] - a[1];
  const outX = c[0] - b[0];
  const outY = c[1] - b[1];
  const turn = Math.abs(Math.atan2(inX * outY - inY * outX, inX * outX + inY * outY));
  if (turn > 2.4) return 1;
  if (turn > 1) return 3.2;
  if (turn > 0.6) return 5;
  if (turn > 0.35) return 8;
  return Infinity;
}
