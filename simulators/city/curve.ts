// Lines through control points.
import { noise1 } from "../smooth-noise.ts";
import { distance, type PlanePoint } from "./plane.ts";

function catmullRom(a: PlanePoint, b: PlanePoint, c: PlanePoint, d: PlanePoint, t: number): PlanePoint {
  const along = (p0: number, p1: number, p2: number, p3: number): number =>
    0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t + (3 * p1 - p0 - 3 * p2 + p3) * t ** 3);
  return [along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])];
}

/** Smooth line through all control points, a point about every `stepM`; a closed one does not repeat its first point. */
export function smoothLine(controls: readonly PlanePoint[], stepM: number, closed = false): PlanePoint[] {
  const count = controls.length;
  const at = (i: number): PlanePoint =>
    closed ? controls[(i + count) % count]! : controls[Math.min(count - 1, Math.max(0, i))]!;
  const line: PlanePoint[] = [];
  const spans = closed ? count : count - 1;
  for (let span = 0; span < spans; span++) {
    const steps = Math.max(1, Math.round(distance(at(span), at(span + 1)) / stepM));
    for (let step = 0; step < steps; step++) {
      line.push(catmullRom(at(span - 1), at(span), at(span + 1), at(span + 2), step / steps));
    }
  }
  if (!closed) line.push(at(count - 1));
  return line;
}

/** Pushes points sideways by smooth noise; the ends of an open line stay where they are. */
export function strayLine(
  line: readonly PlanePoint[],
  amplitudeM: number,
  wavelengthM: number,
  seed: number,
): PlanePoint[] {
  let along = 0;
  const last = line.length - 1;
  return line.map((point, i) => {
    const before = line[Math.max(0, i - 1)]!;
    const after = line[Math.min(last, i + 1)]!;
    if (i > 0) along += distance(before, point);
    const length = distance(before, after) || 1;
    const fade = Math.min(1, i / 6, (last - i) / 6);
    const push =
      fade * amplitudeM * (noise1(seed, along, wavelengthM) + 0.4 * noise1(seed + 1, along, wavelengthM / 3));
    return [point[0] - ((after[1] - before[1]) / length) * push, point[1] + ((after[0] - before[0]) / length) * push];
  });
}

/** Douglas–Peucker: drops points that lie within `toleranceM` of the simpler line. */
export function simplifyLine(line: readonly PlanePoint[], toleranceM: number): PlanePoint[] {
  const keep = new Set<number>([0, line.length - 1]);
  const stack: [number, number][] = [[0, line.length - 1]];
  for (let span = stack.pop(); span; span = stack.pop()) {
    const [first, last] = span;
    let worst = -1;
    let worstM = toleranceM;
    for (let i = first + 1; i < last; i++) {
      const off = distanceToSegment(line[i]!, line[first]!, line[last]!);
      if (off > worstM) {
        worst = i;
        worstM = off;
      }
    }
    if (worst < 0) continue;
    keep.add(worst);
    stack.push([first, worst], [worst, last]);
  }
  return line.filter((_, i) => keep.has(i));
}

export function distanceToSegment(p: PlanePoint, a: PlanePoint, b: PlanePoint): number {
  return Math.sqrt(squaredDistanceToSegment(p[0], p[1], a, b));
}

/** Without the root, for searches of the nearest: this runs millions of times per city. */
export function squaredDistanceToSegment(x: number, y: number, a: PlanePoint, b: PlanePoint): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const px = x - a[0];
  const py = y - a[1];
  const squared = dx * dx + dy * dy;
  let t = squared === 0 ? 0 : (px * dx + py * dy) / squared;
  if (t < 0) t = 0;
  else if (t > 1) t = 1;
  const ex = px - t * dx;
  const ey = py - t * dy;
  return ex * ex + ey * ey;
}
