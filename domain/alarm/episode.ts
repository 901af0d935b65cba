// From the first fix that meets a condition to the last one: one alarm. Short ones are none, and a fix or two
// that do not meet it do not end a long one.
import type { TrackFix } from "../fleet/track-fix.ts";

interface EpisodeFix {
  timeMs: number;
  lon: number;
  lat: number;
  speedKmh: number | null;
}

export interface OpenEpisode {
  ruleId: number;
  /** 0 = of no geofence. */
  geofenceId: number;
  first: EpisodeFix;
  /** Last fix that met the condition. */
  last: EpisodeFix;
  top: EpisodeFix;
  peak: number | null;
  limit: number | null;
  /** Lasted long enough. */
  confirmed: boolean;
}

/** One fix against the condition of a rule. */
export interface Finding {
  /** null = the fix does not say. */
  met: boolean | null;
  /** Height, the larger the worse; null = none. */
  value: number | null;
  limit: number | null;
}

export interface EpisodeTimes {
  /** Shorter ones are none. */
  minMs: number;
  /** So long unmet before it is over. */
  clearMs: number;
}

export const episodeFix = ({ timeMs, lon, lat, speedKmh }: TrackFix): EpisodeFix => ({ timeMs, lon, lat, speedKmh });

/** The lower the worse: battery. */
const isWorse = (kindOfLow: boolean, value: number, than: number): boolean => (kindOfLow ? value < than : value > than);

/**
 * Takes the next fix in.
 * @returns what is under way afterwards (changed in place), and what is over by it
 */
export function stepEpisode(
  open: OpenEpisode | null,
  fix: TrackFix,
  { met, value, limit }: Finding,
  { minMs, clearMs }: EpisodeTimes,
  key: { ruleId: number; geofenceId: number; lowIsWorse: boolean },
): { open: OpenEpisode | null; ended: OpenEpisode | null } {
  if (met === null) return { open, ended: null };
  if (!met) {
    if (!open) return { open: null, ended: null };
    if (!open.confirmed) return { open: null, ended: null };
    if (fix.timeMs - open.last.timeMs < clearMs) return { open, ended: null };
    return { open: null, ended: open };
  }
  const here = episodeFix(fix);
  if (!open) {
    const { ruleId, geofenceId } = key;
    const confirmed = minMs === 0;
    return {
      open: { ruleId, geofenceId, first: here, last: here, top: here, peak: value, limit, confirmed },
      ended: null,
    };
  }
  open.last = here;
  if (value !== null && (open.peak === null || isWorse(key.lowIsWorse, value, open.peak))) {
    open.peak = value;
    open.limit = limit;
    open.top = here;
  }
  if (fix.timeMs - open.first.timeMs >= minMs) open.confirmed = true;
  return { open, ended: null };
}
