// Areas on the local plane: rings of points, not closed, anticlockwise where area matters.
import { squaredDistanceToSegment } from "./curve.ts";
import type { PlanePoint } from "./plane.ts";

/** Square metres, positive for anticlockwise rings. */
export function signedArea(ring: readonly PlanePoint[]): number {
  let doubled = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    doubled += a[0] * b[1] - b[0] * a[1];
  }
  return doubled / 2;
}

export function isInside(ring: readonly PlanePoint[], point: PlanePoint): boolean {
  const x = point[0];
  const y = point[1];
  let inside = false;
  let a = ring.at(-1)!;
  for (const b of ring) {
    if (a[1] > y !== b[1] > y && x < ((a[0] - b[0]) * (y - b[1])) / (a[1] - b[1]) + b[0]) inside = !inside;
    a = b;
  }
  return inside;
}

export function distanceToRing(ring: readonly PlanePoint[], [x, y]: PlanePoint): number {
  let nearest = Infinity;
  let a = ring.at(-1)!;
  for (const b of ring) {
    const squared = squaredDistanceToSegment(x, y, a, b);
    if (squared < nearest) nearest = squared;
    a = b;
  }
  return Math.sqrt(nearest);
}

/** Metres to the ring, positive inside. */
export function depthInside(ring: readonly PlanePoint[], point: PlanePoint): number {
  const off = distanceToRing(ring, point);
  return isInside(ring, point) ? off : -off;
}

/** Middle of the area; the mean of the points where the area vanishes. */
export function centroid(ring: readonly PlanePoint[]): PlanePoint {
  const area = signedArea(ring);
  const origin = ring[0]!;
  let x = 0;
  let y = 0;
  for (let i = 1; i + 1 < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[i + 1]!;
    const part = (a[0] - origin[0]) * (b[1] - origin[1]) - (b[0] - origin[0]) * (a[1] - origin[1]);
    x += part * (a[0] + b[0] - 2 * origin[0]);
    y += part * (a[1] + b[1] - 2 * origin[1]);
  }
  if (Math.abs(area) < 1e-6) return origin;
  return [origin[0] + x / (6 * area), origin[1] + y / (6 * area)];
}
