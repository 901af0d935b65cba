// Visits and alarm episodes of a vehicle, from its believed fixes in order of time. Like the segmenter it is
// pure and streaming; what is under way at a boundary of the segmenter is kept as text (the carry), so that
// work can start there anew and end as if everything before had been read.
//
//   fixes ──B1─────────B2──────────▶     carry(B2) holds the visit and the speeding that began before B2
//     visit    ├──────────────┤
//     speeding      ├──────┤
import { believableSpeed, impliedSpeedKmh } from "../fleet/fix-speed.ts";
import type { SegmentRules } from "../fleet/segment-rules.ts";
import { compareFixKeys, type FixKey, type TrackFix } from "../fleet/track-fix.ts";
import type { IndexedGeofence } from "../geofence/geofence-index.ts";
import { stepVisits, type EndedVisit, type OpenVisit } from "../geofence/watch-visits.ts";
import { episodeFix, stepEpisode, type Finding, type OpenEpisode } from "./episode.ts";
import { endsInSilence, judgeFix } from "./judge-fix.ts";
import { holdsAt, type VehiclePlan, type WatchedRule } from "./watch-plan.ts";

/** An episode as it becomes an alarm. */
export interface AlarmEpisode extends OpenEpisode {
  definition: WatchedRule["definition"];
  /** null = it goes on. */
  endMs: number | null;
}

/** Something that is over, and the fix that showed it. */
interface Shown<T> {
  row: T;
  atMs: number;
}

export interface WatchResult {
  visits: Shown<EndedVisit>[];
  episodes: Shown<AlarmEpisode>[];
  /** Under way after the last fix. */
  openVisits: OpenVisit[];
  openEpisodes: AlarmEpisode[];
  /** What was under way before each of the boundaries asked for; "" = nothing. */
  carries: string[];
}

interface Carry {
  visits: OpenVisit[];
  episodes: OpenEpisode[];
}

/** Speed from the way between two fixes: not from neighbours, whose noise would be all of it. */
const IMPLIED_MIN_MS = 5000;
const IMPLIED_MAX_MS = 120_000;

export const readCarry = (text: string): Carry =>
  text === "" ? { visits: [], episodes: [] } : (JSON.parse(text) as Carry);

const keyOf = (ruleId: number, geofenceId: number): string => `${ruleId} ${geofenceId}`;
const isDecidedByVisit = (rule: WatchedRule): boolean => rule.definition.condition.kind.startsWith("geofence-");

/**
 * @param fixes believed ones, in order
 * @param boundaries fixes among them, in order, at which work may start anew
 * @param startCarry that of the boundary the first fix is; "" at the beginning of all
 */
export function watchTrack(
  fixes: readonly TrackFix[],
  boundaries: readonly FixKey[],
  plan: VehiclePlan,
  rules: SegmentRules,
  startCarry: string,
): WatchResult {
  const result: WatchResult = { visits: [], episodes: [], openVisits: [], openEpisodes: [], carries: [] };
  const start = readCarry(startCarry);
  const visits = new Map(start.visits.map((visit) => [visit.geofenceId, visit]));
  const episodes = new Map(start.episodes.map((episode) => [keyOf(episode.ruleId, episode.geofenceId), episode]));
  let before: TrackFix | null = null;

  /** As it held when the condition was last met. */
  const ruleOf = ({ ruleId, last }: OpenEpisode): WatchedRule | undefined =>
    plan.rules.findLast(({ id, fromMs }) => id === ruleId && fromMs <= last.timeMs) ??
    plan.rules.find(({ id }) => id === ruleId);

  function end(episode: OpenEpisode, atMs: number): void {
    episodes.delete(keyOf(episode.ruleId, episode.geofenceId));
    const rule = ruleOf(episode);
    if (!episode.confirmed || !rule) return;
    result.episodes.push({ row: { ...episode, definition: rule.definition, endMs: episode.last.timeMs }, atMs });
  }

  function step(rule: WatchedRule, geofenceId: number, fix: TrackFix, finding: Finding): void {
    const key = keyOf(rule.id, geofenceId);
    const lowIsWorse = rule.definition.condition.kind === "low-battery";
    const stepped = stepEpisode(episodes.get(key) ?? null, fix, finding, rule.times, {
      ruleId: rule.id,
      geofenceId,
      lowIsWorse,
    });
    if (stepped.open) episodes.set(key, stepped.open);
    else episodes.delete(key);
    if (stepped.ended) end(stepped.ended, fix.timeMs);
  }

  /** Over at once: it happened. */
  function happened(rule: WatchedRule, visit: OpenVisit, fix: TrackFix): void {
    const here = episodeFix(fix);
    const row: AlarmEpisode = {
      ruleId: rule.id,
      geofenceId: visit.geofenceId,
      first: here,
      last: here,
      top: here,
      peak: null,
      limit: null,
      confirmed: true,
      definition: rule.definition,
      endMs: fix.timeMs,
    };
    result.episodes.push({ row, atMs: fix.timeMs });
  }

  function judgeVisits(
    rule: WatchedRule,
    fix: TrackFix,
    entered: readonly OpenVisit[],
    left: readonly OpenVisit[],
  ): void {
    const { condition, schedule } = rule.definition;
    const concerned = (visit: OpenVisit): boolean =>
      rule.concerns({ id: visit.geofenceId, group: plan.groupOf(visit.geofenceId) });
    const inSchedule = schedule === null || plan.inSchedule(schedule, fix.timeMs);
    if (condition.kind === "geofence-enter" || condition.kind === "geofence-exit") {
      if (!inSchedule) return;
      const passed = condition.kind === "geofence-enter" ? entered : left;
      for (const visit of passed) if (concerned(visit)) happened(rule, visit, fix);
      return;
    }
    for (const visit of visits.values()) {
      if (!visit.confirmed || !concerned(visit)) continue;
      // Outside for a fix or two it has not left; the alarm ends with the last fix inside all the same.
      const isInside = visit.lastMs === fix.timeMs;
      step(rule, visit.geofenceId, fix, { met: isInside ? inSchedule : null, value: null, limit: null });
    }
    for (const visit of left) step(rule, visit.geofenceId, fix, { met: false, value: null, limit: null });
  }

  function judge(fix: TrackFix, speedKmh: number | null, near: readonly IndexedGeofence[]): void {
    const { entered, left } = stepVisits(visits, { ...fix, speedKmh }, near);
    for (const visit of left) {
      const { geofenceId, startMs, lastMs, maxSpeedKmh } = visit;
      result.visits.push({ row: { geofenceId, startMs, endMs: lastMs, maxSpeedKmh }, atMs: fix.timeMs });
    }
    const inside = near.filter(({ version }) => visits.get(version.id)?.confirmed);
    const limits = inside.flatMap(({ version }) => version.speedLimitKmh ?? []);
    const zoneLimitKmh = limits.length === 0 ? null : Math.min(...limits);
    const active = new Set<number>();
    for (const rule of plan.rules) {
      if (!holdsAt(rule, fix.timeMs)) continue;
      active.add(rule.id);
      if (isDecidedByVisit(rule)) {
        judgeVisits(rule, fix, entered, left);
        continue;
      }
      const { condition, schedule } = rule.definition;
      const finding = judgeFix(condition, fix, {
        speedKmh,
        zoneLimitKmh,
        vehicleLimitKmh: plan.vehicle.speedLimitKmh,
        inRuleGeofence: inside.some(({ version }) => rule.concerns(version)),
        inSchedule: schedule === null || plan.inSchedule(schedule, fix.timeMs),
        underWay: episodes.has(keyOf(rule.id, 0)),
      });
      step(rule, 0, fix, finding);
    }
    for (const episode of episodes.values()) if (!active.has(episode.ruleId)) end(episode, fix.timeMs);
  }

  function endInSilence(fix: TrackFix): void {
    for (const episode of episodes.values()) {
      if (fix.timeMs - episode.last.timeMs <= rules.gapMs) continue;
      const rule = ruleOf(episode);
      if (rule && endsInSilence(rule.definition.condition)) end(episode, fix.timeMs);
    }
  }

  function speedOf(fix: TrackFix): number | null {
    const reported = believableSpeed(fix, rules);
    if (reported !== null || !before) return reported;
    const ms = fix.timeMs - before.timeMs;
    return ms >= IMPLIED_MIN_MS && ms <= IMPLIED_MAX_MS ? impliedSpeedKmh(before, fix) : null;
  }

  function carryNow(): string {
    if (visits.size === 0 && episodes.size === 0) return "";
    const carry: Carry = {
      visits: [...visits.values()].toSorted((a, b) => a.geofenceId - b.geofenceId),
      episodes: [...episodes.values()].toSorted((a, b) => a.ruleId - b.ruleId || a.geofenceId - b.geofenceId),
    };
    return JSON.stringify(carry);
  }

  for (const fix of fixes) {
    const boundary = boundaries[result.carries.length];
    if (boundary && compareFixKeys(boundary, fix) === 0) {
      result.carries.push(carryNow());
      // Work that starts here knows no fix before.
      before = null;
    }
    endInSilence(fix);
    const speedKmh = speedOf(fix);
    judge({ ...fix, speedKmh }, speedKmh, plan.near(fix.lon, fix.lat, fix.timeMs));
    before = fix;
  }
  result.openVisits = [...visits.values()].filter((visit) => visit.confirmed);
  result.openEpisodes = [...episodes.values()].flatMap((episode): AlarmEpisode[] => {
    const rule = ruleOf(episode);
    return episode.confirmed && rule ? [{ ...episode, definition: rule.definition, endMs: null }] : [];
  });
  return result;
}
