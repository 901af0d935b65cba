// The one segmenter: fixes of a vehicle → trips, stops, idling, gaps. Live view, reports and exports read
// what it wrote; there is no second opinion.
//
//              fixes leave the place                 begins or goes on elsewhere
//        ┌──────────────────────────────┐       ┌──────── after a gap ────────┐
//        │  (two believed fixes away)   ▼       ▼                             │
//     STANDING                        MOVING ───────────────────────────────▶─┤
//        ▲                              │                                     │
//        └──── stays in a circle for ───┘        STANDING, not heard, elsewhere
//              the time of a stop
//
// While moving, the newest fixes that lie in one circle are kept apart (`here`): they become a stop's
// beginning or, when the vehicle moves on, part of the trip. Everything is decided by fixes up to the
// present one, so a decision is never taken back, and the first fix of a stop or after a gap is a
// boundary: starting there, with nothing known, gives the same as having read everything before.
import { createFixFilter } from "./believable-fixes.ts";
import { distanceMeters } from "./distance-meters.ts";
import { believableSpeed, isStanding } from "./fix-speed.ts";
import type { DayOf } from "./local-day.ts";
import { pathPieces } from "./path-piece.ts";
import type { Segments } from "./segment.ts";
import type { SegmentRules } from "./segment-rules.ts";
import { StopBuilder } from "./stop-builder.ts";
import type { TrackFix } from "./track-fix.ts";
import { TripBuilder } from "./trip-builder.ts";

/** Standing or creeping; above it a vehicle passes through. */
const SLOW_KMH = 8;
/** Pace from the parking place to the first fix under way, where that came late. */
const DEPARTURE_METERS_PER_MS = 5 / 1000;
/** So many fixes away from a stop make a departure; fewer are drift. */
const DEPARTURE_FIXES = 2;
/** A receiver without engine wanders farther; pushed or towed farther than this it moves all the same. */
const ENGINE_OFF_RADII = 4;
const ENGINE_OFF_METERS = 150;
const STANDING_RADII = 2;

interface Moving {
  trip: TripBuilder;
  /** Newest fixes within one circle; not yet part of the trip. */
  here: TrackFix[];
}

interface Standing {
  stop: StopBuilder;
  /** Fixes outside the circle, not yet a departure. */
  away: TrackFix[];
}

/**
 * @param fixes of one vehicle in canonical order (canonicalOrder), unflagged
 * @param settledMs that of the boundary the first fix is, where it is one
 */
export function segmentTrack(
  fixes: readonly TrackFix[],
  rules: SegmentRules,
  dayOf: DayOf,
  settledMs = -Infinity,
): Segments {
  const segments: Segments = {
    trips: [],
    stops: [],
    idles: [],
    gaps: [],
    pieces: [],
    outliers: [],
    boundaries: [],
    believed: [],
  };
  let moving: Moving | null = null;
  let standing: Standing | null = null;
  let last: TrackFix | null = null;
  const believed: TrackFix[] = [];
  // A boundary of a later start must not look settled earlier than the one work started from: what made
  // that one may have made this one too.
  let readMs = settledMs;

  const markBoundary = ({ timeMs, deviceId, placeHash }: TrackFix): void => {
    const before = segments.boundaries.at(-1)?.fix ?? fixes[0];
    // What follows a gap may turn out to be a stop, and the start is one already.
    if (before && before.timeMs === timeMs) return;
    segments.boundaries.push({ fix: { timeMs, deviceId, placeHash }, settledMs: readMs, carry: "" });
  };

  const within = (a: TrackFix, b: TrackFix): boolean => distanceMeters(a, b) <= rules.stopRadiusM;

  /** A fix without speed may be: then its place decides. */
  const isSlow = (fix: TrackFix): boolean => (believableSpeed(fix, rules) ?? 0) < SLOW_KMH;

  function begin(fix: TrackFix): void {
    standing = null;
    moving = { trip: new TripBuilder(fix, fix.timeMs, rules, dayOf), here: [] };
    move(moving, fix);
  }

  function endStop({ stop }: Standing, endMs: number, open: boolean): void {
    const ended = stop.finish(endMs, open);
    segments.stops.push(ended.stop);
    segments.idles.push(...ended.idles);
  }

  function move(now: Moving, fix: TrackFix): void {
    const { trip } = now;
    if (!isSlow(fix)) {
      for (const each of now.here) trip.add(each);
      now.here = [];
      trip.add(fix);
      return;
    }
    now.here.push(fix);
    for (;;) {
      const [first = fix] = now.here;
      if (now.here.every((each) => within(first, each))) break;
      trip.add(first);
      now.here.shift();
    }
    const [first = fix] = now.here;
    if (fix.timeMs - first.timeMs >= rules.stopMs) stand(now);
  }

  /** The fixes that lie here are the beginning of a stop. */
  function stand({ trip, here }: Moving): void {
    const [first, ...others] = here;
    if (!first) return;
    trip.add(first);
    const ended = trip.finish(false);
    if (ended) segments.trips.push(ended);
    markBoundary(first);
    moving = null;
    standing = { stop: new StopBuilder(first, others, rules, dayOf), away: [] };
  }

  /** How far from the middle of a stop this fix may lie and still be in it. */
  function reachM(fix: TrackFix): number {
    const { stopRadiusM } = rules;
    if (fix.ignition === false) return Math.max(stopRadiusM * ENGINE_OFF_RADII, ENGINE_OFF_METERS);
    if (fix.ignition === null && isStanding(believableSpeed(fix, rules))) return stopRadiusM * STANDING_RADII;
    return stopRadiusM;
  }

  function depart(now: Standing): void {
    const { stop, away } = now;
    const [first] = away;
    const left = stop.last;
    const drivenMs = first ? distanceMeters(left, first) / DEPARTURE_METERS_PER_MS : 0;
    const startMs = Math.max(left.timeMs, Math.round((first ?? left).timeMs - drivenMs));
    endStop(now, startMs, false);
    standing = null;
    moving = { trip: new TripBuilder(left, startMs, rules, dayOf), here: [] };
    for (const fix of away) step(fix);
  }

  function stay(now: Standing, fix: TrackFix): void {
    if (distanceMeters(now.stop.at, fix) > reachM(fix)) {
      now.away.push(fix);
      if (now.away.length >= DEPARTURE_FIXES) depart(now);
      return;
    }
    // It never left: the fixes in between were drift. Their time belongs to the stop, their way to nothing.
    for (const each of now.away) now.stop.add(each);
    now.away = [];
    now.stop.add(fix);
  }

  function step(fix: TrackFix): void {
    if (moving) move(moving, fix);
    else if (standing) stay(standing, fix);
  }

  /** What was under way when nothing more was heard ends with the last fix. */
  function close(open: boolean): void {
    if (standing && standing.away.length > 0 && !open) depart(standing);
    if (standing) endStop(standing, standing.stop.last.timeMs, open);
    if (moving) {
      for (const each of moving.here) moving.trip.add(each);
      const ended = moving.trip.finish(open);
      if (ended) segments.trips.push(ended);
    }
  }

  /** Whether it is heard from the place where it fell silent: then it has stood there. */
  function waited(before: TrackFix, fix: TrackFix): boolean {
    if (standing) return standing.away.length === 0 && distanceMeters(standing.stop.at, fix) <= reachM(fix);
    if (!moving) return false;
    const here = moving.here.length > 0 ? moving.here : [before];
    if (!here.every((each) => within(each, fix))) return false;
    moving.here = here;
    return true;
  }

  function believe(fix: TrackFix, displaced: boolean): void {
    const before = last;
    last = fix;
    believed.push(fix);
    if (!before) {
      begin(fix);
      return;
    }
    if (!displaced && fix.timeMs - before.timeMs <= rules.gapMs) {
      step(fix);
      return;
    }
    const parked = !displaced && waited(before, fix);
    const from = { lon: before.lon, lat: before.lat };
    const to = { lon: fix.lon, lat: fix.lat };
    segments.gaps.push({ startMs: before.timeMs, endMs: fix.timeMs, from, to, parked });
    if (parked) {
      if (moving) stand(moving);
      standing?.stop.add(fix);
      return;
    }
    close(false);
    begin(fix);
    markBoundary(fix);
  }

  const filter = createFixFilter(rules, believe, (outlier) => segments.outliers.push(outlier));
  for (const fix of fixes) {
    readMs = Math.max(readMs, fix.timeMs);
    filter.push(fix);
  }
  close(true);
  segments.believed = believed;
  segments.pieces = pathPieces(believed, segments.stops, segments.gaps);
  return segments;
}
