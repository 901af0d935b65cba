// What the segmenter makes of a track. Times are epoch ms, everything is a plain value: these rows are
// stored as they are, and reports, screens and exports read nothing else.
import type { Outlier } from "./believable-fixes.ts";
import type { DayPart } from "./day-parts.ts";
import type { Place } from "./distance-meters.ts";
import type { PathPiece } from "./path-piece.ts";
import type { FixKey, TrackFix } from "./track-fix.ts";

interface Span {
  startMs: number;
  endMs: number;
}

/** Moving. */
export interface TripSegment extends Span {
  from: Place;
  to: Place;
  distanceM: number;
  maxSpeedKmh: number;
  /** Standing with the engine on and not working, while under way: traffic. */
  idleSeconds: number;
  /** The first that a fix of the trip tells. */
  driver: string | null;
  /** The newest fix lies in it: it may go on. */
  open: boolean;
  parts: DayPart[];
}

/** Standing. */
export interface StopSegment extends Span {
  at: Place;
  /** null = the tracker never said whether the engine runs. */
  engineOnSeconds: number | null;
  open: boolean;
  parts: DayPart[];
}

/** Standing with the engine on and not working, for long. Always within a stop. */
export interface IdleSegment extends Span {
  at: Place;
}

/** Nothing heard, or heard from a place that cannot have been driven to. */
export interface GapSegment extends Span {
  from: Place;
  to: Place;
  /** It stood there before and after: the stop goes on. */
  parked: boolean;
}

/** Where work can start anew: what follows this fix does not depend on anything before it. */
export interface Boundary {
  fix: FixKey;
  /** Fixes up to this time made it one; a late fix after it changes nothing about that. */
  settledMs: number;
  /** Visits and alarm conditions under way before it, as text (domain/alarm/watch-track); "" = none. */
  carry: string;
}

export interface Segments {
  trips: TripSegment[];
  stops: StopSegment[];
  idles: IdleSegment[];
  gaps: GapSegment[];
  pieces: PathPiece[];
  outliers: Outlier[];
  boundaries: Boundary[];
  /** Fixes that count, in order. */
  believed: TrackFix[];
}
