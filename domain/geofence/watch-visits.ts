// When a vehicle was in which geofence: fix by fix, with what is under way as a plain value. A vehicle is in
// from its first fix inside. It has left when it is farther outside than the margin twice or for a while,
// or outside at all for two minutes; so jitter at the border is one visit.
//
//   inside   x x x   x x x x               one visit
//   ───────────────────────────
//   margin         x         x
//   ···························
//   beyond                     x x         left here; the visit ended with the last fix inside
import type { IndexedGeofence } from "./geofence-index.ts";

const BEYOND_FIXES = 2;
const BEYOND_MS = 30_000;
const OUTSIDE_MS = 120_000;

export interface OpenVisit {
  geofenceId: number;
  startMs: number;
  /** Last fix inside. */
  lastMs: number;
  maxSpeedKmh: number | null;
  /** Fixes beyond the margin since. */
  beyond: number;
  /** Long enough to count. */
  confirmed: boolean;
}

export interface EndedVisit {
  geofenceId: number;
  startMs: number;
  endMs: number;
  maxSpeedKmh: number | null;
}

export interface VisitStep {
  /** Counts from now on. */
  entered: OpenVisit[];
  /** Counted, and is over. */
  left: OpenVisit[];
}

export interface VisitFix {
  timeMs: number;
  lon: number;
  lat: number;
  speedKmh: number | null;
}

const larger = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

/** How far outside of each geofence near it a fix lies; those that do not hold for it left out. */
function distances(fix: VisitFix, near: readonly IndexedGeofence[]): Map<number, { outsideM: number; minMs: number }> {
  const found = new Map<number, { outsideM: number; minMs: number }>();
  for (const { version, area } of near) {
    const outsideM = area.outsideM(fix.lon, fix.lat, version.exitMarginM);
    if (outsideM !== Infinity) found.set(version.id, { outsideM, minMs: version.minVisitSeconds * 1000 });
  }
  return found;
}

function hasLeft(visit: OpenVisit, fix: VisitFix, outsideM: number): boolean {
  const awayMs = fix.timeMs - visit.lastMs;
  if (awayMs >= OUTSIDE_MS) return true;
  if (outsideM !== Infinity) return false;
  visit.beyond += 1;
  return visit.beyond >= BEYOND_FIXES || awayMs >= BEYOND_MS;
}

/** Takes the next fix in; `open` is changed in place, by geofence id. */
export function stepVisits(open: Map<number, OpenVisit>, fix: VisitFix, near: readonly IndexedGeofence[]): VisitStep {
  const step: VisitStep = { entered: [], left: [] };
  if (open.size === 0 && near.length === 0) return step;
  const found = distances(fix, near);
  for (const visit of open.values()) {
    const here = found.get(visit.geofenceId);
    if (here?.outsideM === 0) {
      visit.lastMs = fix.timeMs;
      visit.maxSpeedKmh = larger(visit.maxSpeedKmh, fix.speedKmh);
      visit.beyond = 0;
    } else if (hasLeft(visit, fix, here?.outsideM ?? Infinity)) {
      open.delete(visit.geofenceId);
      if (visit.confirmed) step.left.push(visit);
    }
  }
  for (const [geofenceId, { outsideM, minMs }] of found) {
    if (outsideM > 0) continue;
    const visit = open.get(geofenceId) ?? {
      geofenceId,
      startMs: fix.timeMs,
      lastMs: fix.timeMs,
      maxSpeedKmh: fix.speedKmh,
      beyond: 0,
      confirmed: false,
    };
    open.set(geofenceId, visit);
    if (visit.confirmed || fix.timeMs - visit.startMs < minMs) continue;
    visit.confirmed = true;
    step.entered.push(visit);
  }
  return step;
}
