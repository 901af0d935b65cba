// A grown street stops a little short of what it ran towards. Here it is led on to it, as square to
// it as the gap allows; what finds nothing stays a dead end.
import { createSegmentIndex, crossing } from "./segment-index.ts";
import type { PlanePoint } from "./plane.ts";
import type { RoughStreet } from "./rough-street.ts";

/** Rays tried to both sides of straight on, radians. */
const RAYS = [0, 0.3, -0.3, 0.65, -0.65, 1.05, -1.05];
/** Beyond the hit, so that the crossing is found whatever the rounding. */
const OVERSHOOT_M = 0.6;
/** Meeting a street at less than this angle makes a sliver. */
const SHALLOWEST_SINE = 0.5;

interface Hit {
  point: PlanePoint;
  cost: number;
}

/** Extends `streets` in place towards each other and towards `targets`, at most `reachM(street)`. */
export function joinEnds(
  streets: readonly RoughStreet[],
  targets: readonly RoughStreet[],
  reachM: (end: PlanePoint) => number,
): void {
  const index = createSegmentIndex(60);
  [...targets, ...streets].forEach((street, i) => index.addLine(i, street.line));

  const shoot = (line: number, own: readonly PlanePoint[], end: PlanePoint, inner: PlanePoint): Hit | null => {
    const straight = Math.atan2(end[1] - inner[1], end[0] - inner[0]);
    const reach = reachM(end);
    let best: Hit | null = null;
    for (const ray of RAYS) {
      const angle = straight + ray;
      const tip: PlanePoint = [end[0] + Math.cos(angle) * reach, end[1] + Math.sin(angle) * reach];
      const box = {
        west: Math.min(end[0], tip[0]),
        east: Math.max(end[0], tip[0]),
        south: Math.min(end[1], tip[1]),
        north: Math.max(end[1], tip[1]),
      };
      index.near(box, (segment) => {
        if (segment.line === line && touchesEnd(segment.index, own, end)) return;
        const hit = crossing(end, tip, segment.a, segment.b);
        if (!hit) return;
        const along = Math.atan2(segment.b[1] - segment.a[1], segment.b[0] - segment.a[0]);
        const sine = Math.abs(Math.sin(along - angle));
        const cost = hit.t * reach * (1 + Math.abs(ray)) + (sine < SHALLOWEST_SINE ? reach : 0);
        if (best && best.cost <= cost) return;
        const length = hit.t * reach + OVERSHOOT_M;
        best = { point: [end[0] + Math.cos(angle) * length, end[1] + Math.sin(angle) * length], cost };
      });
    }
    return best;
  };

  streets.forEach((street, i) => {
    const line = targets.length + i;
    for (const atStart of [true, false]) {
      const points = street.line;
      const end = atStart ? points[0]! : points.at(-1)!;
      const inner = atStart ? points[Math.min(2, points.length - 1)]! : points.at(-Math.min(3, points.length))!;
      const hit = shoot(line, points, end, inner);
      if (!hit) continue;
      index.add({ line, index: atStart ? 0 : points.length, a: end, b: hit.point });
      if (atStart) points.unshift(hit.point);
      else points.push(hit.point);
    }
  });
}

/** The last few segments of the own line, which a ray always touches. */
function touchesEnd(segment: number, own: readonly PlanePoint[], end: PlanePoint): boolean {
  return end === own[0] ? segment < 6 : segment > own.length - 8;
}
