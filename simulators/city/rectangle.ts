// Turned rectangles: footprints of buildings.
import type { PlanePoint } from "./plane.ts";

export interface Rectangle {
  centre: PlanePoint;
  /** Unit vector along its width. */
  ux: number;
  uy: number;
  widthM: number;
  depthM: number;
}

/** Anticlockwise. */
export function cornersOf({ centre: [x, y], ux, uy, widthM, depthM }: Rectangle): PlanePoint[] {
  const w = widthM / 2;
  const d = depthM / 2;
  const corner = (along: number, across: number): PlanePoint => [
    x + ux * along - uy * across,
    y + uy * along + ux * across,
  ];
  return [corner(-w, -d), corner(w, -d), corner(w, d), corner(-w, d)];
}

/** Whether the segment comes closer to the rectangle than `marginM` (measured squarely at the corners). */
export function segmentTouches(rectangle: Rectangle, a: PlanePoint, b: PlanePoint, marginM: number): boolean {
  const { centre, ux, uy } = rectangle;
  const ax = (a[0] - centre[0]) * ux + (a[1] - centre[1]) * uy;
  const ay = (a[1] - centre[1]) * ux - (a[0] - centre[0]) * uy;
  const dx = (b[0] - centre[0]) * ux + (b[1] - centre[1]) * uy - ax;
  const dy = (b[1] - centre[1]) * ux - (b[0] - centre[0]) * uy - ay;
  const x = slab(ax, dx, rectangle.widthM / 2 + marginM);
  const y = slab(ay, dy, rectangle.depthM / 2 + marginM);
  return Math.max(x.enter, y.enter, 0) <= Math.min(x.leave, y.leave, 1);
}

/** Shares of the way a + t·d during which it lies within ±half. */
function slab(a: number, d: number, half: number): { enter: number; leave: number } {
  if (Math.abs(d) < 1e-9) return Math.abs(a) < half ? { enter: -Infinity, leave: Infinity } : { enter: 1, leave: 0 };
  const s = (-half - a) / d;
  const t = (half - a) / d;
  return { enter: Math.min(s, t), leave: Math.max(s, t) };
}

/** Separating axes of both rectangles. */
export function overlaps(a: Rectangle, b: Rectangle): boolean {
  const dx = b.centre[0] - a.centre[0];
  const dy = b.centre[1] - a.centre[1];
  const reach = (a.widthM + a.depthM + b.widthM + b.depthM) / 2;
  if (dx * dx + dy * dy > reach * reach) return false;
  const axes: PlanePoint[] = [
    [a.ux, a.uy],
    [-a.uy, a.ux],
    [b.ux, b.uy],
    [-b.uy, b.ux],
  ];
  return axes.every(([x, y]) => Math.abs(dx * x + dy * y) < extent(a, x, y) + extent(b, x, y));
}

function extent(r: Rectangle, x: number, y: number): number {
  return (r.widthM / 2) * Math.abs(r.ux * x + r.uy * y) + (r.depthM / 2) * Math.abs(r.ux * y - r.uy * x);
}
