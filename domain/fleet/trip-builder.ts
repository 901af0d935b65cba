// Adds up a trip, fix by fix.
import type { DayOf } from "./local-day.ts";
import { DayParts } from "./day-parts.ts";
import { distanceMeters, type Place } from "./distance-meters.ts";
import { believableSpeed, impliedSpeedKmh, isStanding } from "./fix-speed.ts";
import type { TripSegment } from "./segment.ts";
import type { SegmentRules } from "./segment-rules.ts";
import type { TrackFix } from "./track-fix.ts";

/** A receiver at a red light wanders this far; shorter ways of a standing vehicle wait for the next fix. */
const STANDING_NOISE_M = 15;

export class TripBuilder {
  readonly #rules: SegmentRules;
  readonly #from: Place;
  readonly #startMs: number;
  readonly #parts: DayParts;
  #last: TrackFix;
  /** When the last fix was left: later than its time where the vehicle stood there first. */
  #lastMs: number;
  /** Up to where the way is counted. */
  #counted: Place;
  #reportedTopKmh = 0;
  #impliedTopKmh = 0;
  #idleMs = 0;
  #driver: string | null;

  /** Leaves the place of `first` at `startMs`. */
  constructor(first: TrackFix, startMs: number, rules: SegmentRules, dayOf: DayOf) {
    this.#rules = rules;
    this.#from = first;
    this.#startMs = startMs;
    this.#parts = new DayParts(dayOf);
    this.#last = first;
    this.#lastMs = startMs;
    this.#counted = first;
    this.#driver = first.driver;
  }

  add(fix: TrackFix): void {
    const last = this.#last;
    const fromMs = this.#lastMs;
    const ms = fix.timeMs - fromMs;
    const reported = believableSpeed(fix, this.#rules);
    const wayM = distanceMeters(this.#counted, fix);
    if (!isStanding(reported) || wayM >= STANDING_NOISE_M) {
      this.#parts.add("distanceM", fromMs, fix.timeMs, wayM);
      this.#counted = fix;
    }
    this.#parts.add("ms", fromMs, fix.timeMs, ms);
    this.#reportedTopKmh = Math.max(this.#reportedTopKmh, reported ?? 0);
    this.#impliedTopKmh = Math.max(this.#impliedTopKmh, impliedSpeedKmh(last, fix) ?? 0);
    if (last.ignition !== null) this.#parts.engineKnown = true;
    if (last.ignition === true) {
      this.#parts.add("engineMs", fromMs, fix.timeMs, ms);
      const stood = isStanding(reported) && isStanding(believableSpeed(last, this.#rules));
      if (stood && !last.working) this.#idleMs += ms;
    }
    this.#driver ??= fix.driver;
    this.#last = fix;
    this.#lastMs = fix.timeMs;
  }

  /** null where it was too short to be one. */
  finish(open: boolean): TripSegment | null {
    const parts = this.#parts.parts();
    const distanceM = parts.reduce((sum, part) => sum + part.distanceM, 0);
    if (distanceM < this.#rules.minTripM || this.#lastMs <= this.#startMs) return null;
    const meanKmh = (distanceM / (this.#lastMs - this.#startMs)) * 3600;
    // Trackers that report seldom may miss the top; it is never below the mean.
    const topKmh = this.#reportedTopKmh > 0 ? this.#reportedTopKmh : this.#impliedTopKmh;
    return {
      startMs: this.#startMs,
      endMs: this.#lastMs,
      from: { lon: this.#from.lon, lat: this.#from.lat },
      to: { lon: this.#last.lon, lat: this.#last.lat },
      distanceM,
      maxSpeedKmh: Math.round(Math.max(topKmh, meanKmh) * 10) / 10,
      idleSeconds: Math.round(this.#idleMs / 1000),
      driver: this.#driver,
      open,
      parts,
    };
  }
}
