// Adds up a stop, fix by fix: how long the engine ran, and when it idled.
import type { DayOf } from "./local-day.ts";
import { DayParts } from "./day-parts.ts";
import type { Place } from "./distance-meters.ts";
import type { IdleSegment, StopSegment } from "./segment.ts";
import type { SegmentRules } from "./segment-rules.ts";
import type { TrackFix } from "./track-fix.ts";

function centreOf(fixes: readonly TrackFix[]): Place {
  const sum = fixes.reduce((all, fix) => ({ lon: all.lon + fix.lon, lat: all.lat + fix.lat }), { lon: 0, lat: 0 });
  return { lon: sum.lon / fixes.length, lat: sum.lat / fixes.length };
}

export class StopBuilder {
  /** Middle of the fixes that made it a stop; later ones do not move it. */
  readonly at: Place;
  readonly #rules: SegmentRules;
  readonly #startMs: number;
  readonly #parts: DayParts;
  readonly #idles: IdleSegment[] = [];
  #last: TrackFix;
  #idleSinceMs: number | null = null;

  /** The fixes that made it a stop, at least one. */
  constructor(first: TrackFix, others: readonly TrackFix[], rules: SegmentRules, dayOf: DayOf) {
    this.at = centreOf([first, ...others]);
    this.#rules = rules;
    this.#startMs = first.timeMs;
    this.#parts = new DayParts(dayOf);
    this.#last = first;
    for (const fix of others) this.add(fix);
  }

  get last(): TrackFix {
    return this.#last;
  }

  add(fix: TrackFix): void {
    this.#pass(fix.timeMs);
    this.#last = fix;
  }

  /** What held at the last fix holds until `toMs`, unless nothing was heard for too long. */
  #pass(toMs: number): void {
    const { ignition, working, timeMs } = this.#last;
    const ms = toMs - timeMs;
    const heard = ms <= this.#rules.gapMs;
    this.#parts.add("ms", timeMs, toMs, ms);
    if (ignition !== null) this.#parts.engineKnown = true;
    if (heard && ignition === true) this.#parts.add("engineMs", timeMs, toMs, ms);
    if (heard && ignition === true && !working) this.#idleSinceMs ??= timeMs;
    else this.#endIdle(timeMs);
  }

  #endIdle(atMs: number): void {
    const sinceMs = this.#idleSinceMs;
    this.#idleSinceMs = null;
    if (sinceMs === null || atMs - sinceMs < this.#rules.idleMs) return;
    this.#parts.add("idleMs", sinceMs, atMs, atMs - sinceMs);
    this.#idles.push({ startMs: sinceMs, endMs: atMs, at: this.at });
  }

  /** Ends at `endMs`, not before its last fix. */
  finish(endMs: number, open: boolean): { stop: StopSegment; idles: IdleSegment[] } {
    if (endMs > this.#last.timeMs) this.#pass(endMs);
    else if (this.#last.ignition !== null) this.#parts.engineKnown = true;
    this.#endIdle(endMs);
    const parts = this.#parts.parts();
    const engineOnSeconds = this.#parts.engineKnown
      ? parts.reduce((sum, part) => sum + (part.engineSeconds ?? 0), 0)
      : null;
    return {
      stop: { startMs: this.#startMs, endMs, at: this.at, engineOnSeconds, open, parts },
      idles: this.#idles,
    };
  }
}
