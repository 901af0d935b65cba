// One step of the segmenter over what is pending: reads fixes from the last boundary that cannot have
// changed, writes what they make, and moves the cursor, all in one transaction. A crash before its end
// leaves everything pending, and doing it again gives the same rows.
//
//   stored rows   ──B────────x─────────y───L──────────▶   x…y pending (late fixes)
//   read again      B────────────────────L                B: settled before x
//   left alone                            L──────────▶    L: was and is a boundary, after y
import type { WatchPlan } from "../../domain/alarm/watch-plan.ts";
import { watchTrack, type WatchResult } from "../../domain/alarm/watch-track.ts";
import type { DayOf } from "../../domain/fleet/local-day.ts";
import type { Boundary, Segments } from "../../domain/fleet/segment.ts";
import { segmentRulesOf, type SegmentRules } from "../../domain/fleet/segment-rules.ts";
import { segmentTrack } from "../../domain/fleet/segment-track.ts";
import { compareFixKeys, type FixKey, type TrackFix } from "../../domain/fleet/track-fix.ts";
import { replaceWatched, type WatchedStretch } from "../alarm/replace-watched.ts";
import type { Database, Queryable } from "../database.ts";
import { boundariesBefore, boundariesWithin } from "./boundary.ts";
import { lockPending, saveProgress, takeNotes, type DerivationProgress, type PendingDerivation } from "./derivation.ts";
import { replaceSegments, type DerivedStretch } from "./replace-segments.ts";
import { trackFixes } from "./track-fixes.ts";
import { watchPlanOf } from "../watch-plan.ts";
import { watchedStretch } from "./watch-stretch.ts";

export interface DeriveOptions {
  dayOf: DayOf;
  /** Vehicles of one step. */
  maxVehicles: number;
  /** A vehicle is left alone this long for each fix that had to be read for it … */
  restPerFixMs: number;
  /** … and at least this long. */
  minRestMs: number;
  /** Fixes of a vehicle read in one step, as long as they hold a boundary. */
  pageFixes: number;
  /** Told after a commit in which an alarm was raised, changed or cleared. */
  onAlarms?: () => void;
}

interface Derived {
  stretch: DerivedStretch;
  /** null = nothing is watched. */
  watched: WatchedStretch | null;
  resumeMs: DerivationProgress["resumeMs"];
}

/** What begins before a fix. */
function before(segments: Segments, end: FixKey): Segments {
  const starting = <T extends { startMs: number }>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.startMs < end.timeMs);
  return {
    trips: starting(segments.trips),
    stops: starting(segments.stops),
    idles: starting(segments.idles),
    gaps: starting(segments.gaps),
    pieces: starting(segments.pieces),
    outliers: segments.outliers.filter((outlier) => compareFixKeys(outlier.fix, end) < 0),
    boundaries: segments.boundaries.filter((boundary) => compareFixKeys(boundary.fix, end) < 0),
    believed: segments.believed.filter((fix) => compareFixKeys(fix, end) < 0),
  };
}

/** The first boundary after all that is pending which was one before: from there on nothing is new. */
async function meetingPoint(
  tx: Queryable,
  { vehicleId, untilMs }: PendingDerivation,
  boundaries: readonly Boundary[],
): Promise<Boundary | null> {
  const later = boundaries.filter((boundary) => boundary.fix.timeMs > untilMs);
  const [first] = later;
  const last = later.at(-1);
  if (!first || !last) return null;
  const stored = await boundariesWithin(tx, vehicleId, untilMs, last.fix.timeMs);
  const isStored = (boundary: Boundary): boolean =>
    stored.some(
      (one) =>
        one.settledMs === boundary.settledMs &&
        one.carry === boundary.carry &&
        compareFixKeys(one.fix, boundary.fix) === 0,
    );
  return later.find(isStored) ?? null;
}

/** Writes what is under way at each boundary into it. null = nothing is watched, nor ever was. */
function watch(
  { vehicleId: id, kind, unitPath, speedLimitKmh }: PendingDerivation,
  segments: Segments,
  rules: SegmentRules,
  start: Boundary | null,
  plan: WatchPlan,
): WatchResult | null {
  if (plan.isEmpty) return null;
  const places = segments.boundaries.map((boundary) => boundary.fix);
  const vehiclePlan = plan.of({ id, kind, unitPath, speedLimitKmh });
  const watched = watchTrack(segments.believed, places, vehiclePlan, rules, start?.carry ?? "");
  for (const [i, boundary] of segments.boundaries.entries()) boundary.carry = watched.carries[i] ?? "";
  return watched;
}

/** null where this page holds no boundary to go on from: more has to be read. */
async function derivePage(
  tx: Queryable,
  pending: PendingDerivation,
  start: Boundary | null,
  fixes: readonly TrackFix[],
  isLastPage: boolean,
  { dayOf, plan }: { dayOf: DayOf; plan: WatchPlan },
): Promise<Derived | null> {
  const { vehicleId } = pending;
  const rules = segmentRulesOf(pending.kind);
  const segments = segmentTrack(fixes, rules, dayOf, start?.settledMs);
  const watched = watch(pending, segments, rules, start, plan);
  const watchedUntil = (end: Boundary | null): WatchedStretch | null =>
    watched && watchedStretch(vehicleId, watched, start, end);
  const from = start?.fix ?? null;
  const met = await meetingPoint(tx, pending, segments.boundaries);
  if (met) {
    const stretch = { vehicleId, from, until: met.fix, segments: before(segments, met.fix) };
    return { stretch, watched: watchedUntil(met), resumeMs: null };
  }
  if (isLastPage) {
    return { stretch: { vehicleId, from, until: null, segments }, watched: watchedUntil(null), resumeMs: null };
  }
  const next = segments.boundaries.at(-1);
  if (!next) return null;
  // Behind `next` nothing is known for sure yet; what was stored there gives way, the next step writes it.
  const lastFix = fixes.at(-1) ?? next.fix;
  return {
    stretch: { vehicleId, from, until: { ...lastFix, timeMs: lastFix.timeMs + 1 }, segments },
    watched: watchedUntil(next),
    resumeMs: next.settledMs + 1,
  };
}

async function deriveVehicle(
  tx: Queryable,
  pending: PendingDerivation,
  start: Boundary | null,
  firstPage: readonly TrackFix[],
  options: DeriveOptions,
  plan: WatchPlan,
): Promise<Derived & { read: number }> {
  let fixes = firstPage;
  for (let limit = options.pageFixes; ; limit *= 4) {
    if (limit > options.pageFixes) {
      const { vehicleId } = pending;
      fixes = (await trackFixes(tx, [{ vehicleId, from: start?.fix ?? null }], limit)).get(vehicleId) ?? [];
    }
    const derived = await derivePage(tx, pending, start, fixes, fixes.length < limit, {
      dayOf: options.dayOf,
      plan,
    });
    if (derived) return { ...derived, read: fixes.length };
  }
}

/** @returns how many vehicles it worked on; 0 = nothing is pending. */
export async function deriveStep(db: Database, options: DeriveOptions): Promise<number> {
  await takeNotes(db, options.maxVehicles);
  let alarmsChanged = false;
  const worked = await db.transaction(async (tx) => {
    const pending = await lockPending(tx, options.maxVehicles);
    if (pending.length === 0) return 0;
    const plan = await watchPlanOf(db, tx, options.dayOf);
    const starts = await boundariesBefore(tx, pending);
    const pages = await trackFixes(
      tx,
      pending.map(({ vehicleId }) => ({ vehicleId, from: starts.get(vehicleId)?.fix ?? null })),
      options.pageFixes,
    );
    const stretches: DerivedStretch[] = [];
    const watched: WatchedStretch[] = [];
    const progress: DerivationProgress[] = [];
    for (const one of pending) {
      const { vehicleId } = one;
      const page = pages.get(vehicleId) ?? [];
      const derived = await deriveVehicle(tx, one, starts.get(vehicleId) ?? null, page, options, plan);
      stretches.push(derived.stretch);
      if (derived.watched) watched.push(derived.watched);
      const restMs = Math.max(options.minRestMs, derived.read * options.restPerFixMs);
      progress.push({ vehicleId, resumeMs: derived.resumeMs, restMs });
    }
    await replaceSegments(tx, stretches, options.dayOf);
    alarmsChanged = await replaceWatched(tx, watched);
    await saveProgress(tx, progress);
    return pending.length;
  });
  if (alarmsChanged) options.onAlarms?.();
  return worked;
}
