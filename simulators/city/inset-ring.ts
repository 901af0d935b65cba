// A ring moved inwards by a fixed distance.
import { crossing } from "./segment-index.ts";
import { signedArea } from "./plane-polygon.ts";
import { simplifyLine } from "./curve.ts";
import { distance, type PlanePoint } from "./plane.ts";

/** Sharper corners would shoot far away. */
const SHARPEST_SINE = 0.17;
const SMALLEST_LEFT_SHARE = 0.35;

/** Null where the ring is too narrow or too jagged to have such an inside. `ring` is anticlockwise. */
export function insetRing(ring: readonly PlanePoint[], byM: number): PlanePoint[] | null {
  const corners = withoutStraights(ring);
  const count = corners.length;
  if (count < 3) return null;
  const inner: PlanePoint[] = [];
  for (let i = 0; i < count; i++) {
    const corner = insetCorner(corners[(i + count - 1) % count]!, corners[i]!, corners[(i + 1) % count]!, byM);
    if (!corner) return null;
    inner.push(corner);
  }
  if (signedArea(inner) < SMALLEST_LEFT_SHARE * signedArea(ring) || crossesItself(inner)) return null;
  return inner;
}

/** Drops points on straight stretches; closes the ring for the simplification and opens it again. */
export function withoutStraights(ring: readonly PlanePoint[]): PlanePoint[] {
  const closed = simplifyLine([...ring, ring[0]!], 0.8);
  return closed.slice(0, -1).filter((point, i) => distance(point, closed[i + 1]!) > 0.5);
}

function insetCorner(before: PlanePoint, at: PlanePoint, after: PlanePoint, byM: number): PlanePoint | null {
  const [inX, inY] = unit(before, at);
  const [outX, outY] = unit(at, after);
  const sine = inX * outY - inY * outX;
  const cosine = inX * outX + inY * outY;
  // Straight on: simply sideways. Back on itself (a dead end walked on both sides): no inside.
  if (Math.abs(sine) < SHARPEST_SINE) return cosine > 0 ? [at[0] - outY * byM, at[1] + outX * byM] : null;
  // Where the two sides, both moved in, meet: so far along the first one.
  const along = (byM * (cosine - 1)) / sine;
  return [at[0] - inY * byM + inX * along, at[1] + inX * byM + inY * along];
}

function unit(a: PlanePoint, b: PlanePoint): PlanePoint {
  const length = distance(a, b) || 1;
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

export function crossesItself(ring: readonly PlanePoint[]): boolean {
  const count = ring.length;
  for (let i = 0; i < count; i++) {
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      if (crossing(ring[i]!, ring[(i + 1) % count]!, ring[j]!, ring[(j + 1) % count]!)) return true;
    }
  }
  return false;
}
